import { endSwap } from '~/use-cases/shared/booking/end-swap.server';
import type { Deps } from '~/use-cases/shared/deps';
import { findBooking, lockBookings } from '~db/queries/bookings.server';
import { findSwap, listOpenSwaps, wasChangedSince } from '~db/queries/swaps.server';

/** Ends every swap that was not answered in time or whose slots have changed or gone meanwhile. */
export async function expireSwaps(deps: Deps): Promise<{ over: string[] }> {
  const over: string[] = [];
  for (const { compound_id: compoundId, id } of await listOpenSwaps(deps.db)) {
    const done = await deps.db.transaction().execute(async (trx) => {
      await lockBookings(trx, compoundId);
      const swap = await findSwap(trx, compoundId, id);
      if (swap?.status !== 'asked') return false;
      const households: string[] = [];
      let isVoid = swap.answer_by_at <= deps.clock();
      for (const bookingId of [swap.from_booking_id, swap.to_booking_id]) {
        const booking = await findBooking(trx, compoundId, bookingId);
        if (!booking) continue;
        households.push(booking.household_id);
        isVoid ||= booking.status !== 'booked' || (await wasChangedSince(trx, booking, swap.asked_at));
      }
      return isVoid && endSwap(trx, deps, swap, 'over', households);
    });
    if (done) over.push(id);
  }
  return { over };
}
