import { msFromInstant } from '~/domain/shared/local-time';
import { bookSlot } from '~/use-cases/booking/book-slot.server';
import type { SlotInput } from '~/use-cases/shared/booking/slot-input';
import type { Db } from '~db/client.server';
import { findBooking, listBookingEvents } from '~db/queries/bookings.server';
import { listNotices } from '~db/queries/household-notices.server';
import { makeCompound, type TestCompound } from './compound';
import { makeDeps, type TestDeps } from './deps';
import { giveTariff } from './night';
import { addGuest, addSharedPile, publishBoard, type TestHousehold, type TestSharedPile } from './sharing';

/** Friday 20 November 2026, 18:00 in Shanghai. */
export const NOW = '2026-11-20T10:00:00.000Z';

/** A slot on the day of `NOW`, times in UTC: `14:00` is 22:00 in Shanghai. */
export function slotAt(from: string, to: string, on = '2026-11-20'): Pick<SlotInput, 'startAt' | 'endAt'> {
  return { startAt: `${on}T${from}:00.000Z`, endAt: `${on}T${to}:00.000Z` };
}

export interface BookingScene {
  deps: TestDeps;
  compound: TestCompound;
  pile: TestSharedPile;
  guest: TestHousehold;
  /** Books 18 kWh from 22:00 to 02:00 at `pile` for `guest`, unless told. */
  book(
    change?: Partial<SlotInput & { idempotencyKey: string }>,
    who?: TestHousehold,
  ): ReturnType<typeof bookSlot>;
  /** The same, where anything but a booking is a fault of the test. */
  booked(change?: Partial<SlotInput>, who?: TestHousehold): Promise<string>;
  booking(bookingId: string): Promise<NonNullable<Awaited<ReturnType<typeof findBooking>>>>;
  eventsOf(bookingId: string): Promise<string[]>;
  noticesOf(who: { householdId: string }): Promise<{ kind: string; facts: object }[]>;
}

/** A compound with a tariff, a price board, one shared pile open at all hours and a household that may book it, at `NOW`. */
export async function makeBookingScene(
  db: Db,
  grid: { ratedKva: number; basePeakKw: number } = { ratedKva: 800, basePeakKw: 300 },
): Promise<BookingScene> {
  const deps = makeDeps(db, NOW);
  const compound = await makeCompound(db, grid);
  const { compoundId } = compound;
  await giveTariff(db, compoundId);
  await publishBoard(db, compoundId);
  const pile = await addSharedPile(db, compound);
  const guest = await addGuest(db, compound);
  let key = 0;
  const scene: BookingScene = {
    deps,
    compound,
    pile,
    guest,
    book: (change = {}, who = guest) => {
      key += 1;
      return bookSlot(deps, who.actor, {
        compoundId,
        householdId: who.householdId,
        pileId: pile.pileId,
        vehicleId: who.vehicleId,
        ...slotAt('14:00', '18:00'),
        wantedWh: 18_000,
        agreedWh: null,
        idempotencyKey: `key-${key}`,
        ...change,
      });
    },
    booked: async (change, who) => {
      const outcome = await scene.book(change, who);
      if (!outcome.ok) throw new Error(`Not booked: ${outcome.reason}`);
      return outcome.bookingId;
    },
    booking: async (bookingId) => {
      const row = await findBooking(db, compoundId, bookingId);
      if (!row) throw new Error('No such booking');
      return row;
    },
    eventsOf: async (bookingId) =>
      (await listBookingEvents(db, compoundId, bookingId)).map(({ kind }) => kind),
    noticesOf: async ({ householdId }) => listNotices(db, compoundId, householdId, 50),
  };
  return scene;
}

/** Puts the booking's car on charge at its pile, as its check-in does, with so much delivered by now. */
export async function checkIn(
  db: Db,
  scene: BookingScene,
  bookingId: string,
  deliveredWh = 0,
): Promise<void> {
  const booking = await scene.booking(bookingId);
  const transactionId = msFromInstant(booking.start_at) % 1_000_000_007;
  await db
    .insertInto('charging_session')
    .values({
      compound_id: booking.compound_id,
      transaction_id: transactionId,
      pile_id: booking.pile_id,
      connector_id: 1,
      id_tag: `T${bookingId.slice(-12)}`,
      household_id: booking.household_id,
      vehicle_id: booking.vehicle_id,
      started_at: booking.start_at,
      meter_start_wh: 1000,
      last_meter_wh: 1000 + deliveredWh,
      last_meter_at: scene.deps.clock(),
      ended_at: null,
      received_at: booking.start_at,
    })
    .execute();
  await db
    .updateTable('booking')
    .set({ status: 'active', transaction_id: transactionId, checked_in_at: booking.start_at })
    .where('compound_id', '=', booking.compound_id)
    .where('id', '=', bookingId)
    .execute();
}
