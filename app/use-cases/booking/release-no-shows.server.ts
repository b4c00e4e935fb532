import { type BookingStatus, bookingAfter } from '~/domain/booking/booking-life';
import { noShowMs } from '~/domain/booking/visit';
import { occupiesConnector } from '~/domain/gateway/occupancy';
import { msFromInstant } from '~/domain/shared/local-time';
import { announceBookings } from '~/use-cases/shared/booking/announce-bookings';
import { notifyHousehold } from '~/use-cases/shared/booking/notify-household.server';
import { slotFreed } from '~/use-cases/shared/booking/slot-freed.server';
import type { Deps } from '~/use-cases/shared/deps';
import { type TakeBackReason, takeBack } from '~/use-cases/shared/sharing/take-back.server';
import type { Trx } from '~db/client.server';
import {
  type BookingRow,
  findBooking,
  insertBookingEvent,
  listBookingsInStatus,
  lockBookings,
  updateBooking,
} from '~db/queries/bookings.server';
import { findSharedPile, type SharedPileRow } from '~db/queries/shared-piles.server';
import { findVisitUnderWay } from '~db/queries/visits.server';

/**
 * Gives the slots that nobody came for to others once their grace has passed. Where the pile could not be used the household has
 * missed nothing, its slot is taken back and paid for by rule: a pile out of reach is waited for until the slot ends, since a car may be charging there unheard.
 */
export async function releaseNoShows(deps: Deps): Promise<number> {
  const begun = await listBookingsInStatus(deps.db, ['booked'], msFromInstant(deps.clock()) + 1);
  let released = 0;
  for (const { compound_id: compoundId, id } of begun) {
    const isReleased = await deps.db.transaction().execute(async (trx) => {
      await lockBookings(trx, compoundId);
      return releaseOne(trx, deps, compoundId, id);
    });
    if (!isReleased) continue;
    released += 1;
    announceBookings(deps, compoundId);
  }
  return released;
}

async function releaseOne(trx: Trx, deps: Deps, compoundId: string, bookingId: string): Promise<boolean> {
  const booking = await findBooking(trx, compoundId, bookingId);
  const pile = booking && (await findSharedPile(trx, compoundId, booking.pile_id));
  if (!booking || !pile || booking.status !== 'booked') return false;
  const nowMs = msFromInstant(deps.clock());
  const endMs = msFromInstant(booking.end_at);
  if (nowMs < Math.min(endMs, noShowMs({ startMs: booking.start_ms }, pile.grace_minutes))) return false;
  const hindrance = await hindranceAt(trx, pile, booking);
  if (hindrance && hindrance !== 'car-stays' && nowMs < endMs) return false;
  const isClosed = hindrance
    ? await takeBack(trx, deps, booking, { reason: hindrance, personId: null, lenderHouseholdId: null })
    : await markMissed(trx, deps, booking);
  if (isClosed) await slotFreed(trx, deps, { compoundId, pileId: booking.pile_id });
  return Boolean(isClosed);
}

type Hindrance = Extract<TakeBackReason, 'car-stays' | 'pile-offline' | 'pile-faulted'>;

async function hindranceAt(trx: Trx, pile: SharedPileRow, booking: BookingRow): Promise<Hindrance | null> {
  if (pile.identity && pile.online !== 1) return 'pile-offline';
  const status = pile.connector_status ?? '';
  if (status === 'Faulted' || status === 'Unavailable') return 'pile-faulted';
  if (!occupiesConnector(status)) return null;
  const visit = await findVisitUnderWay(trx, booking.compound_id, booking.pile_id);
  return visit && visit.household_id !== booking.household_id ? 'car-stays' : null;
}

async function markMissed(trx: Trx, deps: Deps, booking: BookingRow): Promise<boolean> {
  const verdict = bookingAfter(booking.status as BookingStatus, 'no-show');
  const at = deps.clock();
  if (!verdict.ok) return false;
  const patch = { status: verdict.status, closed_at: at, close_reason: 'no-show' };
  if (!(await updateBooking(trx, booking, patch))) return false;
  const { compound_id: compoundId, household_id: householdId, id: bookingId, start_at: startAt } = booking;
  await insertBookingEvent(trx, { compoundId, bookingId, at, kind: 'no-show', personId: null, detail: {} });
  await notifyHousehold(trx, deps, {
    compoundId,
    householdId,
    kind: 'slot-missed',
    dedupeKey: `slot-missed:${bookingId}`,
    facts: { bookingId, startAt },
    link: '/home/shared',
  });
  return true;
}
