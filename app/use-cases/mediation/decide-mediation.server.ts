import { groundFor, type MediationDecision } from '~/domain/approval/mediation-grounds';
import { can } from '~/domain/permissions/can';
import type { Trx } from '~db/client.server';
import { findVisibleCase, lockCase } from '~db/queries/cases.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '../shared/deps';
import { advanceCase } from '../shared/installation/advance-case.server';
import { explainMovedOn, type MovedOn } from '../shared/installation/moved-on.server';

export interface MediationInput {
  caseId: string;
  decision: MediationDecision;
  ground: string;
  words: string;
}

export type MediationOutcome =
  | { ok: true; status: string }
  | AccessRefusal
  | MovedOn
  | Refusal<'words-missing'>
  | Refusal<'ground-does-not-fit'>;

/** The street office ends a mediation: the property has to decide again, or the refusal stands and the case is closed. */
export async function decideMediation(
  deps: Deps,
  actor: ActingPerson,
  input: MediationInput,
): Promise<MediationOutcome> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  const resource = { tenancy: found.tenancy, householdId: found.row.household_id };
  if (!can(actor, 'case.mediate', resource)) return { ok: false, reason: 'forbidden' };
  if (input.words.trim() === '') return { ok: false, reason: 'words-missing' };
  const ground = groundFor(input.decision, input.ground);
  if (!ground) return { ok: false, reason: 'ground-does-not-fit' };
  return deps.db
    .transaction()
    .execute((trx) => mediateInTransaction(trx, deps, actor, found.row.compound_id, { ...input, ground }));
}

async function mediateInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  input: MediationInput,
): Promise<MediationOutcome> {
  const row = await lockCase(trx, compoundId, input.caseId, deps.clock());
  if (!row) return { ok: false, reason: 'not-found' };
  if (row.status !== 'mediation') return explainMovedOn(trx, row);
  const decided = await advanceCase(trx, deps, {
    compoundId,
    caseId: row.id,
    event: input.decision === 'overrule' ? 'mediation_overruled' : 'mediation_upheld',
    actorId: actor.personId,
    actorRole: 'supervisor',
    data: { ground: input.ground },
    words: input.words.trim(),
  });
  if (!decided.ok) throw new Error(`A locked case refused its mediation: ${decided.reason}`);
  return { ok: true, status: decided.status };
}
