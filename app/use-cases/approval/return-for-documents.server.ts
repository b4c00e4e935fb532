import { can } from '~/domain/permissions/can';
import type { Trx } from '~db/client.server';
import { findVisibleCase, lockCase } from '~db/queries/cases.server';
import { getRulePack } from '~db/queries/compounds.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '../shared/deps';
import { advanceCase } from '../shared/installation/advance-case.server';
import { explainMovedOn, type MovedOn } from '../shared/installation/moved-on.server';

export interface ReturnInput {
  caseId: string;
  kinds: readonly string[];
  words: string;
}

export type ReturnRefusal =
  | AccessRefusal
  | MovedOn
  | Refusal<'kinds-missing'>
  | Refusal<'kind-not-asked', { kind: string }>
  | Refusal<'words-missing'>;

/** The property manager sends a case back for named documents; its clock stops until the resident has completed them. */
export async function returnForDocuments(
  deps: Deps,
  actor: ActingPerson,
  input: ReturnInput,
): Promise<{ ok: true } | ReturnRefusal> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  const resource = { tenancy: found.tenancy, householdId: found.row.household_id };
  if (!can(actor, 'case.review', resource)) return { ok: false, reason: 'forbidden' };
  if (input.kinds.length === 0) return { ok: false, reason: 'kinds-missing' };
  if (input.words.trim() === '') return { ok: false, reason: 'words-missing' };
  return deps.db
    .transaction()
    .execute((trx) => returnInTransaction(trx, deps, actor, found.row.compound_id, input));
}

async function returnInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  input: ReturnInput,
): Promise<{ ok: true } | ReturnRefusal> {
  const row = await lockCase(trx, compoundId, input.caseId, deps.clock());
  if (!row) return { ok: false, reason: 'not-found' };
  if (row.status !== 'property_review') return explainMovedOn(trx, row);
  const { params } = await getRulePack(trx, compoundId);
  const strange = input.kinds.find((kind) => !params.documentKinds.includes(kind));
  if (strange !== undefined) return { ok: false, reason: 'kind-not-asked', kind: strange };
  const returned = await advanceCase(trx, deps, {
    compoundId,
    caseId: row.id,
    event: 'returned_for_documents',
    actorId: actor.personId,
    actorRole: 'property',
    data: { kinds: [...new Set(input.kinds)] },
    words: input.words.trim(),
  });
  if (!returned.ok) throw new Error(`A locked case refused to be returned: ${returned.reason}`);
  return { ok: true };
}
