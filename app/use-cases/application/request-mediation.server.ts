import { can } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { explainMovedOn, type MovedOn } from '~/use-cases/shared/installation/moved-on.server';
import type { Trx } from '~db/client.server';
import { findVisibleCase, lockCase } from '~db/queries/cases.server';

export const MEDIATION_WORDS_MIN = 10;

export type MediationRequestOutcome = { ok: true } | AccessRefusal | MovedOn | Refusal<'words-missing'>;

/** A refused applicant asks the street office to mediate and says why. */
export async function requestMediation(
  deps: Deps,
  actor: ActingPerson,
  input: { caseId: string; words: string },
): Promise<MediationRequestOutcome> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  const resource = { tenancy: found.tenancy, householdId: found.row.household_id };
  if (!can(actor, 'case.ask-mediation', resource)) return { ok: false, reason: 'forbidden' };
  if (input.words.trim().length < MEDIATION_WORDS_MIN) return { ok: false, reason: 'words-missing' };
  const compoundId = found.row.compound_id;
  const outcome = await deps.db
    .transaction()
    .execute((trx) => requestInTransaction(trx, deps, actor, compoundId, input));
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}

async function requestInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  input: { caseId: string; words: string },
): Promise<MediationRequestOutcome> {
  const row = await lockCase(trx, compoundId, input.caseId, deps.clock());
  if (!row) return { ok: false, reason: 'not-found' };
  const step = await advanceCase(trx, deps, {
    compoundId,
    caseId: row.id,
    event: 'mediation_requested',
    actorId: actor.personId,
    actorRole: 'resident',
    words: input.words.trim(),
  });
  return step.ok ? { ok: true } : explainMovedOn(trx, row);
}
