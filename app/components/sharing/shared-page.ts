import type { BookingStatus } from '~/domain/booking/booking-life';
import type { CellState } from '~/domain/booking/free-slots';
import type { BandKind } from '~/domain/tariff/tariff-version';

/** A shared pile on the resident's pages. */
export interface PlaceData {
  pileId: string;
  spaceCode: string;
  zone: string;
  kind: 'common' | 'lent';
  mode: 'nearby' | 'time-shared' | 'many-cars' | 'lent';
  maxKw: number;
  isOnline: boolean;
  /** Whether this household may book here at all. */
  isOpenToMe: boolean;
}

export interface CellData {
  startAt: string;
  state: CellState;
  /** Whether a slot can begin here. */
  canStart: boolean;
}

/** One line of the grid: a pile on a day, or a day of one pile. */
export interface GridColumn {
  key: string;
  label: string;
  place: PlaceData;
  cells: CellData[];
  /** Free stretches, for the list. */
  free: { startAt: string; endAt: string }[];
}

export interface MySlot {
  bookingId: string;
  spaceCode: string;
  startAt: string;
  endAt: string;
  status: BookingStatus;
  promisedWh: number;
  totalFen: number;
}

export interface WeeklyData {
  seriesId: string;
  spaceCode: string;
  weekday: number;
  startMinute: number;
  minutes: number;
  untilOn: string;
}

export interface SharedPage {
  now: string;
  householdId: string;
  compoundCode: string;
  view: 'day' | 'week' | 'list';
  dayOn: string;
  days: { on: string; isCurrent: boolean }[];
  pileId: string | null;
  places: PlaceData[];
  columns: GridColumn[];
  /** The price band of each half hour of the day shown; null where none is published. */
  bandKinds: (BandKind | null)[];
  next: { pileId: string; spaceCode: string; startAt: string; endAt: string } | null;
  mine: MySlot[];
  weekly: WeeklyData[];
  quota: { slotsLeft: number; slotsPerWeek: number };
}

export interface QuoteLine {
  startAt: string;
  endAt: string;
  kind: string;
  energyWh: number;
  energyPriceE4: number;
  servicePriceE4: number;
}

export interface BookPage {
  now: string;
  formKey: string;
  householdId: string;
  place: PlaceData;
  startAt: string;
  endAt: string;
  ends: { at: string; hours: number }[];
  wantedKwh: string;
  mostKwh: number;
  cars: { id: string; label: string }[];
  carId: string;
  graceMinutes: number;
  freeCancelMinutes: number;
  occupation: { graceMinutes: number; fenPerMinute: number; capFenPerDay: number } | null;
  quote:
    | {
        ok: true;
        promisedWh: number;
        wantedWh: number;
        electricityFen: number;
        serviceFen: number;
        totalFen: number;
        lines: QuoteLine[];
        needsApproval: boolean;
      }
    | { ok: false; text: string; nextBest: NextBestData | null; kwh: number | null };
}

export interface NextBestData {
  pileId: string;
  spaceCode: string;
  startAt: string;
  endAt: string;
}

/** Why a slot could not be booked, and what could be in its place. */
export interface BookRefusal {
  text: string;
  nextBest: NextBestData | null;
  /** What could be promised instead, kWh; null where the energy is not the reason. */
  kwh: number | null;
}

/** The address of the booking page for a slot. */
export function bookHref(slot: {
  pileId: string;
  startAt: string;
  endAt?: string;
  kwh?: number | string;
}): string {
  const search = new URLSearchParams({ pile: slot.pileId, start: slot.startAt });
  if (slot.endAt) search.set('end', slot.endAt);
  if (slot.kwh !== undefined) search.set('kwh', String(slot.kwh));
  return `/home/shared/book?${search}`;
}
