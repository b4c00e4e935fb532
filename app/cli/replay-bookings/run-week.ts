import { DAY_MS, HOUR_MS, instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { bookSlot } from '~/use-cases/booking/book-slot.server';
import { followVisits } from '~/use-cases/booking/follow-visits.server';
import { releaseNoShows } from '~/use-cases/booking/release-no-shows.server';
import { answerOffer } from '~/use-cases/waiting/answer-offer.server';
import { expireOffers } from '~/use-cases/waiting/expire-offers.server';
import { joinWaitList } from '~/use-cases/waiting/join-wait-list.server';
import { offerFreedSlots } from '~/use-cases/waiting/offer-freed-slots.server';
import { type BookingRow, listBookingsInStatus } from '~db/queries/bookings.server';
import { ASKS_BEFORE_MS, type SharedStay, type SharedWeek } from './shared-stays';
import { connectStations, type ReplayStations } from './stations';
import { COMPOUND, type ReplayWorld } from './world';

const QUARTER_MS = 15 * MINUTE_MS;
const SHORTEST_MS = HOUR_MS;
const LONGEST_MS = 8 * HOUR_MS;
/** A household takes another slot that begins no later than this after it comes home. */
const PATIENCE_MS = 3 * HOUR_MS;

/** What became of one stay that was asked for. */
export interface Ask {
  readonly stay: SharedStay;
  readonly slotMs: number;
  /** How the slot was got, or what stands against it. */
  outcome: 'as-asked' | 'next-best' | 'from-wait-list' | 'waits' | 'refused';
  /** Why the first request was refused; null where it was not. */
  refusal: string | null;
  bookingId: string | null;
}

/** Lives through the week by the quarter hour: households ask, cars come and go, the night is planned, the timed work is done. */
export async function runWeek(world: ReplayWorld, week: SharedWeek): Promise<Ask[]> {
  const asks = week.stays.map(askOf);
  const beginMs = Math.floor((week.startMs - ASKS_BEFORE_MS) / QUARTER_MS) * QUARTER_MS;
  const endMs = Math.max(...asks.map(({ stay, slotMs }) => stay.startMs + PATIENCE_MS + slotMs)) + HOUR_MS;
  world.turnTo(beginMs);
  const stations = await connectStations(world);
  for (let atMs = beginMs; atMs <= endMs; atMs += QUARTER_MS) {
    await leave(world, stations);
    await timedWork(world, asks);
    for (const ask of asks.filter(({ stay }) => stay.startMs - ASKS_BEFORE_MS === atMs))
      await request(world, ask);
    await come(world, stations, asks);
    if (world.pileIds.some(stations.isPlugged)) await stations.plan();
    await stations.charge(QUARTER_MS);
  }
  return asks;
}

function askOf(stay: SharedStay): Ask {
  const slotMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, stay.endMs - stay.startMs));
  return { stay, slotMs, outcome: 'refused', refusal: null, bookingId: null };
}

/** Asks at the usual pile, then for the next best slot, then to wait. */
async function request(world: ReplayWorld, ask: Ask): Promise<void> {
  const usual = usualPile(world, ask.stay.householdId);
  const first = await book(world, ask, usual, ask.stay.startMs);
  if (first.ok) return settle(ask, 'as-asked', first.bookingId);
  ask.refusal = first.reason;
  if (first.reason !== 'taken' && first.reason !== 'no-energy') return;
  const next = 'nextBest' in first ? first.nextBest : null;
  if (next && isSoonEnough(ask, msFromInstant(next.startAt))) {
    const second = await book(world, ask, next.pileId, msFromInstant(next.startAt));
    if (second.ok) return settle(ask, 'next-best', second.bookingId);
  }
  const waiting = await joinWaitList(world.deps, world.actor(ask.stay.householdId), {
    ...placeOf(ask),
    pileId: null,
    fromAt: instantFromMs(ask.stay.startMs),
    toAt: instantFromMs(ask.stay.startMs + PATIENCE_MS + ask.slotMs),
    minutes: ask.slotMs / MINUTE_MS,
    idempotencyKey: `wait:${ask.stay.startMs}`,
  });
  if (waiting.ok) ask.outcome = 'waits';
}

function usualPile({ pileIds }: ReplayWorld, householdId: string): string {
  const sum = [...householdId].reduce((total, letter) => total * 31 + letter.charCodeAt(0), 7);
  return pileIds[Math.abs(sum) % pileIds.length]!;
}

function isSoonEnough({ stay }: Ask, startMs: number): boolean {
  return startMs >= stay.startMs && startMs <= stay.startMs + PATIENCE_MS;
}

function book(world: ReplayWorld, ask: Ask, pileId: string, startMs: number) {
  return bookSlot(world.deps, world.actor(ask.stay.householdId), {
    ...placeOf(ask),
    pileId,
    startAt: instantFromMs(startMs),
    endAt: instantFromMs(startMs + ask.slotMs),
    agreedWh: null,
    idempotencyKey: `slot:${ask.stay.startMs}:${pileId}:${startMs}`,
  });
}

function placeOf({ stay: { householdId, wantedWh } }: Ask) {
  return { compoundId: COMPOUND, householdId, vehicleId: `car_${householdId}`, wantedWh };
}

function settle(ask: Ask, outcome: Ask['outcome'], bookingId: string): void {
  ask.outcome = outcome;
  ask.bookingId = bookingId;
}

/** The product's jobs; every offer is taken as soon as it is made. */
async function timedWork(world: ReplayWorld, asks: readonly Ask[]): Promise<void> {
  const { deps } = world;
  await followVisits(deps);
  await releaseNoShows(deps);
  await expireOffers(deps);
  await offerFreedSlots(deps);
  for (const offer of await listBookingsInStatus(deps.db, ['offered'], Number.MAX_SAFE_INTEGER, COMPOUND)) {
    const ask = asks.find(
      ({ outcome, stay, slotMs }) =>
        outcome === 'waits' &&
        stay.householdId === offer.household_id &&
        offer.start_ms >= stay.startMs &&
        offer.start_ms <= stay.startMs + PATIENCE_MS + slotMs,
    );
    const answer = ask ? 'accept' : 'decline';
    const answered = await answerOffer(deps, world.actor(offer.household_id), {
      bookingId: offer.id,
      answer,
      agreedWh: null,
    });
    if (ask && answered.ok) settle(ask, 'from-wait-list', offer.id);
  }
}

/** Cars go when their stay or their slot is over. */
async function leave(world: ReplayWorld, stations: ReplayStations): Promise<void> {
  for (const booking of await underWay(world)) {
    if (booking.end_at <= world.deps.clock() && stations.isPlugged(booking.pile_id))
      await stations.unplug(booking.pile_id);
  }
}

function underWay({ deps }: ReplayWorld): Promise<BookingRow[]> {
  return listBookingsInStatus(deps.db, ['active'], Number.MAX_SAFE_INTEGER, COMPOUND);
}

/** Cars come when their slot begins. */
async function come(world: ReplayWorld, stations: ReplayStations, asks: readonly Ask[]): Promise<void> {
  const nowMs = world.nowMs();
  for (const booking of await listBookingsInStatus(world.deps.db, ['booked'], nowMs + 1, COMPOUND)) {
    const ask = asks.find(({ bookingId }) => bookingId === booking.id);
    if (!ask || stations.isPlugged(booking.pile_id) || nowMs - booking.start_ms >= DAY_MS) continue;
    await stations.plugIn(booking.pile_id, ask.stay);
  }
}
