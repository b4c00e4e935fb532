export interface SurveyTable {
  compound_id: string;
  id: string;
  case_id: string;
  surveyed_on: string;
  surveyor_id: string;
  feeder_id: string;
  phases: string;
  cable_length_m: number;
  cable_mm2: number;
  meter_position: string;
  fire_ok: number;
  common_route: number;
  note: string;
  recorded_at: string;
}

export interface AssessmentTable {
  compound_id: string;
  id: string;
  case_id: string;
  survey_id: string;
  input: string;
  outcome: string;
  proposal: string;
  made_at: string;
  valid_until: string;
  decision: string | null;
  decision_note: string | null;
  decided_by: string | null;
  decided_at: string | null;
  /** The sampled hosting answer that stood beside the assessment, as JSON. */
  hosting: string | null;
}

/** The sampled hosting answer of a transformer, or of one of its feeders; `feeder_id` is empty for the transformer. */
export interface HostingAnswerTable {
  compound_id: string;
  transformer_id: string;
  feeder_id: string;
  /** Of the figures that the answer rests on. */
  fingerprint: string;
  answer: string;
  computed_at: string;
}

export interface CapacityEntryTable {
  compound_id: string;
  id: string;
  transformer_id: string;
  feeder_id: string;
  phases: string;
  case_id: string | null;
  pile_id: string | null;
  kind: string;
  mode: string;
  orderable: number;
  pile_kw: number;
  at: string;
  source: string;
}

export interface AcceptanceTable {
  compound_id: string;
  id: string;
  case_id: string;
  installed_on: string;
  item_values: string;
  outcome: string;
  result: string;
  inspected_by: string;
  inspected_at: string;
}
