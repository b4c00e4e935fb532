/** A free slot near the one that somebody did not get. */
export interface NearSlot {
  readonly pileId: string;
  readonly spaceCode: string;
  readonly startAt: string;
  readonly endAt: string;
}

/** What a household is told about its slots; the facts are what the sentence needs, nothing of other persons. */
export interface NoticeFacts {
  'slot-offered': { bookingId: string; startAt: string; endAt: string; answerByAt: string };
  'slot-soon': { bookingId: string; startAt: string };
  'slot-missed': { bookingId: string; startAt: string };
  'slot-ending': { bookingId: string; endAt: string };
  'slot-over': { bookingId: string; endAt: string; feeFromAt: string | null };
  'still-there': { bookingId: string; minutes: number; feeFromAt: string | null };
  /** To the household whose car stays, and to the one that waits, with the nearest free slot for it. */
  'next-waits': {
    bookingId: string;
    startAt: string;
    waits: 'for-you' | 'you';
    nextBest: { spaceCode: string; startAt: string; endAt: string } | null;
  };
  'promise-cut': { bookingId: string; promisedWh: number; expectedWh: number };
  'promise-paid-back': { bookingId: string; promisedWh: number; deliveredWh: number; fen: number };
  'slot-taken-back': {
    bookingId: string;
    startAt: string;
    reason: string;
    /** What the household gets for it, fen. */
    fen?: number;
    nextBest?: NearSlot | null;
  };
  'request-made': { bookingId: string; startAt: string; endAt: string; answerByAt: string };
  'request-answered': {
    bookingId: string;
    startAt: string;
    approved: boolean;
    /** Why it was not approved, where it was not the lender's word. */
    reason?: string;
    nextBest?: NearSlot | null;
  };
  'series-missed': { seriesId: string; startAt: string; reason: string; nextBest?: NearSlot | null };
  'swap-asked': { swapId: string; startAt: string; endAt: string };
  'swap-answered': { swapId: string; accepted: boolean };
  'appeal-decided': { bookingId: string; waived: boolean; fen: number };
  'bill-made': { bookingId: string; totalFen: number; energyWh: number };
  'income-made': { bookingId: string; fen: number };
}

export type NoticeKind = keyof NoticeFacts;

/** Kinds that also go out as a text message: somebody must act soon. */
export const URGENT_NOTICES: readonly NoticeKind[] = [
  'slot-offered',
  'slot-ending',
  'still-there',
  'promise-cut',
  'slot-taken-back',
  'request-made',
];
