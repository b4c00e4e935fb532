import type { Bottleneck } from './plan';
import { planCharging } from './plan-charging';
import type { ChargingProblem, Vehicle } from './problem';
import { loadNodes, splitSites } from './site';

/** Loads may pass a limit by this much, kW: rounding. */
const SAME_KW = 1e-9;

export interface HostingCapacity {
  /** How many of the candidates fit when every car charges at full power from the moment it arrives. */
  uncontrolled: number;
  /** How many fit when the planner orders their charging. */
  ordered: number;
  /** What one candidate more runs into; null when all of them fit. */
  bottleneck: Bottleneck | null;
}

/**
 * How many vehicles of a list, in its order, a site can take besides the problem's own. They fit as long as every node stays
 * within its limit and at least `leastServed` (0 to 1) of the energy that all of them want is served.
 */
export function hostingCapacity(
  problem: ChargingProblem,
  candidates: readonly Vehicle[],
  { leastServed = 0.999 }: { leastServed?: number } = {},
): HostingCapacity {
  const having = (count: number) => ({
    ...problem,
    vehicles: [...problem.vehicles, ...candidates.slice(0, count)],
  });
  const ordered = mostThat(candidates.length, (count) => isServed(having(count), leastServed));
  return {
    uncontrolled: mostThat(candidates.length, (count) => fitsUncontrolled(having(count))),
    ordered,
    bottleneck: ordered === candidates.length ? null : planCharging(having(ordered + 1)).bottleneck,
  };
}

/** The highest count up to `most` of which `holds` is true, for what is true of all lower counts too; 0 when of none. */
export function mostThat(most: number, holds: (count: number) => boolean): number {
  let low = 0;
  let high = most + 1;
  for (let step = 1; low + step < high; step *= 2) {
    if (holds(low + step)) low += step;
    else high = low + step;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

export function isServed(problem: ChargingProblem, leastServed: number): boolean {
  const wantedKwh = problem.vehicles.reduce((sum, vehicle) => sum + vehicle.energyKwh, 0);
  return planCharging(problem).unmetKwh <= (1 - leastServed) * wantedKwh + SAME_KW;
}

export function fitsUncontrolled(problem: ChargingProblem): boolean {
  const intervals = problem.prices.length;
  return splitSites(problem).every((site) => {
    const loads = loadNodes(
      site,
      site.vehicles.map((vehicle) => chargeAtOnce(vehicle, problem.intervalMinutes / 60)),
      intervals,
    );
    return site.nodes.every((node, n) => node.limitKw.every((limit, t) => loads[n]![t]! <= limit + SAME_KW));
  });
}

function chargeAtOnce(vehicle: Vehicle, hoursPerInterval: number): Float64Array {
  let left = vehicle.energyKwh / hoursPerInterval;
  return new Float64Array(vehicle.depart - vehicle.arrive).map(() => {
    const kw = Math.min(left, vehicle.maxKw);
    left -= kw;
    return kw;
  });
}
