import type { Insertable, Selectable, Updateable } from 'kysely';
import type { OpeningException, OpeningHours } from '~/domain/booking/opening-hours';
import type { Db, Trx } from '../client.server';
import type { SharedPileExceptionTable, SharedPileTable } from '../schema/sharing';
import { tenancyColumns, toTenancy } from './tenancy.server';

export type SharingMode = 'nearby' | 'time-shared' | 'many-cars' | 'lent';

function sharedPileWithPlace(db: Db | Trx) {
  return db
    .selectFrom('shared_pile')
    .innerJoin('compound', 'compound.id', 'shared_pile.compound_id')
    .innerJoin('pile', (join) =>
      join
        .onRef('pile.compound_id', '=', 'shared_pile.compound_id')
        .onRef('pile.id', '=', 'shared_pile.pile_id'),
    )
    .innerJoin('feeder', (join) =>
      join.onRef('feeder.compound_id', '=', 'pile.compound_id').onRef('feeder.id', '=', 'pile.feeder_id'),
    )
    .innerJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'pile.compound_id')
        .onRef('parking_space.id', '=', 'pile.parking_space_id'),
    )
    .leftJoin('ocpp_station', (join) =>
      join
        .onRef('ocpp_station.compound_id', '=', 'pile.compound_id')
        .onRef('ocpp_station.pile_id', '=', 'pile.id'),
    )
    .leftJoin('connector', (join) =>
      join
        .onRef('connector.compound_id', '=', 'pile.compound_id')
        .onRef('connector.pile_id', '=', 'pile.id')
        .on('connector.connector_id', '=', 1),
    )
    .selectAll('shared_pile')
    .select(tenancyColumns)
    .select([
      'compound.name as compound_name',
      'pile.household_id as owner_household_id',
      'pile.feeder_id',
      'feeder.transformer_id',
      'pile.phases',
      'pile.max_kw',
      'pile.min_kw',
      'pile.energised_at',
      'pile.retired_at',
      'pile.trade_settlement',
      'pile.verification_no',
      'pile.verification_until_on',
      'parking_space.code as space_code',
      'parking_space.zone',
      'parking_space.level',
      'ocpp_station.identity',
      'ocpp_station.online',
      'connector.status as connector_status',
      'connector.status_at',
    ]);
}

export type SharedPileRow = Awaited<ReturnType<ReturnType<typeof sharedPileWithPlace>['execute']>>[number];

/** Every shared pile of a compound with its place, station and connector, in the order of the spaces. */
export async function listSharedPiles(db: Db | Trx, compoundId: string): Promise<SharedPileRow[]> {
  return sharedPileWithPlace(db)
    .where('shared_pile.compound_id', '=', compoundId)
    .orderBy('parking_space.zone')
    .orderBy('parking_space.code')
    .execute();
}

export async function findSharedPile(
  db: Db | Trx,
  compoundId: string,
  pileId: string,
): Promise<SharedPileRow | undefined> {
  return sharedPileWithPlace(db)
    .where('shared_pile.compound_id', '=', compoundId)
    .where('shared_pile.pile_id', '=', pileId)
    .executeTakeFirst();
}

/** The pile behind a public code, with the compound's tenancy. */
export async function findSharedPileByCode(db: Db | Trx, code: string) {
  const row = await sharedPileWithPlace(db).where('shared_pile.code', '=', code).executeTakeFirst();
  return row && { ...row, tenancy: toTenancy(row) };
}

export async function insertSharedPile(trx: Trx, row: Insertable<SharedPileTable>): Promise<void> {
  await trx.insertInto('shared_pile').values(row).execute();
}

export async function updateSharedPile(
  trx: Trx,
  compoundId: string,
  pileId: string,
  patch: Updateable<SharedPileTable>,
): Promise<void> {
  await trx
    .updateTable('shared_pile')
    .set(patch)
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .execute();
}

/** Exceptions of these piles that reach into `[fromAt, toAt)`. */
export async function listPileExceptions(
  db: Db | Trx,
  compoundId: string,
  pileIds: readonly string[],
  window: { fromAt: string; toAt: string },
): Promise<Selectable<SharedPileExceptionTable>[]> {
  if (pileIds.length === 0) return [];
  return db
    .selectFrom('shared_pile_exception')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('pile_id', 'in', pileIds)
    .where('start_at', '<', window.toAt)
    .where('end_at', '>', window.fromAt)
    .orderBy('start_at')
    .execute();
}

export async function insertPileException(
  trx: Trx,
  row: Insertable<SharedPileExceptionTable>,
): Promise<void> {
  await trx.insertInto('shared_pile_exception').values(row).execute();
}

export async function deletePileException(
  trx: Trx,
  compoundId: string,
  pileId: string,
  exceptionId: string,
): Promise<boolean> {
  const gone = await trx
    .deleteFrom('shared_pile_exception')
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .where('id', '=', exceptionId)
    .returning('id')
    .executeTakeFirst();
  return gone !== undefined;
}

/** The households a pile is bound to and those blocked at it, of these piles. */
export async function listPileHouseholds(db: Db | Trx, compoundId: string, pileIds: readonly string[]) {
  if (pileIds.length === 0) return [];
  return db
    .selectFrom('shared_pile_household')
    .select(['pile_id', 'household_id', 'relation', 'at'])
    .where('compound_id', '=', compoundId)
    .where('pile_id', 'in', pileIds)
    .execute();
}

export function toOpeningHours(json: string): OpeningHours[] {
  return JSON.parse(json) as OpeningHours[];
}

export function toOpeningException(row: Selectable<SharedPileExceptionTable>): OpeningException {
  return {
    kind: row.kind === 'open' ? 'open' : 'closed',
    start: Date.parse(row.start_at),
    end: Date.parse(row.end_at),
  };
}
