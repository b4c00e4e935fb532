import { can } from '~/domain/permissions/can';
import type { Db } from '~db/client.server';
import { type CaseRow, findVisibleCase } from '~db/queries/cases.server';
import type { AccessRefusal, ActingPerson } from '../deps';

/** The person's own draft: nobody else's exists for them, not even a family member's. */
export async function reachDraft(
  db: Db,
  actor: ActingPerson,
  caseId: string,
): Promise<{ ok: true; row: CaseRow } | AccessRefusal> {
  const found = await findVisibleCase(db, actor.grants, caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  const { row, tenancy } = found;
  if (!can(actor, 'case.draft', { tenancy, householdId: row.household_id }))
    return { ok: false, reason: 'forbidden' };
  if (row.applicant_id !== actor.personId) return { ok: false, reason: 'not-found' };
  return { ok: true, row };
}
