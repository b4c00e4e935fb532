import type { ApplicationDraft } from '~/domain/installation/application-draft';
import { phasesOfRating } from '~/domain/installation/pile-choice';
import { isLeasedKind } from '~/domain/installation/space-right';
import { localTimeOf } from '~/domain/shared/local-time';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { reachDraft } from '~/use-cases/shared/installation/own-draft.server';
import type { Trx } from '~db/client.server';
import { draftOf } from '~db/queries/applications.server';
import { type CaseRow, lockCase, updateCase } from '~db/queries/cases.server';
import { findOpenCaseOfSpace, findSpace } from '~db/queries/parking-spaces.server';
import { findVehicle } from '~db/queries/vehicles.server';

export type StepAnswer = Pick<ApplicationDraft, 'spaceId' | 'car' | 'pile' | 'capacityRead'>;

export type AnswerOutcome =
  | { ok: true }
  | AccessRefusal
  | Refusal<'already-submitted', { caseId: string }>
  | Refusal<'space-not-yours'>
  | Refusal<'lease-ended', { leaseUntilOn: string }>
  | Refusal<'space-has-open-case', { caseId: string; caseNo: string | null }>
  | Refusal<'car-not-yours'>
  | Refusal<'rating-not-offered'>;

/** Keeps the answer to one question of the wizard; the other answers stay as they are. */
export async function answerStep(
  deps: Deps,
  actor: ActingPerson,
  input: { caseId: string; answer: StepAnswer },
): Promise<AnswerOutcome> {
  const reached = await reachDraft(deps.db, actor, input.caseId);
  if (!reached.ok) return reached;
  return deps.db.transaction().execute((trx) => answerInTransaction(trx, deps, reached.row, input.answer));
}

async function answerInTransaction(
  trx: Trx,
  deps: Deps,
  seen: CaseRow,
  answer: StepAnswer,
): Promise<AnswerOutcome> {
  const row = await lockCase(trx, seen.compound_id, seen.id, deps.clock());
  if (!row) return { ok: false, reason: 'not-found' };
  if (row.status !== 'draft') return { ok: false, reason: 'already-submitted', caseId: row.id };
  const refusal = await refusalOf(trx, deps, row, answer);
  if (refusal) return refusal;
  const before = draftOf(row);
  const movesPlace = answer.spaceId !== undefined && answer.spaceId !== before.spaceId;
  const draft: ApplicationDraft = { ...before, ...(movesPlace ? { capacityRead: false } : {}), ...answer };
  await updateCase(trx, row.compound_id, row.id, { draft: JSON.stringify(draft) });
  return { ok: true };
}

async function refusalOf(
  trx: Trx,
  deps: Deps,
  row: CaseRow,
  answer: StepAnswer,
): Promise<Exclude<AnswerOutcome, { ok: true }> | null> {
  const { compound_id: compoundId, household_id: householdId } = row;
  if (answer.spaceId !== undefined) {
    const space = await findSpace(trx, compoundId, answer.spaceId);
    if (space?.household_id !== householdId) return { ok: false, reason: 'space-not-yours' };
    const until = space.lease_until_on;
    if (isLeasedKind(space.kind) && until && until < localTimeOf(deps.clock()).on)
      return { ok: false, reason: 'lease-ended', leaseUntilOn: until };
    const open = await findOpenCaseOfSpace(trx, compoundId, space.id);
    if (open) return { ok: false, reason: 'space-has-open-case', caseId: open.id, caseNo: open.case_no };
  }
  if (answer.car?.kind === 'registered') {
    const car = await findVehicle(trx, compoundId, householdId, answer.car.vehicleId);
    if (!car) return { ok: false, reason: 'car-not-yours' };
  }
  if (answer.pile && phasesOfRating(answer.pile.kw) === null)
    return { ok: false, reason: 'rating-not-offered' };
  return null;
}
