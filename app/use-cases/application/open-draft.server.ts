import type { ApplicationDraft } from '~/domain/installation/application-draft';
import { closedStatuses } from '~/domain/installation/life-cycle';
import type { AccessRefusal, ActingPerson, Deps } from '~/use-cases/shared/deps';
import { reachHousehold } from '~/use-cases/shared/installation/own-household.server';
import { draftOf, findDraft, insertDraft } from '~db/queries/applications.server';
import { findVisibleCase } from '~db/queries/cases.server';

export interface OpenDraftInput {
  compoundId: string;
  householdId: string;
  /** A closed case of the household whose answers the new draft begins with. */
  likeCaseId?: string;
}

/** The person's draft for a household: the one begun earlier, else a new one. Two taps open one draft. */
export async function openDraft(
  deps: Deps,
  actor: ActingPerson,
  input: OpenDraftInput,
): Promise<{ ok: true; caseId: string; isNew: boolean } | AccessRefusal> {
  const reached = await reachHousehold(deps.db, actor, 'case.draft', input);
  if (!reached.ok) return reached;
  const { compoundId, householdId } = input;
  const draft = input.likeCaseId ? await answersOf(deps, actor, input, input.likeCaseId) : {};
  const id = deps.newId('case');
  const row = await deps.db.transaction().execute(async (trx) => {
    await insertDraft(trx, {
      id,
      compoundId,
      householdId,
      personId: actor.personId,
      draft,
      at: deps.clock(),
    });
    return findDraft(trx, compoundId, householdId, actor.personId);
  });
  if (!row) return { ok: false, reason: 'not-found' };
  return { ok: true, caseId: row.id, isNew: row.id === id };
}

async function answersOf(
  deps: Deps,
  actor: ActingPerson,
  household: OpenDraftInput,
  caseId: string,
): Promise<ApplicationDraft> {
  const found = await findVisibleCase(deps.db, actor.grants, caseId);
  const isLike =
    found?.row.household_id === household.householdId &&
    found.row.compound_id === household.compoundId &&
    closedStatuses.includes(found.row.status);
  if (!found || !isLike) return {};
  const { capacityRead, ...answers } = draftOf(found.row);
  return answers;
}
