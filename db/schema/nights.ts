import type { Generated } from 'kysely';

export interface ChargingWishTable {
  compound_id: string;
  id: string;
  household_id: string;
  pile_id: string;
  ready_time: string;
  amount_kind: string;
  amount: number;
  mode: string;
  repeats: number;
  made_by: string;
  made_at: string;
  ready_at: string;
}

export interface NightPlanTable {
  compound_id: string;
  id: string;
  made_at: string;
  cause: string;
  start_at: string;
  interval_minutes: number;
  problem: string;
  plan: string;
  context: string;
  unmet_kwh: number;
  cost_yuan: number;
  solve_ms: number;
}

export interface OcppCommandTable {
  compound_id: string;
  id: string;
  /** Commands of a pile go out in ascending order of it. */
  queue_seq: Generated<number>;
  pile_id: string;
  connector_id: number;
  action: string;
  idempotency_key: string;
  payload: string;
  limit_kw: number | null;
  state: string;
  answer: string | null;
  created_at: string;
  sent_at: string | null;
  answered_at: string | null;
  expires_at: string;
}

export interface OcppFrameTable {
  compound_id: string;
  id: string;
  pile_id: string;
  at: string;
  direction: string;
  frame: string;
  nonconformity: string | null;
}
