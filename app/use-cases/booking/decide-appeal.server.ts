import { isText } from '~/domain/booking/appeal';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import { notifyHousehold } from '~/use-cases/shared/booking/notify-household.server';
import { reachBooking } from '~/use-cases/shared/booking/reach-booking.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { saveVisitBill } from '~/use-cases/shared/visit/visit-bill.server';
import { findOccupation, updateOccupation } from '~db/queries/visits.server';

export type DecideOutcome = { ok: true } | AccessRefusal | Refusal<'text' | 'not-appealed'>;

/** The operator waives the fee for a stay or keeps it, with a reason; the bill follows and the household is told. */
export async function decideAppeal(
  deps: Deps,
  actor: ActingPerson,
  { bookingId, waive, reason }: { bookingId: string; waive: boolean; reason: string },
): Promise<DecideOutcome> {
  const seen = await reachBooking(deps.db, actor, 'occupation.decide', bookingId);
  if (!seen.ok) return seen;
  if (!isText(reason)) return { ok: false, reason: 'text' };
  const { booking } = seen;
  const { compound_id: compoundId, household_id: householdId } = booking;
  return changeBookings(deps, compoundId, async (trx): Promise<DecideOutcome> => {
    const occupation = await findOccupation(trx, compoundId, bookingId);
    const isDecided =
      occupation !== undefined &&
      (await updateOccupation(trx, occupation, ['appealed'], {
        status: waive ? 'waived' : 'kept',
        decided_at: deps.clock(),
        decided_by: actor.personId,
        decision_text: reason.trim(),
      }));
    if (!isDecided) return { ok: false, reason: 'not-appealed' };
    await saveVisitBill(trx, deps, booking);
    await notifyHousehold(trx, deps, {
      compoundId,
      householdId,
      kind: 'appeal-decided',
      dedupeKey: `appeal:${bookingId}`,
      facts: { bookingId, waived: waive, fen: occupation.fee_fen },
      link: `/home/bookings/${bookingId}`,
    });
    return { ok: true };
  });
}
