import { type BookingStatus, bookingAfter } from '~/domain/booking/booking-life';
import { isMissed } from '~/domain/booking/promise-kept';
import type { Trx } from '~db/client.server';
import {
  findBooking,
  insertBookingEvent,
  listBookingEvents,
  lockBookings,
} from '~db/queries/bookings.server';
import { notifyHousehold } from '../booking/notify-household.server';
import type { Deps } from '../deps';
import type { KeptPromise } from './booked-vehicles';

/** Tells the households whose promise the plan cannot keep, once for each booking, what will come in its place. */
export async function tellPromiseCuts(
  deps: Deps,
  compoundId: string,
  promises: readonly KeptPromise[],
): Promise<void> {
  const cuts = promises.filter(({ promisedWh, cutWh }) => isMissed(promisedWh, cutWh));
  if (cuts.length === 0) return;
  const told = await deps.db.transaction().execute(async (trx) => {
    await lockBookings(trx, compoundId);
    let some = false;
    for (const cut of cuts) some = (await tellOnce(trx, deps, compoundId, cut)) || some;
    return some;
  });
  if (told) deps.bus.publish('outbox-filled', {});
}

async function tellOnce(trx: Trx, deps: Deps, compoundId: string, cut: KeptPromise): Promise<boolean> {
  const booking = await findBooking(trx, compoundId, cut.bookingId);
  if (!booking || !bookingAfter(booking.status as BookingStatus, 'cut-short').ok) return false;
  const events = await listBookingEvents(trx, compoundId, cut.bookingId);
  if (events.some(({ kind }) => kind === 'cut-short')) return false;
  const { bookingId, promisedWh, expectedWh } = cut;
  await insertBookingEvent(trx, {
    compoundId,
    bookingId,
    at: deps.clock(),
    kind: 'cut-short',
    personId: null,
    detail: { promisedWh, expectedWh },
  });
  await notifyHousehold(trx, deps, {
    compoundId,
    householdId: booking.household_id,
    kind: 'promise-cut',
    dedupeKey: `promise-cut:${bookingId}`,
    facts: { bookingId, promisedWh, expectedWh },
    link: `/home/bookings/${bookingId}`,
  });
  return true;
}
