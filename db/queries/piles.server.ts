import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Grant } from '~/domain/permissions/can';
import type { Db, Trx } from '../client.server';
import type { IdTokenTable, OcppStationTable, PileTable } from '../schema/piles';
import { compoundIsVisible, tenancyColumns, toTenancy } from './tenancy.server';

export type PileRow = Selectable<PileTable>;
export type StationRow = Selectable<OcppStationTable>;

/** Inserts a pile with its only connector; false where the meter, the space or the case has a live pile already. */
export async function insertPile(trx: Trx, row: Insertable<PileTable>): Promise<boolean> {
  const inserted = await trx
    .insertInto('pile')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  await trx
    .insertInto('connector')
    .values({
      compound_id: row.compound_id,
      pile_id: row.id,
      connector_id: 1,
      status: 'Unavailable',
      status_at: row.created_at,
    })
    .execute();
  return true;
}

export async function updatePile(
  trx: Trx,
  compoundId: string,
  pileId: string,
  patch: Updateable<PileTable>,
): Promise<void> {
  await trx
    .updateTable('pile')
    .set(patch)
    .where('compound_id', '=', compoundId)
    .where('id', '=', pileId)
    .execute();
}

export async function findPileOfCase(
  db: Db | Trx,
  compoundId: string,
  caseId: string,
): Promise<PileRow | undefined> {
  return db
    .selectFrom('pile')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
}

/** The live pile behind a meter of the compound. */
export async function findPileByMeter(
  db: Db | Trx,
  compoundId: string,
  meterNo: string,
): Promise<PileRow | undefined> {
  return db
    .selectFrom('pile')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('meter_no', '=', meterNo)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
}

export async function findStationOfPile(
  db: Db | Trx,
  compoundId: string,
  pileId: string,
): Promise<StationRow | undefined> {
  return db
    .selectFrom('ocpp_station')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .executeTakeFirst();
}

export async function insertStation(trx: Trx, row: Insertable<OcppStationTable>): Promise<void> {
  await trx.insertInto('ocpp_station').values(row).execute();
}

/** Replaces a station's password; what it was cannot be used again. */
export async function updateStationPassword(trx: Trx, identity: string, passwordHash: string): Promise<void> {
  await trx
    .updateTable('ocpp_station')
    .set({ password_hash: passwordHash })
    .where('identity', '=', identity)
    .execute();
}

/** The active token of a household's car. */
export async function findIdToken(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
  vehicleId: string | null,
): Promise<Selectable<IdTokenTable> | undefined> {
  return db
    .selectFrom('id_token')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('vehicle_id', vehicleId === null ? 'is' : '=', vehicleId)
    .where('status', '=', 'active')
    .executeTakeFirst();
}

/** Any active card of a household, the oldest first. */
export async function findAnyIdToken(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
): Promise<Selectable<IdTokenTable> | undefined> {
  return db
    .selectFrom('id_token')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('status', '=', 'active')
    .orderBy('created_at')
    .orderBy('id_tag')
    .limit(1)
    .executeTakeFirst();
}

export async function insertIdToken(trx: Trx, row: Insertable<IdTokenTable>): Promise<void> {
  await trx.insertInto('id_token').values(row).execute();
}

/** Every pile that is not retired in the compounds the grants are tied to, with space, connector and station. */
export async function listPilesOnWall(db: Db | Trx, grants: readonly Grant[]) {
  return pileWithPlace(db)
    .where(compoundIsVisible(grants))
    .where('pile.retired_at', 'is', null)
    .orderBy('compound.name')
    .orderBy('parking_space.zone')
    .orderBy('parking_space.code')
    .execute();
}

/** One pile with space, connector, station and the compound's tenancy, where one of the grants is tied to it. */
export async function findVisiblePile(db: Db | Trx, grants: readonly Grant[], pileId: string) {
  const row = await pileWithPlace(db)
    .where('pile.id', '=', pileId)
    .where(compoundIsVisible(grants))
    .executeTakeFirst();
  return row && { ...row, tenancy: toTenancy(row) };
}

function pileWithPlace(db: Db | Trx) {
  return db
    .selectFrom('pile')
    .innerJoin('compound', 'compound.id', 'pile.compound_id')
    .innerJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'pile.compound_id')
        .onRef('parking_space.id', '=', 'pile.parking_space_id'),
    )
    .innerJoin('feeder', (join) =>
      join.onRef('feeder.compound_id', '=', 'pile.compound_id').onRef('feeder.id', '=', 'pile.feeder_id'),
    )
    .leftJoin('connector', (join) =>
      join
        .onRef('connector.compound_id', '=', 'pile.compound_id')
        .onRef('connector.pile_id', '=', 'pile.id')
        .on('connector.connector_id', '=', 1),
    )
    .leftJoin('ocpp_station', (join) =>
      join
        .onRef('ocpp_station.compound_id', '=', 'pile.compound_id')
        .onRef('ocpp_station.pile_id', '=', 'pile.id'),
    )
    .selectAll('pile')
    .select(tenancyColumns)
    .select([
      'compound.name as compound_name',
      'parking_space.code as space_code',
      'parking_space.zone',
      'parking_space.level',
      'feeder.name as feeder_name',
      'feeder.transformer_id',
      'connector.status as connector_status',
      'connector.error_code',
      'connector.status_at',
      'connector.desired_kw',
      'connector.desired_at',
      'connector.sent_kw',
      'connector.sent_at',
      'connector.acked_kw',
      'connector.acked_at',
      'connector.measured_kw',
      'connector.measured_at',
      'connector.disobeying_since',
      'ocpp_station.identity',
      'ocpp_station.online',
      'ocpp_station.connected_at',
      'ocpp_station.last_seen_at',
    ]);
}

/** The last sessions of a pile, the newest first. */
export async function listRecentSessions(db: Db, compoundId: string, pileId: string, limit: number) {
  return db
    .selectFrom('charging_session')
    .select([
      'transaction_id',
      'connector_id',
      'started_at',
      'ended_at',
      'meter_start_wh',
      'last_meter_wh',
      'last_meter_at',
      'meter_stop_wh',
      'stop_reason',
    ])
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
}

/** The last commands of a pile with what came of them, the newest first. */
export async function listRecentCommands(db: Db, compoundId: string, pileId: string, limit: number) {
  return db
    .selectFrom('ocpp_command')
    .select(['id', 'action', 'state', 'limit_kw', 'created_at', 'sent_at', 'answered_at'])
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
