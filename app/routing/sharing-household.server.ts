import type { AppLoadContext } from '@remix-run/node';
import { requireRole } from './guard.server';
import { type OwnHousehold, ownHousehold, ownHouseholds } from './own-household.server';

/** The household that a page of shared piles is for: the one in the address, else the first. */
export function sharingHousehold(context: AppLoadContext, request: Request): OwnHousehold | null {
  const viewer = requireRole(context, request, 'resident');
  const asked = new URL(request.url).searchParams.get('household');
  return asked ? ownHousehold(viewer, asked) : (ownHouseholds(viewer)[0] ?? null);
}
