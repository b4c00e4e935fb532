import type { Generated } from 'kysely';

/** One row a compound, touched first by everybody who books, so that promises are made one after another. */
export interface BookingLedgerTable {
  compound_id: string;
  turn: number;
}

export interface BookingTable {
  compound_id: string;
  id: string;
  pile_id: string;
  household_id: string;
  vehicle_id: string | null;
  person_id: string;
  kind: string;
  status: string;
  start_at: string;
  end_at: string;
  /** Epoch milliseconds of `start_at`. */
  start_ms: number;
  /** Epoch milliseconds until which nobody else may have the pile: the end with the buffer after it. */
  hold_until_ms: number;
  /** The end that was asked for; `end_at` is earlier where the rest was given back. */
  asked_end_at: string;
  wanted_wh: number;
  promised_wh: number;
  /** What the promise was quoted at, JSON of `Quote`. */
  quote: string;
  price_board_id: string;
  idempotency_key: string;
  series_id: string | null;
  wait_id: string | null;
  reservation_no: number | null;
  made_at: string;
  /** Until when an offer or a request can be answered. */
  answer_by_at: string | null;
  checked_in_at: string | null;
  checked_in_by: string | null;
  transaction_id: number | null;
  /** When the car had left the space. */
  left_at: string | null;
  closed_at: string | null;
  close_reason: string | null;
  delivered_wh: number | null;
  /** Grows with every change, for compare-and-swap. */
  turn: Generated<number>;
}

export interface BookingEventTable {
  compound_id: string;
  booking_id: string;
  seq: number;
  at: string;
  kind: string;
  person_id: string | null;
  detail: string;
}

/** What was asked for and what came of it, for the monthly fairness page. */
export interface BookingAskTable {
  compound_id: string;
  id: string;
  household_id: string;
  asked_on: string;
  at: string;
  start_at: string;
  minutes: number;
  outcome: string;
}

export interface WaitEntryTable {
  compound_id: string;
  id: string;
  household_id: string;
  person_id: string;
  vehicle_id: string | null;
  pile_id: string | null;
  from_at: string;
  to_at: string;
  minutes: number;
  wanted_wh: number;
  status: string;
  idempotency_key: string;
  made_at: string;
  offers: Generated<number>;
  /** When the household last let an offer pass. */
  passed_at: string | null;
  ended_at: string | null;
}

export interface BookingSeriesTable {
  compound_id: string;
  id: string;
  household_id: string;
  person_id: string;
  vehicle_id: string | null;
  pile_id: string;
  weekday: number;
  start_minute: number;
  minutes: number;
  wanted_wh: number;
  /** The first date that has not been tried yet. */
  next_on: string;
  until_on: string;
  status: string;
  made_at: string;
}

export interface BookingSwapTable {
  compound_id: string;
  id: string;
  from_booking_id: string;
  to_booking_id: string;
  status: string;
  asked_at: string;
  answer_by_at: string;
  decided_at: string | null;
}

export interface OccupationTable {
  compound_id: string;
  booking_id: string;
  /** When the slot ended with the car still there. */
  from_at: string;
  until_at: string | null;
  fee_fen: number;
  status: string;
  appeal_text: string | null;
  appealed_at: string | null;
  decided_at: string | null;
  decided_by: string | null;
  decision_text: string | null;
}

export interface ChargeBillTable {
  compound_id: string;
  booking_id: string;
  household_id: string;
  pile_id: string;
  price_board_id: string;
  energy_wh: number;
  lines: string;
  electricity_fen: number;
  service_fen: number;
  /** What the quote's guarantee takes off, ≤ 0. */
  guarantee_fen: number;
  /** What is paid back for a promise not kept, ≤ 0. */
  compensation_fen: number;
  occupation_fen: number;
  total_fen: number;
  lender_household_id: string | null;
  lender_fen: number;
  made_at: string;
  updated_at: string;
}

export interface HouseholdNoticeTable {
  compound_id: string;
  id: string;
  household_id: string;
  kind: string;
  dedupe_key: string;
  facts: string;
  link: string;
  at: string;
  read_at: string | null;
}
