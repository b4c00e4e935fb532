import type { Swappable } from '~/domain/booking/judge-swap';
import type { BookingRow } from '~db/queries/bookings.server';
import type { SharedPileRow } from '~db/queries/shared-piles.server';

export function swappableOf(booking: BookingRow, pile: Pick<SharedPileRow, 'needs_approval'>): Swappable {
  return {
    householdId: booking.household_id,
    status: booking.status,
    kind: booking.kind,
    startMs: booking.start_ms,
    isReserved: booking.reservation_no !== null,
    needsApproval: pile.needs_approval === 1,
  };
}
