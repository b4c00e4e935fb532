import { RESERVE_MS } from '~/domain/booking/visit';
import { msFromInstant } from '~/domain/shared/local-time';
import type { Deps } from '~/use-cases/shared/deps';
import {
  isReservationMoved,
  isTimeToReserve,
  queueReservation,
  withdrawReservation,
} from '~/use-cases/shared/visit/reservation.server';
import {
  type BookingRow,
  findBooking,
  listBookingsInStatus,
  lockBookings,
} from '~db/queries/bookings.server';
import { findSharedPile } from '~db/queries/shared-piles.server';
import { listStaleReservations } from '~db/queries/visits.server';

/** Has the piles kept for the bookings that begin soon, and lets go of what is over, moved or cancelled. */
export async function keepReservations(deps: Deps): Promise<number> {
  const nowMs = msFromInstant(deps.clock());
  const soon = await listBookingsInStatus(deps.db, ['booked'], nowMs + RESERVE_MS + 1);
  const stale = await listStaleReservations(deps.db, nowMs + RESERVE_MS);
  let queued = 0;
  for (const booking of [...stale, ...soon]) if (await keepOne(deps, booking, nowMs)) queued += 1;
  return queued;
}

async function keepOne(deps: Deps, seen: BookingRow, nowMs: number): Promise<boolean> {
  const { compound_id: compoundId } = seen;
  const pileId = await deps.db.transaction().execute(async (trx) => {
    await lockBookings(trx, compoundId);
    const booking = await findBooking(trx, compoundId, seen.id);
    if (!booking || booking.turn !== seen.turn) return null;
    const pile = await findSharedPile(trx, compoundId, booking.pile_id);
    if (booking.reservation_no !== null) {
      const isKept =
        booking.status === 'booked' &&
        booking.start_ms <= nowMs + RESERVE_MS &&
        !(await isReservationMoved(trx, booking, pile?.grace_minutes ?? 0));
      return isKept ? null : ((await withdrawReservation(trx, deps, booking))?.pileId ?? null);
    }
    if (!pile?.identity || !isTimeToReserve(booking, pile.grace_minutes, nowMs)) return null;
    await queueReservation(trx, deps, booking, pile.grace_minutes);
    return booking.pile_id;
  });
  if (pileId === null) return false;
  const identity = (await findSharedPile(deps.db, compoundId, pileId))?.identity;
  if (identity) deps.bus.publish('command-queued', { identity });
  return true;
}
