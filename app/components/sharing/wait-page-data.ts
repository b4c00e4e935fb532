export interface SlotData {
  spaceCode: string;
  startAt: string;
  endAt: string;
}

export interface OfferData extends SlotData {
  bookingId: string;
  promisedWh: number;
  totalFen: number;
  answerByAt: string;
}

export interface WaitData {
  waitId: string;
  /** Null: any pile. */
  spaceCode: string | null;
  fromAt: string;
  toAt: string;
  minutes: number;
  wantedWh: number;
  /** From 1 of `of`; null while an offer is open. */
  place: number | null;
  of: number;
}

export interface SwapData {
  swapId: string;
  /** Whether this household asks, or is asked. */
  isMine: boolean;
  given: SlotData;
  wanted: SlotData;
  answerByAt: string;
}

export interface WaitPage {
  now: string;
  formKey: string;
  offerMinutes: number;
  offers: OfferData[];
  waiting: WaitData[];
  swaps: SwapData[];
  /** Own slots that can be given, and slots of others that can be asked for; whose they are is not told. */
  swappable: { own: (SlotData & { bookingId: string })[]; others: (SlotData & { pileId: string })[] };
  join: {
    days: string[];
    dayOn: string;
    from: string;
    to: string;
    pileId: string;
    piles: { pileId: string; spaceCode: string }[];
    lengths: number[];
    cars: { id: string; label: string }[];
  };
}

export interface WaitAnswer {
  text: string;
  /** The slot that is free, where nobody needs to wait. */
  free: (SlotData & { pileId: string }) | null;
}
