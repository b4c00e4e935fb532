import { homeArrivals } from '~/domain/capacity/home-arrivals';
import type { CapacityHold, LedgerView } from '~/domain/capacity/transformer-ledger';
import { instantFromLocal, localTimeOf, MINUTES_PER_DAY } from '~/domain/shared/local-time';
import { type LimitNode, planCharging, type Vehicle } from '~/planner';

const INTERVAL_MINUTES = 15;
const NOON = MINUTES_PER_DAY / 2;
const LENGTH = MINUTES_PER_DAY / INTERVAL_MINUTES;

/** A worst day from noon to noon: the measured base, and on it every pile charging ordered or at once on coming home. */
export interface ProjectedDay {
  readonly startAt: string;
  readonly intervalMinutes: number;
  readonly baseKw: number[];
  readonly orderedKw: number[];
  readonly uncontrolledKw: number[];
  readonly limitKw: number[];
  readonly cars: number;
  readonly energyPerCarKwh: number;
  readonly unmetKwh: number;
}

/**
 * Plans one night of all piles that hold capacity, and of `extra` ones, with the planner that later runs it; every car
 * comes home early enough to charge at full power. Null without a measured curve.
 */
export function projectDay(
  view: LedgerView,
  extra: readonly Pick<CapacityHold, 'feederId' | 'kw' | 'pileKey'>[],
  now: string,
): ProjectedDay | null {
  const { baseCurveKw } = view.transformer;
  if (!baseCurveKw) return null;
  const { limitRate, powerFactor, energyPerDayKwh, dwell } = view.parameters;
  const limitKw = view.transformer.ratedKva * powerFactor.value * limitRate.value;
  const baseKw = fromNoon(baseCurveKw);
  const piles = [
    ...view.holds.filter((hold) => hold.state !== 'released' && hold.state !== 'queued'),
    ...extra,
  ].sort((a, b) => (a.pileKey < b.pileKey ? -1 : 1));
  const depart = intervalOf(dwell.value.toMinute);
  const arrivals = homeArrivals(piles.length).map((minute, index) => {
    const needed = Math.ceil((energyPerDayKwh.value / (piles[index]?.kw ?? 1) / INTERVAL_MINUTES) * 60);
    return Math.min(Math.max(intervalOf(minute), 0), depart - needed);
  });
  const vehicles = piles.map(
    (pile, index): Vehicle => ({
      id: pile.pileKey,
      node: view.feeders.some((feeder) => feeder.id === pile.feederId) ? pile.feederId : 'transformer',
      arrive: arrivals[index] ?? 0,
      depart,
      energyKwh: energyPerDayKwh.value,
      maxKw: pile.kw,
    }),
  );
  const startAt = instantFromLocal(localTimeOf(now).on, NOON);
  const plan = planCharging({
    version: 1,
    intervalMinutes: INTERVAL_MINUTES,
    startAt,
    prices: Array.from({ length: LENGTH }, () => 1),
    nodes: nodesOf(view, limitKw, baseKw),
    vehicles,
  });
  return {
    startAt,
    intervalMinutes: INTERVAL_MINUTES,
    baseKw,
    orderedKw: plan.nodes.find((node) => node.id === 'transformer')?.loadKw ?? baseKw.map(() => 0),
    uncontrolledKw: uncontrolled(baseKw, vehicles),
    limitKw: baseKw.map(() => limitKw),
    cars: vehicles.length,
    energyPerCarKwh: energyPerDayKwh.value,
    unmetKwh: plan.unmetKwh,
  };
}

function nodesOf(view: LedgerView, limitKw: number, baseKw: readonly number[]): LimitNode[] {
  const room = baseKw.map((kw) => Math.max(0, limitKw - kw));
  return [
    { id: 'transformer', parent: null, limitKw: room, baseKw },
    ...view.feeders.map((feeder) => ({
      id: feeder.id,
      parent: 'transformer',
      limitKw: baseKw.map(() => feeder.limitKw),
    })),
  ];
}

function uncontrolled(baseKw: readonly number[], vehicles: readonly Vehicle[]): number[] {
  const load = [...baseKw];
  const hours = INTERVAL_MINUTES / 60;
  for (const vehicle of vehicles) {
    let left = vehicle.energyKwh;
    for (let t = vehicle.arrive; t < vehicle.depart && left > 1e-9; t += 1) {
      const kw = Math.min(vehicle.maxKw, left / hours);
      load[t] = (load[t] ?? 0) + kw;
      left -= kw * hours;
    }
  }
  return load;
}

/** 24 or 96 points from midnight as 96 points from noon. */
function fromNoon(points: readonly number[]): number[] {
  return Array.from({ length: LENGTH }, (_, index) => {
    const fromMidnight = (index + LENGTH / 2) % LENGTH;
    return points[Math.floor((fromMidnight * points.length) / LENGTH)] ?? 0;
  });
}

/** The interval after noon that a minute of the day lies in; mornings belong to the day after. */
function intervalOf(minute: number): number {
  const afterNoon = minute < NOON ? minute + MINUTES_PER_DAY - NOON : minute - NOON;
  return Math.floor(afterNoon / INTERVAL_MINUTES);
}
