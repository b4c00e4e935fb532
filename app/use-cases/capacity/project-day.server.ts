import type { CapacityHold, LedgerView } from '~/domain/capacity/transformer-ledger';
import { instantFromLocal, localTimeOf } from '~/domain/shared/local-time';
import { type LimitNode, planCharging, type Vehicle } from '~/planner';
import {
  fromNoon,
  holdingPiles,
  NOON,
  WORST_DAY_INTERVAL_MINUTES,
  WORST_DAY_INTERVALS,
  worstDayCars,
} from '~/use-cases/shared/installation/worst-day';

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
  const { limitRate, powerFactor, energyPerDayKwh } = view.parameters;
  const limitKw = view.transformer.ratedKva * powerFactor.value * limitRate.value;
  const baseKw = fromNoon(baseCurveKw);
  const piles = [...holdingPiles(view), ...extra].sort((a, b) => (a.pileKey < b.pileKey ? -1 : 1));
  const vehicles = worstDayCars(view.parameters, piles).map(
    (car, index): Vehicle => ({ ...car, node: nodeOf(view, piles[index]!.feederId) }),
  );
  const startAt = instantFromLocal(localTimeOf(now).on, NOON);
  const plan = planCharging({
    version: 1,
    intervalMinutes: WORST_DAY_INTERVAL_MINUTES,
    startAt,
    prices: Array.from({ length: WORST_DAY_INTERVALS }, () => 1),
    nodes: nodesOf(view, limitKw, baseKw),
    vehicles,
  });
  return {
    startAt,
    intervalMinutes: WORST_DAY_INTERVAL_MINUTES,
    baseKw,
    orderedKw: plan.nodes.find((node) => node.id === 'transformer')?.loadKw ?? baseKw.map(() => 0),
    uncontrolledKw: uncontrolled(baseKw, vehicles),
    limitKw: baseKw.map(() => limitKw),
    cars: vehicles.length,
    energyPerCarKwh: energyPerDayKwh.value,
    unmetKwh: plan.unmetKwh,
  };
}

function nodeOf(view: LedgerView, feederId: string): string {
  return view.feeders.some((feeder) => feeder.id === feederId) ? feederId : 'transformer';
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
  const hours = WORST_DAY_INTERVAL_MINUTES / 60;
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
