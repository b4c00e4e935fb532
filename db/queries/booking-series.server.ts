import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Grant } from '~/domain/permissions/can';
import type { Db, Trx } from '../client.server';
import type { BookingSeriesTable } from '../schema/bookings';
import type { BookingRow } from './bookings.server';
import { compoundIsVisible, tenancyColumns, toTenancy } from './tenancy.server';

export type SeriesRow = Selectable<BookingSeriesTable>;

export async function insertSeries(trx: Trx, row: Insertable<BookingSeriesTable>): Promise<void> {
  await trx.insertInto('booking_series').values(row).execute();
}

export async function updateSeries(
  trx: Trx,
  { compound_id, id }: Pick<SeriesRow, 'compound_id' | 'id'>,
  patch: Updateable<BookingSeriesTable>,
): Promise<void> {
  await trx
    .updateTable('booking_series')
    .set(patch)
    .where('compound_id', '=', compound_id)
    .where('id', '=', id)
    .execute();
}

export async function findSeries(
  db: Db | Trx,
  compoundId: string,
  seriesId: string,
): Promise<SeriesRow | undefined> {
  return db
    .selectFrom('booking_series')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('id', '=', seriesId)
    .executeTakeFirst();
}

/** A series with the compound's tenancy, where one of the grants is tied to the compound. */
export async function findVisibleSeries(db: Db | Trx, grants: readonly Grant[], seriesId: string) {
  const row = await db
    .selectFrom('booking_series')
    .innerJoin('compound', 'compound.id', 'booking_series.compound_id')
    .selectAll('booking_series')
    .select(tenancyColumns)
    .where('booking_series.id', '=', seriesId)
    .where(compoundIsVisible(grants))
    .executeTakeFirst();
  return row && { ...row, tenancy: toTenancy(row) };
}

/** Every series that goes on, of all compounds. */
export async function listActiveSeries(db: Db | Trx): Promise<SeriesRow[]> {
  return db
    .selectFrom('booking_series')
    .selectAll()
    .where('status', '=', 'active')
    .orderBy('compound_id')
    .orderBy('made_at')
    .orderBy('id')
    .execute();
}

/** A household's series with their piles, those that go on first. */
export async function listSeriesOfHousehold(db: Db | Trx, compoundId: string, householdId: string) {
  return db
    .selectFrom('booking_series')
    .innerJoin('pile', (join) =>
      join
        .onRef('pile.compound_id', '=', 'booking_series.compound_id')
        .onRef('pile.id', '=', 'booking_series.pile_id'),
    )
    .innerJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'pile.compound_id')
        .onRef('parking_space.id', '=', 'pile.parking_space_id'),
    )
    .selectAll('booking_series')
    .select('parking_space.code as space_code')
    .where('booking_series.compound_id', '=', compoundId)
    .where('booking_series.household_id', '=', householdId)
    .orderBy('booking_series.status')
    .orderBy('booking_series.weekday')
    .orderBy('booking_series.start_minute')
    .orderBy('booking_series.id')
    .execute();
}

/** The booked and requested slots of a series that begin after `fromMs`, by start. */
export async function listBookingsOfSeries(
  db: Db | Trx,
  compoundId: string,
  seriesId: string,
  fromMs: number,
): Promise<BookingRow[]> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('series_id', '=', seriesId)
    .where('status', 'in', ['booked', 'requested'])
    .where('start_ms', '>', fromMs)
    .orderBy('start_ms')
    .execute();
}
