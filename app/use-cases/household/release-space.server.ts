import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { reachHousehold } from '~/use-cases/shared/installation/own-household.server';
import type { Trx } from '~db/client.server';
import { isSpaceInUse, lockSpace, releaseSpaceClaim } from '~db/queries/parking-spaces.server';

export interface ReleaseSpaceInput {
  compoundId: string;
  householdId: string;
  spaceId: string;
}

export type ReleaseSpaceOutcome =
  | { ok: true; code: string }
  | AccessRefusal
  | Refusal<'checked-by-property'>
  | Refusal<'in-use'>;

/** Takes back a claim on a space that the property has not checked and that no application names. */
export async function releaseSpace(
  deps: Deps,
  actor: ActingPerson,
  input: ReleaseSpaceInput,
): Promise<ReleaseSpaceOutcome> {
  const reached = await reachHousehold(deps.db, actor, 'household.register', input);
  if (!reached.ok) return reached;
  return deps.db.transaction().execute((trx) => releaseInTransaction(trx, input));
}

async function releaseInTransaction(trx: Trx, input: ReleaseSpaceInput): Promise<ReleaseSpaceOutcome> {
  const space = await lockSpace(trx, input.compoundId, input.spaceId);
  if (!space || space.household_id !== input.householdId) return { ok: false, reason: 'not-found' };
  if (space.registered_at !== null) return { ok: false, reason: 'checked-by-property' };
  if (await isSpaceInUse(trx, input.compoundId, space.id)) return { ok: false, reason: 'in-use' };
  await releaseSpaceClaim(trx, input.compoundId, space.id);
  return { ok: true, code: space.code };
}
