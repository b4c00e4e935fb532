export interface RulePackTable {
  id: string;
  city: string;
  version: number;
  valid_from: string;
  valid_to: string | null;
  title: string;
  params: string;
}

export interface CalendarDayTable {
  day_on: string;
  is_workday: number;
  source: string;
}

export interface TariffTable {
  id: string;
  name: string;
  region: string;
}

export interface TariffVersionTable {
  id: string;
  tariff_id: string;
  version: number;
  valid_from: string;
  valid_to: string | null;
  definition: string;
  service_fee_fen_per_kwh: number;
  source: string;
  published_at: string | null;
}

export interface CompoundTable {
  id: string;
  code: string;
  name: string;
  city: string;
  district: string;
  address: string;
  rule_pack_id: string;
  committee_rule: string;
  legal_mode: string;
  tariff_id: string;
  property_org_id: string;
  committee_org_id: string | null;
  utility_org_id: string;
  operator_org_id: string;
  supervisor_org_id: string;
  created_at: string;
  updated_at: string;
}

export interface HouseholdTable {
  compound_id: string;
  id: string;
  building: string;
  unit: string;
  room: string;
  area_cm2: number;
  join_code: string;
}

export interface MembershipTable {
  id: string;
  person_id: string;
  role: string;
  organisation_id: string | null;
  compound_id: string | null;
  household_id: string | null;
  created_at: string;
  ended_at: string | null;
}
