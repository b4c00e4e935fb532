import { type VisitCourse, type VisitStep, visitSteps } from '~/domain/booking/visit-course';
import { occupiesConnector } from '~/domain/gateway/occupancy';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { announceBookings } from '~/use-cases/shared/booking/announce-bookings';
import { notifyHousehold } from '~/use-cases/shared/booking/notify-household.server';
import { nextBestIn } from '~/use-cases/shared/booking/place-booking.server';
import { loadSharingScene } from '~/use-cases/shared/booking/sharing-scene.server';
import type { Deps } from '~/use-cases/shared/deps';
import { finishVisit } from '~/use-cases/shared/visit/finish-visit.server';
import { queueRemoteStop } from '~/use-cases/shared/visit/remote-stop.server';
import type { Trx } from '~db/client.server';
import {
  type BookingRow,
  findBooking,
  listBookingsInStatus,
  lockBookings,
} from '~db/queries/bookings.server';
import { getPriceBoard } from '~db/queries/price-boards.server';
import { findSharedPile, type SharedPileRow } from '~db/queries/shared-piles.server';
import {
  findNextBooking,
  findVisitUnderWay,
  insertOccupation,
  listSessionsOfBooking,
} from '~db/queries/visits.server';

/** Follows every visit under way: reminds, ends charging where somebody else has the time, notes who stays, and finishes who has left. */
export async function followVisits(deps: Deps): Promise<number> {
  const active = await listBookingsInStatus(deps.db, ['active'], Number.MAX_SAFE_INTEGER);
  let changed = 0;
  for (const booking of active) if (await followVisit(deps, booking)) changed += 1;
  return changed;
}

interface Visit {
  readonly booking: BookingRow;
  readonly pile: SharedPileRow;
  readonly sessions: Awaited<ReturnType<typeof listSessionsOfBooking>>;
  readonly next: BookingRow | undefined;
}

async function followVisit(deps: Deps, seen: BookingRow): Promise<boolean> {
  const { compound_id: compoundId } = seen;
  const identity = await deps.db.transaction().execute(async (trx) => {
    await lockBookings(trx, compoundId);
    const visit = await loadVisit(trx, compoundId, seen.id);
    if (!visit) return undefined;
    const steps = visitSteps(await courseOf(trx, visit, deps.clock()));
    let changed = false;
    for (const step of steps) changed = (await take(trx, deps, visit, step)) || changed;
    return changed ? visit.pile.identity : undefined;
  });
  if (identity === undefined) return false;
  if (identity) deps.bus.publish('command-queued', { identity });
  announceBookings(deps, compoundId);
  return true;
}

async function loadVisit(trx: Trx, compoundId: string, bookingId: string): Promise<Visit | null> {
  const booking = await findBooking(trx, compoundId, bookingId);
  if (booking?.status !== 'active') return null;
  const pile = await findSharedPile(trx, compoundId, booking.pile_id);
  if (!pile) return null;
  const sessions = await listSessionsOfBooking(trx, compoundId, bookingId);
  const { pile_id: pileId, household_id: householdId, start_ms: startMs } = booking;
  const next = await findNextBooking(trx, compoundId, pileId, startMs + 1, householdId);
  return { booking, pile, sessions, next };
}

async function courseOf(trx: Trx, visit: Visit, nowAt: string): Promise<VisitCourse> {
  const { booking, pile, sessions, next } = visit;
  const last = sessions.at(-1);
  const followedMs = await followedSince(trx, visit);
  const isThere = occupiesConnector(pile.connector_status ?? '') && followedMs === null;
  return {
    nowMs: msFromInstant(nowAt),
    endMs: msFromInstant(booking.end_at),
    kind: booking.kind === 'walk-up' ? 'walk-up' : 'slot',
    bufferMinutes: pile.buffer_minutes,
    checkedInMs: msFromInstant(booking.checked_in_at ?? booking.start_at),
    hasCharged: sessions.length > 0,
    isRunning: sessions.some(({ ended_at }) => ended_at === null),
    stoppedMs: last?.ended_at ? msFromInstant(last.ended_at) : null,
    freeSinceMs: isThere ? null : (followedMs ?? msFromInstant(pile.status_at ?? last?.ended_at ?? nowAt)),
    nextStartMs: next?.start_ms ?? null,
  };
}

/** When the car of a later visit was plugged in: the earlier one has left by then. */
async function followedSince(trx: Trx, { booking }: Visit): Promise<number | null> {
  const newest = await findVisitUnderWay(trx, booking.compound_id, booking.pile_id);
  if (!newest || newest.id === booking.id || newest.transaction_id === null) return null;
  if (newest.start_ms < booking.start_ms) return null;
  return msFromInstant(newest.checked_in_at ?? newest.start_at);
}

/** Takes a step; true where it has changed something. */
async function take(trx: Trx, deps: Deps, visit: Visit, step: VisitStep): Promise<boolean> {
  const { booking, sessions } = visit;
  switch (step.do) {
    case 'finish':
      return finishVisit(trx, deps, booking, step.leftMs);
    case 'stop': {
      const running = sessions.find(({ ended_at }) => ended_at === null);
      return running !== undefined && queueRemoteStop(trx, deps, running, 'slot-over');
    }
    case 'overstay':
      return insertOccupation(trx, {
        compound_id: booking.compound_id,
        booking_id: booking.id,
        from_at: instantFromMs(step.fromMs),
        until_at: null,
        fee_fen: 0,
        status: 'running',
      });
    case 'tell':
      return step.what === 'next-waits' ? tellNext(trx, deps, visit) : tellEnd(trx, deps, visit, step.what);
  }
}

async function tellEnd(
  trx: Trx,
  deps: Deps,
  { booking }: Visit,
  kind: 'slot-ending' | 'slot-over' | 'still-there',
): Promise<boolean> {
  const { compound_id: compoundId, household_id: householdId, id: bookingId, end_at: endAt } = booking;
  const { occupation: rule } = await getPriceBoard(trx, compoundId, booking.price_board_id);
  const feeFromAt = rule && instantFromMs(msFromInstant(endAt) + rule.graceMinutes * MINUTE_MS);
  const to = { compoundId, householdId, dedupeKey: `${kind}:${bookingId}:${endAt}`, link: linkOf(bookingId) };
  const minutes = Math.floor((msFromInstant(deps.clock()) - msFromInstant(endAt)) / MINUTE_MS);
  if (kind === 'slot-ending') return notifyHousehold(trx, deps, { ...to, kind, facts: { bookingId, endAt } });
  if (kind === 'slot-over')
    return notifyHousehold(trx, deps, { ...to, kind, facts: { bookingId, endAt, feeFromAt } });
  return notifyHousehold(trx, deps, { ...to, kind, facts: { bookingId, minutes, feeFromAt } });
}

/** Tells the household whose car stays that somebody waits, and the one that waits where else it could charge. */
async function tellNext(trx: Trx, deps: Deps, { booking, next }: Visit): Promise<boolean> {
  if (!next) return false;
  const { compound_id: compoundId } = booking;
  const { start_at: startAt, household_id: waiting } = next;
  const kind = 'next-waits';
  const dedupeKey = `${kind}:${next.id}:${startAt}`;
  const toStaying = await notifyHousehold(trx, deps, {
    compoundId,
    householdId: booking.household_id,
    kind,
    dedupeKey,
    facts: { bookingId: booking.id, startAt, waits: 'for-you', nextBest: null },
    link: linkOf(booking.id),
  });
  const scene = await loadSharingScene(trx, {
    compoundId,
    householdId: waiting,
    nowAt: deps.clock(),
    exceptBookingId: next.id,
  });
  const elsewhere = scene.places.filter(({ pile }) => pile.pile_id !== booking.pile_id);
  const slot = { start: next.start_ms, end: msFromInstant(next.end_at) };
  const best = nextBestIn({ ...scene, places: elsewhere }, slot);
  const toWaiting = await notifyHousehold(trx, deps, {
    compoundId,
    householdId: waiting,
    kind,
    dedupeKey,
    facts: {
      bookingId: next.id,
      startAt,
      waits: 'you',
      nextBest: best && { spaceCode: best.spaceCode, startAt: best.startAt, endAt: best.endAt },
    },
    link: linkOf(next.id),
  });
  return toStaying || toWaiting;
}

function linkOf(bookingId: string): string {
  return `/home/bookings/${bookingId}`;
}
