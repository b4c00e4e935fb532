import { judgeVehicle, type VehicleFacts, type VehicleVerdict } from '~/domain/household/vehicle';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { reachHousehold } from '~/use-cases/shared/installation/own-household.server';
import type { Trx } from '~db/client.server';
import { isUniqueViolation } from '~db/queries/unique-violation.server';
import { findVehicle, findVehicleByPlate, insertVehicle, updateVehicle } from '~db/queries/vehicles.server';

export interface SaveVehicleInput extends VehicleFacts {
  compoundId: string;
  householdId: string;
  /** The car to change; a new one where left out. */
  vehicleId?: string;
}

export type SaveVehicleOutcome =
  | { ok: true; vehicleId: string }
  | AccessRefusal
  | Refusal<'plate-taken', { byOwnHousehold: boolean }>
  | Extract<VehicleVerdict, { ok: false }>;

/** Registers a household's car, or changes one; a plate stands once in a compound. */
export async function saveVehicle(
  deps: Deps,
  actor: ActingPerson,
  input: SaveVehicleInput,
): Promise<SaveVehicleOutcome> {
  const reached = await reachHousehold(deps.db, actor, 'household.register', input);
  if (!reached.ok) return reached;
  const verdict = judgeVehicle(input);
  if (!verdict.ok) return verdict;
  try {
    return await deps.db.transaction().execute((trx) => saveInTransaction(trx, deps, input, verdict.plate));
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: false, reason: 'plate-taken', byOwnHousehold: false };
    throw error;
  }
}

async function saveInTransaction(
  trx: Trx,
  deps: Deps,
  input: SaveVehicleInput,
  plate: string,
): Promise<SaveVehicleOutcome> {
  const { compoundId, householdId, vehicleId } = input;
  const holder = await findVehicleByPlate(trx, compoundId, plate);
  if (holder && holder.id !== vehicleId) {
    return { ok: false, reason: 'plate-taken', byOwnHousehold: holder.household_id === householdId };
  }
  const facts = {
    plate,
    model: input.model.trim(),
    battery_kwh: input.batteryKwh,
    max_kw: input.maxKw,
    phase_count: input.phaseCount,
    kwh_per_100km: input.kwhPer100km,
  };
  if (vehicleId !== undefined) {
    const vehicle = await findVehicle(trx, compoundId, householdId, vehicleId);
    if (!vehicle) return { ok: false, reason: 'not-found' };
    await updateVehicle(trx, compoundId, vehicleId, facts);
    return { ok: true, vehicleId };
  }
  const id = deps.newId('car');
  await insertVehicle(trx, {
    compound_id: compoundId,
    id,
    household_id: householdId,
    created_at: deps.clock(),
    ...facts,
  });
  return { ok: true, vehicleId: id };
}
