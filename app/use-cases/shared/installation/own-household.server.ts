import { type Action, can, canSee } from '~/domain/permissions/can';
import type { Db } from '~db/client.server';
import { findHousehold } from '~db/queries/households.server';
import type { AccessRefusal, ActingPerson } from '../deps';

export type OwnHousehold = NonNullable<Awaited<ReturnType<typeof findHousehold>>>;

/** The household if the actor may do the action to it: invisible to other households and other compounds. */
export async function reachHousehold(
  db: Db,
  actor: ActingPerson,
  action: Action,
  key: { compoundId: string; householdId: string },
): Promise<{ ok: true; household: OwnHousehold } | AccessRefusal> {
  const household = await findHousehold(db, key.compoundId, key.householdId);
  if (!household) return { ok: false, reason: 'not-found' };
  const resource = { tenancy: household.tenancy, householdId: household.id };
  if (!canSee(actor, resource)) return { ok: false, reason: 'not-found' };
  if (!can(actor, action, resource)) return { ok: false, reason: 'forbidden' };
  return { ok: true, household };
}
