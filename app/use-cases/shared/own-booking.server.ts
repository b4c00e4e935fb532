import { can, canSee } from '~/domain/permissions/can';
import type { Db } from '~db/client.server';
import { findVisibleBooking, type VisibleBooking } from '~db/queries/bookings.server';
import type { AccessRefusal, ActingPerson } from './deps';

/** A booking that the actor may change: `not-found` for other households and compounds, `forbidden` for other roles. */
export async function findOwnBooking(
  db: Db,
  actor: ActingPerson,
  bookingId: string,
): Promise<{ ok: true; booking: VisibleBooking } | AccessRefusal> {
  const booking = await findVisibleBooking(db, actor.grants, bookingId);
  if (!booking) return { ok: false, reason: 'not-found' };
  const resource = { tenancy: booking.tenancy, householdId: booking.household_id };
  if (!canSee(actor, resource)) return { ok: false, reason: 'not-found' };
  return can(actor, 'booking.change', resource) ? { ok: true, booking } : { ok: false, reason: 'forbidden' };
}
