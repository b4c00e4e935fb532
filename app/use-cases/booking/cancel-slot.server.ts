import { cancelsTooLate } from '~/domain/booking/sharing-rules';
import { msFromInstant } from '~/domain/shared/local-time';
import { BY_HOUSEHOLD, cancelBooking, isByHousehold } from '~/use-cases/shared/booking/cancel-booking.server';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import { reachBooking } from '~/use-cases/shared/booking/reach-booking.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { type BookingRow, findBooking } from '~db/queries/bookings.server';
import { getSharingRules } from '~db/queries/sharing-rules.server';

export type CancelOutcome =
  | { ok: true; isRepeat: boolean; countsTowardsWeek: boolean }
  | AccessRefusal
  | Refusal<'not-now', { status: string }>
  | Refusal<'begun'>;

/** Gives a slot or a request back before it begins, at once for others; later than the compound's limit it counts towards the week all the same. */
export async function cancelSlot(
  deps: Deps,
  actor: ActingPerson,
  { bookingId }: { bookingId: string },
): Promise<CancelOutcome> {
  const found = await reachBooking(deps.db, actor, 'booking.change', bookingId);
  if (!found.ok) return found;
  return changeBookings(deps, found.booking.compound_id, (trx) =>
    cancelInTransaction(trx, deps, actor, found.booking),
  );
}

async function cancelInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  seen: BookingRow,
): Promise<CancelOutcome> {
  const nowMs = msFromInstant(deps.clock());
  const { compound_id: compoundId, household_id: householdId } = seen;
  const booking = await findBooking(trx, compoundId, seen.id);
  if (booking?.household_id !== householdId) return { ok: false, reason: 'not-found' };
  const { rules } = await getSharingRules(trx, compoundId);
  const counts = (reason: string, atMs: number) =>
    reason === BY_HOUSEHOLD && cancelsTooLate(booking.start_ms, atMs, rules);
  if (booking.status === 'cancelled' && isByHousehold(booking.close_reason) && booking.closed_at) {
    const countsTowardsWeek = counts(booking.close_reason, msFromInstant(booking.closed_at));
    return { ok: true, isRepeat: true, countsTowardsWeek };
  }
  if (booking.status === 'booked' && booking.start_ms <= nowMs) return { ok: false, reason: 'begun' };
  const reason = await cancelBooking(trx, deps, booking, actor.personId);
  if (!reason) return { ok: false, reason: 'not-now', status: booking.status };
  return { ok: true, isRepeat: false, countsTowardsWeek: counts(reason, nowMs) };
}
