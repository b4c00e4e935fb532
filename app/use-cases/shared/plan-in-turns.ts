import {
  type ChargingPlan,
  type ChargingProblem,
  type PowersBefore,
  planCharging,
  type Vehicle,
} from '~/planner';

/** A plan in turns may lack this much more energy, kWh, and cost this much more, yuan, than one that is not. */
const SAME_KWH = 0.01;
const SAME_YUAN = 0.01;

export interface Turns {
  readonly chargesNow: (vehicleId: string) => boolean;
  /** Vehicles that are not there: they keep the powers of the first plan and have no turn. */
  readonly isForeseen?: (vehicleId: string) => boolean;
}

/** Plans with few starts and stops: each car has its turn in one piece, where that takes no energy from anybody and costs no more. */
export function planInTurns(
  problem: ChargingProblem,
  { now, ...turns }: Turns & { now?: () => number },
): ChargingPlan {
  const free = planCharging(problem, { now });
  const inTurns = planCharging(problem, { now, before: chainPowers(problem, free, turns) });
  const isAsGood =
    inTurns.unmetKwh <= free.unmetKwh + SAME_KWH && inTurns.costYuan <= free.costYuan + SAME_YUAN;
  return { ...(isAsGood ? inTurns : free), solveMs: free.solveMs + inTurns.solveMs };
}

/**
 * The plan's load of every interval dealt out again to one car after another, so that each charges in few long runs: those that
 * charge already first, then the earliest departure. Only something to keep to: limits below the root are not looked at.
 */
export function chainPowers(
  problem: ChargingProblem,
  plan: ChargingPlan,
  { chargesNow, isForeseen = () => false }: Turns,
): PowersBefore {
  const rootOf = rootsOf(problem);
  const leftKw = new Map<string, number[]>();
  for (const { id, loadKw } of plan.nodes) if (rootOf(id) === id) leftKw.set(id, [...loadKw]);
  const hours = problem.intervalMinutes / 60;
  const chained = new Map<string, readonly number[]>();
  const planned = new Map(plan.vehicles.map(({ id, kw }) => [id, kw]));
  const leftAt = (vehicle: Vehicle) => leftKw.get(rootOf(vehicle.node)) ?? [];
  for (const vehicle of problem.vehicles.filter(({ id }) => isForeseen(id))) {
    const kw = planned.get(vehicle.id) ?? [];
    const left = leftAt(vehicle);
    for (let t = vehicle.arrive; t < vehicle.depart; t++) left[t]! -= kw[t] ?? 0;
    chained.set(vehicle.id, kw);
  }
  const order = problem.vehicles
    .filter(({ id }) => !isForeseen(id))
    .toSorted(
      (a, b) =>
        Number(chargesNow(b.id)) - Number(chargesNow(a.id)) || a.depart - b.depart || (a.id < b.id ? -1 : 1),
    );
  for (const vehicle of order) {
    const left = leftAt(vehicle);
    let wanted = (planned.get(vehicle.id) ?? []).reduce((sum, kw) => sum + kw * hours, 0);
    const kw = new Array<number>(problem.prices.length).fill(0);
    for (let t = vehicle.arrive; t < vehicle.depart && wanted > NOTHING; t++) {
      const power = Math.min(vehicle.maxKw, left[t] ?? 0, wanted / hours);
      if (power < (vehicle.minKw ?? 0) - NOTHING || power <= NOTHING) continue;
      kw[t] = power;
      left[t]! -= power;
      wanted -= power * hours;
    }
    chained.set(vehicle.id, kw);
  }
  return chained;
}

const NOTHING = 1e-6;

function rootsOf(problem: ChargingProblem): (nodeId: string) => string {
  const parentOf = new Map(problem.nodes.map((node) => [node.id, node.parent]));
  return (nodeId) => {
    let at = nodeId;
    for (let above = parentOf.get(at); above; above = parentOf.get(at)) at = above;
    return at;
  };
}
