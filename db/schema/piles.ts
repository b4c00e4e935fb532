import type { Generated } from 'kysely';

export interface PileTable {
  compound_id: string;
  id: string;
  case_id: string | null;
  parking_space_id: string;
  household_id: string | null;
  feeder_id: string;
  phases: string;
  max_kw: number;
  min_kw: number;
  fallback_kw: number;
  pile_class: string;
  mode: string;
  status: string;
  meter_no: string | null;
  installed_on: string | null;
  ccc_no: string | null;
  subsidised: Generated<number>;
  trade_settlement: Generated<number>;
  verification_no: string | null;
  verification_until_on: string | null;
  platform_linked_at: string | null;
  vendor: string | null;
  model: string | null;
  firmware: string | null;
  rate_unit: Generated<string>;
  stack_level: Generated<number>;
  energised_at: string | null;
  retired_at: string | null;
  created_at: string;
}

export interface OcppStationTable {
  identity: string;
  compound_id: string;
  pile_id: string;
  password_hash: string;
  epoch: Generated<number>;
  node: string | null;
  online: Generated<number>;
  connected_at: string | null;
  last_seen_at: string | null;
}

export interface ConnectorTable {
  compound_id: string;
  pile_id: string;
  connector_id: number;
  status: string;
  error_code: string | null;
  status_at: string | null;
  desired_kw: number | null;
  desired_at: string | null;
  sent_kw: number | null;
  sent_at: string | null;
  acked_kw: number | null;
  acked_at: string | null;
  measured_kw: number | null;
  measured_at: string | null;
  disobeying_since: string | null;
}

export interface IdTokenTable {
  id_tag: string;
  compound_id: string;
  household_id: string;
  vehicle_id: string | null;
  status: string;
  created_at: string;
}

export interface ChargingSessionTable {
  compound_id: string;
  transaction_id: number;
  pile_id: string;
  connector_id: number;
  id_tag: string;
  household_id: string | null;
  vehicle_id: string | null;
  started_at: string;
  meter_start_wh: number;
  last_meter_wh: number;
  last_meter_at: string;
  ended_at: string | null;
  meter_stop_wh: number | null;
  stop_reason: string | null;
  /** 0 where only the end of the transaction has arrived. */
  start_known: Generated<number>;
  received_at: string;
}

export interface MeterValueTable {
  compound_id: string;
  pile_id: string;
  connector_id: number;
  transaction_id: number;
  sampled_at: string;
  context: string;
  measurand: string;
  phase: string;
  location: string;
  unit: string;
  value: number;
}
