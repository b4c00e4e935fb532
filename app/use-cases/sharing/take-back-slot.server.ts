import { can, canSee } from '~/domain/permissions/can';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import { slotFreed } from '~/use-cases/shared/booking/slot-freed.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { takeBack } from '~/use-cases/shared/sharing/take-back.server';
import type { Trx } from '~db/client.server';
import { findBooking, findVisibleBooking, type VisibleBooking } from '~db/queries/bookings.server';
import { insertPileException } from '~db/queries/shared-piles.server';

export type TakeBackOutcome =
  | { ok: true; isRepeat: boolean; fen: number }
  | AccessRefusal
  | Refusal<'not-now', { status: string }>;

/**
 * Takes a guest's slot back: the owner of a lent pile for its own car, so that nobody else gets the time; the operator at a common
 * pile. The guest is told, with the nearest slot it could have, and paid by rule where it comes late.
 */
export async function takeBackSlot(
  deps: Deps,
  actor: ActingPerson,
  { bookingId }: { bookingId: string },
): Promise<TakeBackOutcome> {
  const found = await findVisibleBooking(deps.db, actor.grants, bookingId);
  const lent = found?.pile_kind === 'lent';
  const resource = found && {
    tenancy: found.tenancy,
    householdId: lent ? found.lender_household_id : found.household_id,
  };
  if (!resource || !canSee(actor, resource)) return { ok: false, reason: 'not-found' };
  if (!can(actor, lent ? 'sharing.lend' : 'sharing.run', resource)) return { ok: false, reason: 'forbidden' };
  return changeBookings(deps, found.compound_id, (trx) => takeBackInTransaction(trx, deps, actor, found));
}

async function takeBackInTransaction(
  trx: Trx,
  deps: Deps,
  { personId }: ActingPerson,
  seen: VisibleBooking,
): Promise<TakeBackOutcome> {
  const { compound_id: compoundId, id: bookingId, pile_id: pileId, lender_household_id } = seen;
  const booking = await findBooking(trx, compoundId, bookingId);
  if (booking?.pile_id !== pileId) return { ok: false, reason: 'not-found' };
  const reason = lender_household_id ? 'owner-needs-it' : 'operator-needs-it';
  if (booking.close_reason === reason) return { ok: true, isRepeat: true, fen: 0 };
  if (booking.status !== 'booked' && booking.status !== 'offered')
    return { ok: false, reason: 'not-now', status: booking.status };
  const at = deps.clock();
  if (lender_household_id) {
    await insertPileException(trx, {
      compound_id: compoundId,
      id: deps.newId('exception'),
      pile_id: booking.pile_id,
      kind: 'closed',
      start_at: booking.start_at,
      end_at: booking.end_at,
      note: '',
      created_by: personId,
      created_at: at,
    });
  }
  const why = { reason, personId, lenderHouseholdId: lender_household_id } as const;
  const taken = await takeBack(trx, deps, booking, why);
  if (!taken) return { ok: false, reason: 'not-now', status: booking.status };
  if (!lender_household_id) await slotFreed(trx, deps, { compoundId, pileId });
  return { ok: true, isRepeat: false, fen: taken.fen };
}
