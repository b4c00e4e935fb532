import { can } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { explainMovedOn, type MovedOn } from '~/use-cases/shared/installation/moved-on.server';
import type { Trx } from '~db/client.server';
import { findVisibleCase, lockCase } from '~db/queries/cases.server';

export type WithdrawOutcome = { ok: true } | AccessRefusal | MovedOn | Refusal<'still-draft'>;

/** The applicant's household takes a case back; what it held of the transformer's capacity is free for others at once. */
export async function withdrawCase(
  deps: Deps,
  actor: ActingPerson,
  input: { caseId: string; words?: string },
): Promise<WithdrawOutcome> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  const resource = { tenancy: found.tenancy, householdId: found.row.household_id };
  if (!can(actor, 'case.withdraw', resource)) return { ok: false, reason: 'forbidden' };
  if (found.row.status === 'draft') return { ok: false, reason: 'still-draft' };
  const compoundId = found.row.compound_id;
  const outcome = await deps.db
    .transaction()
    .execute((trx) => withdrawInTransaction(trx, deps, actor, compoundId, input));
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}

async function withdrawInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  input: { caseId: string; words?: string },
): Promise<WithdrawOutcome> {
  const step = await advanceCase(trx, deps, {
    compoundId,
    caseId: input.caseId,
    event: 'withdrawn',
    actorId: actor.personId,
    actorRole: 'resident',
    words: input.words?.trim() || undefined,
  });
  if (step.ok) return { ok: true };
  const row = await lockCase(trx, compoundId, input.caseId, deps.clock());
  return row ? explainMovedOn(trx, row) : { ok: false, reason: 'not-found' };
}
