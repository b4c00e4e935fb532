import type { Insertable, Selectable } from 'kysely';
import type { Grant } from '~/domain/permissions/can';
import type { Db, Trx } from '../client.server';
import type { BookingSwapTable } from '../schema/bookings';
import { type BookingRow, findBooking } from './bookings.server';
import { compoundIsVisible, tenancyColumns, toTenancy } from './tenancy.server';

export type SwapRow = Selectable<BookingSwapTable>;

export async function insertSwap(trx: Trx, row: Insertable<BookingSwapTable>): Promise<void> {
  await trx.insertInto('booking_swap').values(row).execute();
}

/** Decides a swap that is still asked for; false where it is not. */
export async function closeSwap(
  trx: Trx,
  { compound_id, id }: Pick<SwapRow, 'compound_id' | 'id'>,
  status: 'accepted' | 'declined' | 'over',
  at: string,
): Promise<boolean> {
  const changed = await trx
    .updateTable('booking_swap')
    .set({ status, decided_at: at })
    .where('compound_id', '=', compound_id)
    .where('id', '=', id)
    .where('status', '=', 'asked')
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}

export async function findSwap(db: Db | Trx, compoundId: string, id: string): Promise<SwapRow | undefined> {
  return db
    .selectFrom('booking_swap')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** A swap with the households of both slots and the compound's tenancy, where one of the grants is tied to the compound. */
export async function findVisibleSwap(db: Db | Trx, grants: readonly Grant[], swapId: string) {
  const row = await db
    .selectFrom('booking_swap')
    .innerJoin('compound', 'compound.id', 'booking_swap.compound_id')
    .innerJoin('booking as from_booking', (join) =>
      join
        .onRef('from_booking.compound_id', '=', 'booking_swap.compound_id')
        .onRef('from_booking.id', '=', 'booking_swap.from_booking_id'),
    )
    .innerJoin('booking as to_booking', (join) =>
      join
        .onRef('to_booking.compound_id', '=', 'booking_swap.compound_id')
        .onRef('to_booking.id', '=', 'booking_swap.to_booking_id'),
    )
    .selectAll('booking_swap')
    .select(tenancyColumns)
    .select(['from_booking.household_id as from_household_id', 'to_booking.household_id as to_household_id'])
    .where('booking_swap.id', '=', swapId)
    .where(compoundIsVisible(grants))
    .executeTakeFirst();
  return row && { ...row, tenancy: toTenancy(row) };
}

/** An open request for which this booking is given, if there is one. */
export async function findOpenSwapFrom(
  db: Db | Trx,
  compoundId: string,
  bookingId: string,
): Promise<SwapRow | undefined> {
  return db
    .selectFrom('booking_swap')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('from_booking_id', '=', bookingId)
    .where('status', '=', 'asked')
    .executeTakeFirst();
}

/** Open requests of every compound, those to be answered first in front. */
export async function listOpenSwaps(db: Db): Promise<SwapRow[]> {
  return db
    .selectFrom('booking_swap')
    .selectAll()
    .where('status', '=', 'asked')
    .orderBy('answer_by_at')
    .orderBy('id')
    .execute();
}

/** Open requests in which a household gives or is asked for a slot, with the window and space of both. */
export async function listSwapsOfHousehold(db: Db | Trx, compoundId: string, householdId: string) {
  return db
    .selectFrom('booking_swap')
    .innerJoin('booking as from_booking', (join) =>
      join
        .onRef('from_booking.compound_id', '=', 'booking_swap.compound_id')
        .onRef('from_booking.id', '=', 'booking_swap.from_booking_id'),
    )
    .innerJoin('booking as to_booking', (join) =>
      join
        .onRef('to_booking.compound_id', '=', 'booking_swap.compound_id')
        .onRef('to_booking.id', '=', 'booking_swap.to_booking_id'),
    )
    .select([
      'booking_swap.id',
      'booking_swap.answer_by_at',
      'from_booking.household_id as from_household_id',
      'from_booking.pile_id as from_pile_id',
      'from_booking.start_at as from_start_at',
      'from_booking.end_at as from_end_at',
      'to_booking.pile_id as to_pile_id',
      'to_booking.start_at as to_start_at',
      'to_booking.end_at as to_end_at',
    ])
    .where('booking_swap.compound_id', '=', compoundId)
    .where('booking_swap.status', '=', 'asked')
    .where((eb) =>
      eb.or([
        eb('from_booking.household_id', '=', householdId),
        eb('to_booking.household_id', '=', householdId),
      ]),
    )
    .orderBy('booking_swap.answer_by_at')
    .orderBy('booking_swap.id')
    .execute();
}

/** A booking that a swap refers to. */
export async function getBooking(db: Db | Trx, compoundId: string, bookingId: string): Promise<BookingRow> {
  const row = await findBooking(db, compoundId, bookingId);
  if (!row) throw new Error(`No booking ${bookingId}`);
  return row;
}

/** Whether a booking was given another time, pile or household since an instant. */
export async function wasChangedSince(db: Db | Trx, booking: BookingRow, at: string): Promise<boolean> {
  const row = await db
    .selectFrom('booking_event')
    .select('seq')
    .where('compound_id', '=', booking.compound_id)
    .where('booking_id', '=', booking.id)
    .where('kind', 'in', ['moved', 'extended', 'swapped', 'cut-short'])
    .where('at', '>=', at)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
