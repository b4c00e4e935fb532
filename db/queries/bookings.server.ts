import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import { type BookingEvent, HOLDING } from '~/domain/booking/booking-life';
import type { Grant } from '~/domain/permissions/can';
import type { Db, Trx } from '../client.server';
import type { BookingTable } from '../schema/bookings';
import { compoundIsVisible, tenancyColumns, toTenancy } from './tenancy.server';

export type BookingRow = Selectable<BookingTable>;

/** The compound's bookings, locked for this transaction: everybody who promises energy or time takes turns on both databases. */
export async function lockBookings(trx: Trx, compoundId: string): Promise<void> {
  await trx
    .insertInto('booking_ledger')
    .values({ compound_id: compoundId, turn: 1 })
    .onConflict((conflict) =>
      conflict.column('compound_id').doUpdateSet((eb) => ({ turn: eb('booking_ledger.turn', '+', 1) })),
    )
    .execute();
}

export async function insertBooking(trx: Trx, row: Insertable<BookingTable>): Promise<void> {
  await trx.insertInto('booking').values(row).execute();
}

/** Changes a booking that nobody has changed since it was read; false where somebody has. */
export async function updateBooking(
  trx: Trx,
  booking: Pick<BookingRow, 'compound_id' | 'id' | 'turn'>,
  patch: Updateable<BookingTable>,
): Promise<boolean> {
  const changed = await trx
    .updateTable('booking')
    .set({ ...patch, turn: booking.turn + 1 })
    .where('compound_id', '=', booking.compound_id)
    .where('id', '=', booking.id)
    .where('turn', '=', booking.turn)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}

export async function findBooking(
  db: Db | Trx,
  compoundId: string,
  bookingId: string,
): Promise<BookingRow | undefined> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('id', '=', bookingId)
    .executeTakeFirst();
}

/** A booking with its pile's place and the compound's tenancy, where one of the grants is tied to the compound. */
export async function findVisibleBooking(db: Db | Trx, grants: readonly Grant[], bookingId: string) {
  const row = await db
    .selectFrom('booking')
    .innerJoin('compound', 'compound.id', 'booking.compound_id')
    .innerJoin('shared_pile', (join) =>
      join
        .onRef('shared_pile.compound_id', '=', 'booking.compound_id')
        .onRef('shared_pile.pile_id', '=', 'booking.pile_id'),
    )
    .innerJoin('pile', (join) =>
      join.onRef('pile.compound_id', '=', 'booking.compound_id').onRef('pile.id', '=', 'booking.pile_id'),
    )
    .innerJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'pile.compound_id')
        .onRef('parking_space.id', '=', 'pile.parking_space_id'),
    )
    .selectAll('booking')
    .select(tenancyColumns)
    .select([
      'compound.name as compound_name',
      'shared_pile.code',
      'shared_pile.kind as pile_kind',
      'shared_pile.lender_household_id',
      'shared_pile.step_minutes',
      'shared_pile.buffer_minutes',
      'shared_pile.grace_minutes',
      'pile.max_kw',
      'parking_space.code as space_code',
      'parking_space.zone',
    ])
    .where('booking.id', '=', bookingId)
    .where(compoundIsVisible(grants))
    .executeTakeFirst();
  return row && { ...row, tenancy: toTenancy(row) };
}

export type VisibleBooking = NonNullable<Awaited<ReturnType<typeof findVisibleBooking>>>;

export async function findBookingByKey(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
  idempotencyKey: string,
): Promise<BookingRow | undefined> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst();
}

/** Bookings that hold a pile of the compound within `[fromMs, toMs)`, buffers included, by start. */
export async function listHolds(
  db: Db | Trx,
  compoundId: string,
  window: { fromMs: number; toMs: number },
  pileIds?: readonly string[],
): Promise<BookingRow[]> {
  if (pileIds?.length === 0) return [];
  return db
    .selectFrom('booking')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('status', 'in', HOLDING)
    .where('start_ms', '<', window.toMs)
    .where('hold_until_ms', '>', window.fromMs)
    .$if(pileIds !== undefined, (query) => query.where('pile_id', 'in', pileIds ?? []))
    .orderBy('start_ms')
    .orderBy('id')
    .execute();
}

/** Whether a booking holds a pile within `[fromMs, toMs)`, buffers included. */
export async function isPileHeld(
  db: Db | Trx,
  compoundId: string,
  pileId: string,
  window: { fromMs: number; toMs: number },
): Promise<boolean> {
  const row = await db
    .selectFrom('booking')
    .select('id')
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .where('status', 'in', HOLDING)
    .where('start_ms', '<', window.toMs)
    .where('hold_until_ms', '>', window.fromMs)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A household's slots since `fromMs`, whatever became of them, by start. */
export async function listBookingsOfHousehold(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
  fromMs: number,
): Promise<BookingRow[]> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('hold_until_ms', '>', fromMs)
    .orderBy('start_ms')
    .orderBy('id')
    .execute();
}

/** Bookings in one of these statuses that begin before `beforeMs`, of every compound or of one, by start: what a job looks at. */
export async function listBookingsInStatus(
  db: Db | Trx,
  statuses: readonly string[],
  beforeMs: number,
  compoundId?: string,
): Promise<BookingRow[]> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('status', 'in', statuses)
    .where('start_ms', '<', beforeMs)
    .$if(compoundId !== undefined, (query) => query.where('compound_id', '=', compoundId ?? ''))
    .orderBy('start_ms')
    .orderBy('id')
    .execute();
}

/** Writes what happened to a booking behind what happened before; the caller holds the compound's bookings. */
export async function insertBookingEvent(
  trx: Trx,
  event: {
    compoundId: string;
    bookingId: string;
    at: string;
    kind: BookingEvent;
    personId: string | null;
    detail: object;
  },
): Promise<void> {
  const { compoundId, bookingId } = event;
  await trx
    .insertInto('booking_event')
    .values((eb) => ({
      compound_id: compoundId,
      booking_id: bookingId,
      seq: eb
        .selectFrom('booking_event')
        .select(sql<number>`coalesce(max(seq), 0) + 1`.as('seq'))
        .where('compound_id', '=', compoundId)
        .where('booking_id', '=', bookingId),
      at: event.at,
      kind: event.kind,
      person_id: event.personId,
      detail: JSON.stringify(event.detail),
    }))
    .execute();
}

export async function listBookingEvents(db: Db | Trx, compoundId: string, bookingId: string) {
  return db
    .selectFrom('booking_event')
    .select(['seq', 'at', 'kind', 'person_id', 'detail'])
    .where('compound_id', '=', compoundId)
    .where('booking_id', '=', bookingId)
    .orderBy('seq')
    .execute();
}

/** That a household asked for time at a shared pile and what came of it. */
export interface BookingAsk {
  compoundId: string;
  id: string;
  householdId: string;
  askedOn: string;
  at: string;
  startAt: string;
  minutes: number;
  outcome: string;
}

export async function insertBookingAsks(db: Db | Trx, asks: readonly BookingAsk[]): Promise<void> {
  await db
    .insertInto('booking_ask')
    .values(
      asks.map((ask) => ({
        compound_id: ask.compoundId,
        id: ask.id,
        household_id: ask.householdId,
        asked_on: ask.askedOn,
        at: ask.at,
        start_at: ask.startAt,
        minutes: ask.minutes,
        outcome: ask.outcome,
      })),
    )
    .execute();
}

/** Whether a household has a pile of its own in use. */
export async function hasOwnPile(db: Db | Trx, compoundId: string, householdId: string): Promise<boolean> {
  const row = await db
    .selectFrom('pile')
    .select('id')
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('energised_at', 'is not', null)
    .where('retired_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
