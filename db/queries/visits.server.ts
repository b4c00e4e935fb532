import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Trx } from '../client.server';
import type { ChargeBillTable, OccupationTable } from '../schema/bookings';
import type { BookingRow } from './bookings.server';

export type OccupationRow = Selectable<OccupationTable>;
export type ChargeBillRow = Selectable<ChargeBillTable>;

/** The detail of the event that ties a session to a booking. */
export function pluggedDetail(transactionId: number): { transactionId: number } {
  return { transactionId };
}

/** The booking that a session belongs to. */
export async function findBookingOfTransaction(
  db: Db | Trx,
  compoundId: string,
  transactionId: number,
): Promise<BookingRow | undefined> {
  return db
    .selectFrom('booking')
    .selectAll('booking')
    .where('booking.compound_id', '=', compoundId)
    .where('booking.id', 'in', (eb) =>
      eb
        .selectFrom('booking_event')
        .select('booking_event.booking_id')
        .where('booking_event.compound_id', '=', compoundId)
        .where('booking_event.kind', '=', 'plugged')
        .where('booking_event.detail', '=', JSON.stringify(pluggedDetail(transactionId))),
    )
    .executeTakeFirst();
}

/** The sessions of a booking, by their numbers. */
export async function listSessionsOfBooking(db: Db | Trx, compoundId: string, bookingId: string) {
  const events = await db
    .selectFrom('booking_event')
    .select('detail')
    .where('compound_id', '=', compoundId)
    .where('booking_id', '=', bookingId)
    .where('kind', '=', 'plugged')
    .orderBy('seq')
    .execute();
  const ids = events.map(({ detail }) => (JSON.parse(detail) as { transactionId: number }).transactionId);
  if (ids.length === 0) return [];
  return db
    .selectFrom('charging_session')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('transaction_id', 'in', ids)
    .orderBy('started_at')
    .orderBy('transaction_id')
    .execute();
}

/** The next booking that waits for a pile from `fromMs` on. */
export async function findNextBooking(
  db: Db | Trx,
  compoundId: string,
  pileId: string,
  fromMs: number,
  exceptHouseholdId: string,
): Promise<BookingRow | undefined> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .where('status', '=', 'booked')
    .where('start_ms', '>=', fromMs)
    .where('household_id', '!=', exceptHouseholdId)
    .orderBy('start_ms')
    .limit(1)
    .executeTakeFirst();
}

/** The newest visit at a pile that has not ended. */
export async function findVisitUnderWay(
  db: Db | Trx,
  compoundId: string,
  pileId: string,
): Promise<BookingRow | undefined> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .where('status', '=', 'active')
    .orderBy('start_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Bookings whose reservation at the station is not wanted as it is: over without a car, or moved away from its time. */
export async function listStaleReservations(db: Db | Trx, laterThanMs: number): Promise<BookingRow[]> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('reservation_no', 'is not', null)
    .where('transaction_id', 'is', null)
    .where((eb) =>
      eb.or([
        eb('status', 'not in', ['booked', 'active']),
        eb.and([eb('status', '=', 'booked'), eb('start_ms', '>', laterThanMs)]),
      ]),
    )
    .orderBy('start_ms')
    .execute();
}

export async function findOccupation(
  db: Db | Trx,
  compoundId: string,
  bookingId: string,
): Promise<OccupationRow | undefined> {
  return db
    .selectFrom('occupation')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('booking_id', '=', bookingId)
    .executeTakeFirst();
}

/** False where the stay is known already. */
export async function insertOccupation(trx: Trx, row: Insertable<OccupationTable>): Promise<boolean> {
  const inserted = await trx
    .insertInto('occupation')
    .values(row)
    .onConflict((conflict) => conflict.columns(['compound_id', 'booking_id']).doNothing())
    .returning('booking_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Changes a stay that is in one of the statuses; false where it is not. */
export async function updateOccupation(
  trx: Trx,
  { compound_id, booking_id }: Pick<OccupationRow, 'compound_id' | 'booking_id'>,
  from: readonly string[],
  patch: Updateable<OccupationTable>,
): Promise<boolean> {
  const changed = await trx
    .updateTable('occupation')
    .set(patch)
    .where('compound_id', '=', compound_id)
    .where('booking_id', '=', booking_id)
    .where('status', 'in', from)
    .returning('booking_id')
    .executeTakeFirst();
  return changed !== undefined;
}

export async function findChargeBill(
  db: Db | Trx,
  compoundId: string,
  bookingId: string,
): Promise<ChargeBillRow | undefined> {
  return db
    .selectFrom('charge_bill')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('booking_id', '=', bookingId)
    .executeTakeFirst();
}

/** The one bill of a booking: made where there is none, else the same row corrected. */
export async function saveChargeBill(trx: Trx, row: Insertable<ChargeBillTable>): Promise<void> {
  const { compound_id: _, booking_id: __, made_at: ___, ...figures } = row;
  await trx
    .insertInto('charge_bill')
    .values(row)
    .onConflict((conflict) => conflict.columns(['compound_id', 'booking_id']).doUpdateSet(figures))
    .execute();
}

/** The people of a household, by id. */
export async function listHouseholdPeople(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('membership')
    .select('person_id')
    .distinct()
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('role', '=', 'resident')
    .where('ended_at', 'is', null)
    .orderBy('person_id')
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/** The mobile number of somebody who still belongs to the household. */
export async function findPhoneOfMember(
  db: Db | Trx,
  member: { compoundId: string; householdId: string; personId: string },
): Promise<string | null> {
  const row = await db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select('person.phone')
    .where('membership.compound_id', '=', member.compoundId)
    .where('membership.household_id', '=', member.householdId)
    .where('membership.person_id', '=', member.personId)
    .where('membership.role', '=', 'resident')
    .where('membership.ended_at', 'is', null)
    .executeTakeFirst();
  return row?.phone ?? null;
}
