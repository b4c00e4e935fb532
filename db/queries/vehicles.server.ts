import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Trx } from '../client.server';
import type { VehicleTable } from '../schema/grid';

export type VehicleRow = Selectable<VehicleTable>;

export async function listVehiclesOfHousehold(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
): Promise<VehicleRow[]> {
  return db
    .selectFrom('vehicle')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function findVehicle(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
  vehicleId: string,
): Promise<VehicleRow | undefined> {
  return db
    .selectFrom('vehicle')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('id', '=', vehicleId)
    .executeTakeFirst();
}

/** A car of the compound by its plate; no more than whose it is. */
export async function findVehicleByPlate(db: Db | Trx, compoundId: string, plate: string) {
  return db
    .selectFrom('vehicle')
    .select(['id', 'household_id'])
    .where('compound_id', '=', compoundId)
    .where('plate', '=', plate)
    .executeTakeFirst();
}

export async function insertVehicle(trx: Trx, row: Insertable<VehicleTable>): Promise<void> {
  await trx.insertInto('vehicle').values(row).execute();
}

export async function updateVehicle(
  trx: Trx,
  compoundId: string,
  vehicleId: string,
  patch: Updateable<VehicleTable>,
): Promise<void> {
  await trx
    .updateTable('vehicle')
    .set(patch)
    .where('compound_id', '=', compoundId)
    .where('id', '=', vehicleId)
    .execute();
}

export async function deleteVehicle(trx: Trx, compoundId: string, vehicleId: string): Promise<void> {
  await trx.deleteFrom('vehicle').where('compound_id', '=', compoundId).where('id', '=', vehicleId).execute();
}

/** What still names a car: an application, a charging card or a charging session. */
export async function findVehicleUse(
  db: Db | Trx,
  compoundId: string,
  vehicleId: string,
): Promise<'case' | 'charging' | null> {
  const named = (table: 'installation_case' | 'id_token' | 'charging_session') =>
    db
      .selectFrom(table)
      .select('vehicle_id')
      .where('compound_id', '=', compoundId)
      .where('vehicle_id', '=', vehicleId)
      .limit(1)
      .executeTakeFirst();
  if (await named('installation_case')) return 'case';
  if ((await named('id_token')) ?? (await named('charging_session'))) return 'charging';
  return null;
}
