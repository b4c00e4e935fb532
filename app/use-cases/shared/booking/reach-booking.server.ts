import { type Action, can, canSee } from '~/domain/permissions/can';
import type { Db, Trx } from '~db/client.server';
import { findVisibleBooking, type VisibleBooking } from '~db/queries/bookings.server';
import type { AccessRefusal, ActingPerson } from '../deps';

/** A booking that the actor may do the action to, as its household or, for what a lender decides, as the lender's. */
export async function reachBooking(
  db: Db | Trx,
  actor: ActingPerson,
  action: Action,
  bookingId: string,
  side: 'household' | 'lender' = 'household',
): Promise<{ ok: true; booking: VisibleBooking } | AccessRefusal> {
  const booking = await findVisibleBooking(db, actor.grants, bookingId);
  if (!booking) return { ok: false, reason: 'not-found' };
  const householdId = side === 'lender' ? booking.lender_household_id : booking.household_id;
  const resource = { tenancy: booking.tenancy, householdId };
  if (!canSee(actor, resource)) return { ok: false, reason: 'not-found' };
  return can(actor, action, resource) ? { ok: true, booking } : { ok: false, reason: 'forbidden' };
}
