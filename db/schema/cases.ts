import type { Generated } from 'kysely';

export interface InstallationCaseTable {
  compound_id: string;
  id: string;
  case_no: string | null;
  household_id: string;
  applicant_id: string;
  status: string;
  returned_from: string | null;
  parking_space_id: string | null;
  vehicle_id: string | null;
  draft: string;
  pile_kw: number | null;
  pile_phases: number | null;
  smart_capable: number | null;
  needs_common_route: number | null;
  due_at: string | null;
  due_provisional: Generated<number>;
  paused_days_left: number | null;
  escalated_at: string | null;
  queue_rank: number | null;
  log_seq: Generated<number>;
  log_hash: Generated<string>;
  submitted_at: string | null;
  closed_at: string | null;
  created_at: string;
  updated_at: string;
}

export interface CaseEventTable {
  compound_id: string;
  case_id: string;
  seq: number;
  at: string;
  actor_id: string | null;
  actor_role: string;
  kind: string;
  data: string;
  prev_hash: string;
  hash: string;
}

/** What a person wrote at a step; its SHA-256 is in the event, so the log can outlive the words. */
export interface CaseNoteTable {
  compound_id: string;
  case_id: string;
  seq: number;
  words: string;
}

export interface CaseDocumentTable {
  compound_id: string;
  id: string;
  case_id: string;
  kind: string;
  file_name: string;
  media_type: string;
  byte_size: number;
  sha256: string;
  storage_key: string;
  uploaded_by: string;
  uploaded_at: string;
  removed_at: string | null;
}

export interface ConsentLetterTable {
  compound_id: string;
  id: string;
  case_id: string;
  letter_no: string;
  verify_token: string;
  facts: string;
  issued_by: string;
  issued_at: string;
  revoked_at: string | null;
}

export interface ResolutionTable {
  compound_id: string;
  id: string;
  case_id: string;
  kind: string;
  legal_mode: string;
  status: string;
  params: string;
  members_total: number;
  opened_at: string;
  closes_at: string;
  result: string | null;
  decided_at: string | null;
}

export interface ResolutionVoteTable {
  compound_id: string;
  resolution_id: string;
  person_id: string;
  choice: string;
  note: string | null;
  cast_at: string;
}

export interface ResolutionObjectionTable {
  compound_id: string;
  id: string;
  resolution_id: string;
  person_id: string;
  household_id: string;
  reason: string;
  made_at: string;
  upheld: number | null;
  handling: string | null;
  handled_by: string | null;
  handled_at: string | null;
}
