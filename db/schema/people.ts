import type { Generated } from 'kysely';

export interface PersonTable {
  id: string;
  phone: string | null;
  login_name: string | null;
  name: string;
  password_hash: string | null;
  created_at: string;
}

export interface LoginSessionTable {
  id: string;
  person_id: string;
  expires_at: string;
  attributes: Generated<string>;
}

export interface LoginCodeTable {
  phone: string;
  code_hash: string;
  sent_at: string;
  expires_at: string;
  attempts_left: number;
}

export interface OrganisationTable {
  id: string;
  kind: string;
  name: string;
  created_at: string;
}

export interface CounterTable {
  name: string;
  value: number;
}

export interface OutboxTable {
  id: string;
  topic: string;
  idempotency_key: string;
  compound_id: string | null;
  payload: string;
  created_at: string;
  available_at: string;
  lease_until: string | null;
  attempts: Generated<number>;
  done_at: string | null;
  failed_at: string | null;
  last_error: string | null;
}
