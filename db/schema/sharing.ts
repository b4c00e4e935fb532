export interface SharedPileTable {
  compound_id: string;
  pile_id: string;
  /** The last part of the pile's public address `/p/{code}`. */
  code: string;
  kind: string;
  mode: string;
  lender_household_id: string | null;
  status: string;
  hours: string;
  step_minutes: number;
  min_minutes: number;
  max_minutes: number;
  buffer_minutes: number;
  latest_notice_minutes: number;
  grace_minutes: number;
  walk_ups: number;
  needs_approval: number;
  insured_until_on: string | null;
  insurance_policy: string | null;
  created_at: string;
  updated_at: string;
}

/** Households that a pile is bound to (with none, it is for the whole compound), and those that its lender has blocked. */
export interface SharedPileHouseholdTable {
  compound_id: string;
  pile_id: string;
  household_id: string;
  relation: string;
  at: string;
}

export interface SharedPileExceptionTable {
  compound_id: string;
  id: string;
  pile_id: string;
  kind: string;
  start_at: string;
  end_at: string;
  note: string;
  created_by: string;
  created_at: string;
}

/** Every row is published: it is shown to everybody, never changed, and in force from `valid_from_at` until the next one. */
export interface PriceBoardTable {
  compound_id: string;
  id: string;
  /** `common` for the compound's shared piles, else the id of a lent pile. */
  board: string;
  version: number;
  valid_from_at: string;
  service_fee: string;
  occupation: string | null;
  notice: string;
  published_at: string;
  published_by: string;
}

export interface SharingRulesTable {
  compound_id: string;
  version: number;
  params: string;
  published_at: string;
  published_by: string;
}
