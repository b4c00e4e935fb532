import { EARLY_MS, type Slot } from '~/domain/booking/visit';
import { msFromInstant } from '~/domain/shared/local-time';
import type { BookingRow } from '~db/queries/bookings.server';

/** Slots that begin within this may matter to a car that comes now. */
export const EARLY_REACH_MS = EARLY_MS + 1;

/** A booking as the rules of visits read it. */
export function slotOf(booking: BookingRow): Slot {
  return {
    id: booking.id,
    householdId: booking.household_id,
    status: booking.status,
    startMs: booking.start_ms,
    endMs: msFromInstant(booking.end_at),
  };
}
