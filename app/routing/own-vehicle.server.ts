import type { Viewer } from '~/server/viewer';
import type { Db } from '~db/client.server';
import { findVehicle, type VehicleRow } from '~db/queries/vehicles.server';
import { refuse } from './guard.server';
import { type OwnHousehold, ownHouseholds } from './own-household.server';

/** A car of one of the viewer's households; 404 for any other. */
export async function ownVehicle(
  db: Db,
  viewer: Pick<Viewer, 'memberships'>,
  vehicleId: string,
): Promise<{ vehicle: VehicleRow; household: OwnHousehold }> {
  for (const household of ownHouseholds(viewer)) {
    const vehicle = await findVehicle(db, household.compoundId, household.householdId, vehicleId);
    if (vehicle) return { vehicle, household };
  }
  throw refuse('not-found');
}
