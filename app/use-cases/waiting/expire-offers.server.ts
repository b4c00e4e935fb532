import { announceBookings } from '~/use-cases/shared/booking/announce-bookings';
import { passOffer } from '~/use-cases/shared/booking/pass-offer.server';
import type { Deps } from '~/use-cases/shared/deps';
import { findBooking, lockBookings } from '~db/queries/bookings.server';
import { listOverdueOffers } from '~db/queries/offers.server';

/** Ends every offer that was not answered in time and offers its slot to the next in line. */
export async function expireOffers(deps: Deps): Promise<{ expired: string[] }> {
  const expired: string[] = [];
  for (const due of await listOverdueOffers(deps.db, deps.clock())) {
    const { compound_id: compoundId, id } = due;
    const done = await deps.db.transaction().execute(async (trx) => {
      await lockBookings(trx, compoundId);
      const booking = await findBooking(trx, compoundId, id);
      if (!booking || (booking.answer_by_at ?? '') > deps.clock()) return false;
      return passOffer(trx, deps, booking, { event: 'expired', personId: null });
    });
    if (!done) continue;
    expired.push(id);
    announceBookings(deps, compoundId);
  }
  return { expired };
}
