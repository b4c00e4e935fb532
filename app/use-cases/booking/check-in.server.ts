import { judgeCheckIn } from '~/domain/booking/visit';
import { msFromInstant } from '~/domain/shared/local-time';
import { slotOf } from '~/use-cases/shared/booking/booking-slot';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import { reachBooking } from '~/use-cases/shared/booking/reach-booking.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { checkInBooking } from '~/use-cases/shared/visit/visit-record.server';

export type CheckInOutcome =
  | { ok: true; isRepeat: boolean }
  | AccessRefusal
  | Refusal<'too-early' | 'too-late' | 'not-booked'>;

/** A person of the household says at the pile that the car has come; twice is once. */
export async function checkIn(
  deps: Deps,
  actor: ActingPerson,
  { bookingId }: { bookingId: string },
): Promise<CheckInOutcome> {
  const seen = await reachBooking(deps.db, actor, 'booking.change', bookingId);
  if (!seen.ok) return seen;
  const { personId } = actor;
  return changeBookings(deps, seen.booking.compound_id, async (trx): Promise<CheckInOutcome> => {
    const reached = await reachBooking(trx, actor, 'booking.change', bookingId);
    if (!reached.ok) return reached;
    const { booking } = reached;
    if (booking.status === 'active') return { ok: true, isRepeat: true };
    const verdict = judgeCheckIn(slotOf(booking), booking.grace_minutes, msFromInstant(deps.clock()));
    if (!verdict.ok) return verdict;
    await checkInBooking(trx, deps, booking, { by: 'scan', personId });
    return { ok: true, isRepeat: false };
  });
}
