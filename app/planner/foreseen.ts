import { buildChargingGraph } from './charging-graph';
import { fillTiers } from './fill-tiers';
import type { ChargingPlan } from './plan';
import type { ChargingProblem, Vehicle } from './problem';
import { loadNodes, splitSites } from './site';

/** Energy, kWh, that may be missing from vehicles that are here before those foreseen have cost them any. */
const SAME_KWH = 1e-3;

/**
 * The problem of the vehicles that are here (`present`) with those that are only foreseen beside them: expected arrivals,
 * of no weight in a shortfall. Early in the cheap hours, so that a car which leaves sooner than it said has charged.
 */
export function foreseenProblem(present: ChargingProblem, foreseen: readonly Vehicle[]): ChargingProblem {
  return {
    ...present,
    vehicles: [...present.vehicles, ...foreseen],
    options: { ...present.options, tieBreak: 'earliest' },
  };
}

/**
 * What each root has to charge in the first interval, kW by its id, so that the most energy still gets to all vehicles of the
 * problem: what later intervals cannot make up for. Asked of many foreseen vehicles, it is what waiting for cheaper hours
 * would put at risk; the plan itself is then made with those that are likely.
 */
export function neededNow(problem: ChargingProblem): Map<string, number> {
  const intervals = problem.prices.length;
  const later = Array.from({ length: intervals - 1 }, (_, t) => t + 1);
  return new Map(
    splitSites(problem).map((site) => {
      const network = buildChargingGraph(site, intervals, problem.intervalMinutes / 60);
      const [firstKw] = fillTiers(network, [later, [0]]);
      return [site.nodes[0]!.id, firstKw!];
    }),
  );
}

/**
 * The part of a plan with foreseen vehicles (`whole`) that is for those of `present`: its vehicles, energies, costs and loads
 * are theirs alone. `alone` is the plan of the same problem without foresight: its bound, the cost of its set-points and its bottlenecks are
 * those of the vehicles that are here, and where powers that cannot be cut finely would leave them less than it does, it is the plan.
 */
export function presentPlan(
  present: ChargingProblem,
  whole: ChargingPlan,
  alone: ChargingPlan,
): ChargingPlan {
  const hours = present.intervalMinutes / 60;
  const isPresent = new Set(present.vehicles.map((vehicle) => vehicle.id));
  const vehicles = whole.vehicles.filter((vehicle) => isPresent.has(vehicle.id));
  const unmetKwh = vehicles.reduce((sum, vehicle) => sum + vehicle.unmetKwh, 0);
  const solveMs = whole.solveMs + alone.solveMs;
  if (unmetKwh > alone.unmetKwh + SAME_KWH) return { ...alone, solveMs };
  const totalKw = present.prices.map((_, t) => vehicles.reduce((sum, { kw }) => sum + kw[t]!, 0));
  const isShort = vehicles.some((vehicle) => vehicle.reason === 'short');
  return {
    ...whole,
    status: isShort ? 'shortfall' : 'optimal',
    unmetKwh,
    costYuan: totalKw.reduce((sum, kw, t) => sum + kw * hours * present.prices[t]!, 0),
    peakKw: Math.max(0, ...totalKw),
    lowerBound: alone.lowerBound,
    loss: {
      unmetKwh: Math.max(0, unmetKwh - alone.lowerBound.unmetKwh),
      costYuan: alone.loss.costYuan,
    },
    vehicles,
    nodes: loadsOf(present, vehicles),
    bottleneck: isShort ? alone.bottleneck : null,
    bottlenecks: isShort ? alone.bottlenecks : [],
    solveMs,
  };
}

function loadsOf(present: ChargingProblem, vehicles: ChargingPlan['vehicles']): ChargingPlan['nodes'] {
  const kwOf = new Map(vehicles.map(({ id, kw }) => [id, kw]));
  const loadKw = new Map(
    splitSites(present).flatMap((site) => {
      const windows = site.vehicles.map(({ id, arrive, depart }) =>
        Float64Array.from(kwOf.get(id)!.slice(arrive, depart)),
      );
      const loads = loadNodes(site, windows, present.prices.length);
      return site.nodes.map(({ id }, n) => [id, Array.from(loads[n]!)] as const);
    }),
  );
  return present.nodes.map(({ id }) => ({ id, loadKw: loadKw.get(id)! }));
}
