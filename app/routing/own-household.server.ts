import type { Viewer } from '~/server/viewer';
import { refuse } from './guard.server';

export interface OwnHousehold {
  compoundId: string;
  compoundName: string;
  householdId: string;
  door: string;
}

/** The households the viewer belongs to, in the order of joining. */
export function ownHouseholds(viewer: Pick<Viewer, 'memberships'>): OwnHousehold[] {
  return viewer.memberships.flatMap(({ role, compoundId, compoundName, householdId, householdDoor }) =>
    role === 'resident' && compoundId && householdId
      ? [{ compoundId, compoundName: compoundName ?? '', householdId, door: householdDoor ?? '' }]
      : [],
  );
}

/** The own household of an id that came from outside; 404 for any other. */
export function ownHousehold(viewer: Pick<Viewer, 'memberships'>, householdId: string): OwnHousehold {
  const found = ownHouseholds(viewer).find((household) => household.householdId === householdId);
  if (!found) throw refuse('not-found');
  return found;
}
