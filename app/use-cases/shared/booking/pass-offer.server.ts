import { bookingAfter } from '~/domain/booking/booking-life';
import { isWishOver } from '~/domain/booking/wait-wish';
import { msFromInstant } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import { type BookingRow, insertBookingEvent, updateBooking } from '~db/queries/bookings.server';
import { findWaitEntry, updateWaitEntry } from '~db/queries/wait-entries.server';
import type { Deps } from '../deps';
import { slotFreed } from './slot-freed.server';
import { wishOf } from './waiting-line.server';

/**
 * Ends an offer that is declined or not answered, lets its household wait on behind the others where time is left, and offers
 * the slot to the next. False where the offer has ended already. The caller has locked the compound's bookings.
 */
export async function passOffer(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  booking: BookingRow,
  { event, personId }: { event: 'declined' | 'expired'; personId: string | null },
): Promise<boolean> {
  if (booking.status !== 'offered') return false;
  const after = bookingAfter(booking.status, event);
  if (!after.ok) return false;
  const { compound_id: compoundId, id: bookingId, pile_id: pileId } = booking;
  const at = deps.clock();
  await updateBooking(trx, booking, { status: after.status, closed_at: at, close_reason: event });
  await insertBookingEvent(trx, { compoundId, bookingId, at, kind: event, personId, detail: {} });
  const entry = booking.wait_id ? await findWaitEntry(trx, compoundId, booking.wait_id) : undefined;
  if (entry?.status === 'offered') {
    const isOver = isWishOver(wishOf(entry), msFromInstant(at));
    await updateWaitEntry(trx, entry, {
      status: isOver ? 'over' : 'waiting',
      passed_at: at,
      ended_at: isOver ? at : null,
    });
  }
  await slotFreed(trx, deps, { compoundId, pileId });
  return true;
}
