import { priceTiers } from './fill-tiers';
import type { ChargingPlan, VehiclePlan } from './plan';
import type { ChargingProblem, Vehicle } from './problem';
import { reasonFor, SAME } from './reason';
import { type Site, splitSites } from './site';
import { type Horizon, solveSite, type WindowKw } from './solve-site';

/**
 * Plans the charging of all vehicles of a forest of limits: the least unmet energy (kWh), the shortfall shared fairly, the
 * least cost (yuan), then the flattest or the earliest load. Same problem, same plan. Takes a problem that `parseProblem`
 * accepts; `now` (ms) only measures `solveMs`.
 */
export function planCharging(problem: ChargingProblem, clock: { now?: () => number } = {}): ChargingPlan {
  const startedMs = clock.now?.() ?? 0;
  const intervals = problem.prices.length;
  const hoursPerInterval = problem.intervalMinutes / 60;
  const tiers = priceTiers(problem.prices);
  const tieBreak = problem.options?.tieBreak ?? 'flattest';
  const byPrice = tiers.flat();
  const horizon: Horizon = {
    intervals,
    hoursPerInterval,
    tieBreak,
    tiers: tieBreak === 'earliest' ? byPrice.map((t) => [t]) : tiers,
  };
  const plan: ChargingPlan = {
    version: 1,
    status: 'optimal',
    unmetKwh: 0,
    costYuan: 0,
    peakKw: 0,
    lowerBound: { unmetKwh: 0, costYuan: 0 },
    vehicles: [],
    nodes: [],
    bottleneck: null,
    bottlenecks: [],
    solveMs: 0,
  };
  const planned = new Map<string, VehiclePlan>();
  const loads = new Map<string, number[]>();
  const totalKw = new Float64Array(intervals);
  for (const site of splitSites(problem)) {
    const solution = solveSite(site, horizon);
    site.vehicles.forEach((vehicle, v) => {
      const kw = solution.vehicleKw[v]!;
      const charged = measure(vehicle, kw, problem.prices, hoursPerInterval);
      plan.unmetKwh += charged.unmetKwh;
      plan.costYuan += charged.costYuan;
      const reason = reasonFor(vehicle, charged, problem.prices, byPrice, hoursPerInterval);
      planned.set(vehicle.id, {
        id: vehicle.id,
        unmetKwh: charged.unmetKwh,
        kw: spread(vehicle, kw, intervals),
        reason,
      });
    });
    const nodeLoads = loadNodes(site, solution.vehicleKw, intervals);
    for (const [n, node] of site.nodes.entries()) loads.set(node.id, Array.from(nodeLoads[n]!));
    for (let t = 0; t < intervals; t++) totalKw[t]! += nodeLoads[0]![t]!;
    plan.bottlenecks.push(...solution.bottlenecks);
  }
  plan.vehicles = problem.vehicles.map((vehicle) => planned.get(vehicle.id)!);
  plan.nodes = problem.nodes.map((node) => ({ id: node.id, loadKw: loads.get(node.id)! }));
  plan.peakKw = totalKw.reduce((peak, kw) => Math.max(peak, kw), 0);
  plan.bottlenecks.sort((a, b) => b.unmetKwh - a.unmetKwh);
  plan.bottleneck = plan.bottlenecks[0] ?? null;
  plan.status = plan.unmetKwh > SAME ? 'shortfall' : 'optimal';
  plan.lowerBound = { unmetKwh: plan.unmetKwh, costYuan: plan.costYuan };
  plan.solveMs = (clock.now?.() ?? 0) - startedMs;
  return plan;
}

function measure(
  vehicle: Vehicle,
  kw: WindowKw,
  prices: readonly number[],
  hoursPerInterval: number,
): { unmetKwh: number; costYuan: number } {
  let kwh = 0;
  let costYuan = 0;
  for (let k = 0; k < kw.length; k++) {
    kwh += kw[k]! * hoursPerInterval;
    costYuan += kw[k]! * hoursPerInterval * prices[vehicle.arrive + k]!;
  }
  const unmetKwh = vehicle.energyKwh - kwh;
  return { unmetKwh: unmetKwh > 1e-9 ? unmetKwh : 0, costYuan };
}

function spread(vehicle: Vehicle, window: WindowKw, intervals: number): number[] {
  const kw = new Array<number>(intervals).fill(0);
  for (let k = 0; k < window.length; k++) kw[vehicle.arrive + k] = window[k]!;
  return kw;
}

/** Load of every node of the site, kW: what its vehicles take on it and what its children pass up. */
export function loadNodes(site: Site, vehicleKw: readonly WindowKw[], intervals: number): Float64Array[] {
  const loads = site.nodes.map(() => new Float64Array(intervals));
  site.vehicles.forEach((vehicle, v) => {
    const { nodes, share } = site.attachments[v]!;
    const kw = vehicleKw[v]!;
    for (const n of nodes) {
      const load = loads[n]!;
      for (let k = 0; k < kw.length; k++) load[vehicle.arrive + k]! += kw[k]! * share;
    }
  });
  for (let n = site.nodes.length - 1; n > 0; n--) {
    const above = loads[site.parent[n]!]!;
    const load = loads[n]!;
    for (let t = 0; t < intervals; t++) above[t]! += load[t]!;
  }
  return loads;
}
