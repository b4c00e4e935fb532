import type { Quote } from '~/domain/booking/quote';
import { fairnessIndex } from '~/domain/shared/fairness-index';
import { HOUR_MS, msFromInstant } from '~/domain/shared/local-time';
import { findBooking } from '~db/queries/bookings.server';
import { findChargeBill } from '~db/queries/visits.server';
import type { Ask } from './run-week';
import type { SharedWeek } from './shared-stays';
import { COMPOUND, type ReplayWorld } from './world';

export interface ReplayFigures {
  readonly from: string;
  readonly days: number;
  readonly piles: number;
  readonly limitKw: number;
  readonly households: number;
  readonly asked: number;
  readonly gotAsAsked: number;
  readonly gotNextBest: number;
  readonly gotFromWaitList: number;
  readonly waitedInVain: number;
  /** First answers that refused, by reason. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly noShows: number;
  readonly heldPileHours: number;
  readonly pileHours: number;
  readonly wantedKwh: number;
  readonly promisedKwh: number;
  readonly deliveredKwh: number;
  /** Visits that were charged. */
  readonly visits: number;
  /** Of them those that got their promise within 1 %. */
  readonly promisesKept: number;
  /** The most that one visit lacked of its promise, kWh. */
  readonly worstShortfallKwh: number;
  readonly quotedYuanPerKwh: number | null;
  readonly billedYuanPerKwh: number | null;
  readonly compensationYuan: number;
  /** Jain's index of the hours got of those asked for, over households. */
  readonly jain: number | null;
}

const KEPT_SHARE = 0.99;

/** What came of the week, read from the bookings and bills. */
export async function figuresOf(
  world: ReplayWorld,
  week: SharedWeek,
  asks: readonly Ask[],
): Promise<ReplayFigures> {
  const visits = await visitsOf(world, asks);
  const charged = visits.filter(({ status }) => status === 'finished');
  const sum = (pick: (visit: Visit) => number, of = charged) =>
    of.reduce((total, visit) => total + pick(visit), 0);
  const count = (outcome: Ask['outcome']) => asks.filter((ask) => ask.outcome === outcome).length;
  const perKwh = (fen: number, wh: number) => (wh > 0 ? (fen * 10) / wh : null);
  const deliveredWh = sum((visit) => visit.deliveredWh);
  return {
    from: week.from,
    days: week.days,
    piles: world.pileIds.length,
    limitKw: world.limitKw,
    households: new Set(asks.map(({ stay }) => stay.householdId)).size,
    asked: asks.length,
    gotAsAsked: count('as-asked'),
    gotNextBest: count('next-best'),
    gotFromWaitList: count('from-wait-list'),
    waitedInVain: count('waits'),
    refusals: refusalsOf(asks),
    noShows: visits.filter(({ status }) => status === 'no-show').length,
    heldPileHours: sum((visit) => visit.heldMs, visits) / HOUR_MS,
    pileHours: world.pileIds.length * week.days * 24,
    wantedKwh: asks.reduce((total, { stay }) => total + stay.wantedWh, 0) / 1000,
    promisedKwh: sum((visit) => visit.promisedWh) / 1000,
    deliveredKwh: deliveredWh / 1000,
    visits: charged.length,
    promisesKept: charged.filter((visit) => visit.deliveredWh >= visit.promisedWh * KEPT_SHARE).length,
    worstShortfallKwh: Math.max(0, ...charged.map((visit) => visit.promisedWh - visit.deliveredWh)) / 1000,
    quotedYuanPerKwh: perKwh(
      sum((visit) => visit.quotedFen),
      sum((visit) => visit.promisedWh),
    ),
    billedYuanPerKwh: perKwh(
      sum((visit) => visit.billedFen),
      deliveredWh,
    ),
    compensationYuan: sum((visit) => visit.compensationFen) / 100,
    jain: fairnessIndex(sharesOf(asks)),
  };
}

interface Visit {
  readonly status: string;
  readonly heldMs: number;
  readonly promisedWh: number;
  readonly deliveredWh: number;
  readonly quotedFen: number;
  /** Energy as billed, the guarantee of the quote taken off. */
  readonly billedFen: number;
  readonly compensationFen: number;
}

async function visitsOf({ deps }: ReplayWorld, asks: readonly Ask[]): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (const { bookingId } of asks) {
    const booking = bookingId && (await findBooking(deps.db, COMPOUND, bookingId));
    if (!booking) continue;
    const bill = await findChargeBill(deps.db, COMPOUND, booking.id);
    visits.push({
      status: booking.status,
      heldMs: msFromInstant(booking.end_at) - booking.start_ms,
      promisedWh: booking.promised_wh,
      deliveredWh: booking.delivered_wh ?? 0,
      quotedFen: (JSON.parse(booking.quote) as Quote).totalFen,
      billedFen: bill ? bill.electricity_fen + bill.service_fen + bill.guarantee_fen : 0,
      compensationFen: -(bill?.compensation_fen ?? 0),
    });
  }
  return visits;
}

function refusalsOf(asks: readonly Ask[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { refusal } of asks) if (refusal) counts[refusal] = (counts[refusal] ?? 0) + 1;
  return counts;
}

function sharesOf(asks: readonly Ask[]): number[] {
  const shares = new Map<string, { asked: number; got: number }>();
  for (const { stay, slotMs, bookingId } of asks) {
    const share = shares.get(stay.householdId) ?? { asked: 0, got: 0 };
    shares.set(stay.householdId, {
      asked: share.asked + slotMs,
      got: share.got + (bookingId ? slotMs : 0),
    });
  }
  return [...shares.values()].map(({ asked, got }) => got / asked);
}
