import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { reachHousehold } from '~/use-cases/shared/installation/own-household.server';
import type { Trx } from '~db/client.server';
import { deleteVehicle, findVehicle, findVehicleUse } from '~db/queries/vehicles.server';

export interface RemoveVehicleInput {
  compoundId: string;
  householdId: string;
  vehicleId: string;
}

export type RemoveVehicleOutcome =
  | { ok: true }
  | AccessRefusal
  | Refusal<'in-use', { by: 'case' | 'charging' }>;

/** Deletes a car that no application and no charging record names. */
export async function removeVehicle(
  deps: Deps,
  actor: ActingPerson,
  input: RemoveVehicleInput,
): Promise<RemoveVehicleOutcome> {
  const reached = await reachHousehold(deps.db, actor, 'household.register', input);
  if (!reached.ok) return reached;
  return deps.db.transaction().execute((trx) => removeInTransaction(trx, input));
}

async function removeInTransaction(trx: Trx, input: RemoveVehicleInput): Promise<RemoveVehicleOutcome> {
  const { compoundId, householdId, vehicleId } = input;
  const vehicle = await findVehicle(trx, compoundId, householdId, vehicleId);
  if (!vehicle) return { ok: false, reason: 'not-found' };
  const by = await findVehicleUse(trx, compoundId, vehicleId);
  if (by) return { ok: false, reason: 'in-use', by };
  await deleteVehicle(trx, compoundId, vehicleId);
  return { ok: true };
}
