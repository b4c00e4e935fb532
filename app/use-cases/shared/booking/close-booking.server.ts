import { type BookingEvent, bookingAfter } from '~/domain/booking/booking-life';
import type { Trx } from '~db/client.server';
import { type BookingRow, insertBookingEvent, updateBooking } from '~db/queries/bookings.server';
import type { Deps } from '../deps';

export interface Closing {
  readonly event: Extract<BookingEvent, 'cancelled' | 'declined' | 'expired' | 'taken-back'>;
  /** Why, as `close_reason` keeps it. */
  readonly reason: string;
  /** Null where nobody did it but time. */
  readonly personId: string | null;
  readonly detail?: object;
}

/** Ends a booking before it is used, so that it holds nothing any more; false where its status does not let it. The caller holds the compound's bookings. */
export async function closeBooking(
  trx: Trx,
  deps: Pick<Deps, 'clock'>,
  booking: BookingRow,
  closing: Closing,
): Promise<boolean> {
  const verdict = bookingAfter(booking.status as Parameters<typeof bookingAfter>[0], closing.event);
  if (!verdict.ok) return false;
  const at = deps.clock();
  const patch = { status: verdict.status, closed_at: at, close_reason: closing.reason };
  if (!(await updateBooking(trx, booking, patch))) return false;
  await insertBookingEvent(trx, {
    compoundId: booking.compound_id,
    bookingId: booking.id,
    at,
    kind: closing.event,
    personId: closing.personId,
    detail: { reason: closing.reason, ...closing.detail },
  });
  return true;
}
