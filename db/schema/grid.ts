export interface TransformerTable {
  compound_id: string;
  id: string;
  code: string;
  name: string;
  ownership: string;
  rated_kva: number;
  power_factor: number;
  limit_rate: number;
  base_peak_kw: number;
  base_peak_on: string;
  base_peak_source: string;
  updated_at: string;
}

export interface FeederTable {
  compound_id: string;
  id: string;
  transformer_id: string;
  code: string;
  name: string;
  limit_kw: number;
  phases: string;
}

export interface BaseLoadTable {
  compound_id: string;
  transformer_id: string;
  day_kind: string;
  points_kw: string;
  measured_on: string;
  source: string;
}

export interface TransformerCapTable {
  compound_id: string;
  id: string;
  transformer_id: string;
  from_at: string;
  to_at: string;
  cap_kw: number;
  reason: string;
  created_by: string;
  created_at: string;
  lifted_at: string | null;
}

export interface ParkingSpaceTable {
  compound_id: string;
  id: string;
  code: string;
  zone: string;
  level: number;
  kind: string;
  household_id: string | null;
  lease_until_on: string | null;
  feeder_id: string;
  distance_m: number;
  map_x: number;
  map_y: number;
  registered_at: string | null;
}

export interface VehicleTable {
  compound_id: string;
  id: string;
  household_id: string;
  plate: string;
  model: string;
  battery_kwh: number;
  max_kw: number;
  phase_count: number;
  kwh_per_100km: number;
  created_at: string;
}
