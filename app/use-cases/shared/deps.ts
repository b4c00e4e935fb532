import type { Bus } from '~/adapters/bus/port';
import type { LetterPrinter } from '~/adapters/letter/port';
import type { DocumentStorage } from '~/adapters/storage/port';
import type { Actor } from '~/domain/permissions/can';
import type { Db } from '~db/client.server';

/** What a use case may reach: the database and the outside world through its ports. */
export interface Deps {
  db: Db;
  /** Now, as UTC ISO text. */
  clock: () => string;
  /** A fresh, unguessable id, for example `case_7k…`. */
  newId: (prefix: string) => string;
  /** Lower-case hex SHA-256 of UTF-8 text. */
  sha256: (text: string) => string;
  documents: DocumentStorage;
  letterPrinter: LetterPrinter;
  bus: Bus;
}

/** Who acts, and under which name the log shows it. */
export interface ActingPerson extends Actor {
  name: string;
}

export type Refusal<Reason extends string, Extra extends object = object> = {
  ok: false;
  reason: Reason;
} & Extra;

/** The refusals that every use case on a tenant's resource shares: invisible is `not-found`, visible but not allowed is `forbidden`. */
export type AccessRefusal = Refusal<'not-found'> | Refusal<'forbidden'>;
