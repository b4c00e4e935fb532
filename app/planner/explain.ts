import type { ChargingPlan, Reason } from './plan';
import type { ChargingProblem, Vehicle } from './problem';
import { type Site, splitSites } from './site';

/** Loads this close to a limit, kW, fill it. */
const FULL_KW = 1e-6;

export interface Explanation {
  vehicleId: string;
  reason: Reason;
  /** Runs of charging, half-open, in order. */
  runs: { from: number; to: number; energyKwh: number }[];
  energyKwh: number;
  unmetKwh: number;
  /** Lowest, highest and energy-weighted mean price it pays, yuan per kWh; null when it gets nothing. */
  price: { lowestYuan: number; highestYuan: number; meanYuan: number } | null;
  /** End of the interval in which it has all it wants; null when it never has. */
  fullBy: number | null;
  /** What keeps it from charging more in intervals it would rather use; null when nothing does. */
  limit: Limit | null;
}

export interface Limit {
  node: string;
  /** Intervals in which the node is full and the vehicle would take more. */
  intervals: number[];
  /** The longest run of them, the first of equals: [from, to). What follows is about this window. */
  window: { from: number; to: number };
  /** Vehicles that charge below the node, this one included. */
  vehicles: number;
  /** Part of the node's charging load that this vehicle has, 0 to 100. */
  sharePercent: number;
  /** Mean power that the vehicle gets, as a part of its own full power, 0 to 1. */
  gotShare: number;
  /** Energy that it gets after the window, kWh. */
  afterKwh: number;
}

/** What a page needs to say in a sentence why a vehicle charges as it does; undefined for a vehicle not in the problem. */
export function explain(
  plan: ChargingPlan,
  problem: ChargingProblem,
  vehicleId: string,
): Explanation | undefined {
  const v = problem.vehicles.findIndex((vehicle) => vehicle.id === vehicleId);
  const vehicle = problem.vehicles[v];
  const planned = plan.vehicles[v];
  if (!vehicle || planned?.id !== vehicleId) return undefined;
  const hours = problem.intervalMinutes / 60;
  const charging = planned.kw.flatMap((kw, t) => (kw > 0 ? [t] : []));
  const paid = charging.map((t) => problem.prices[t]!);
  const energyKwh = charging.reduce((sum, t) => sum + planned.kw[t]! * hours, 0);
  const costYuan = charging.reduce((sum, t) => sum + planned.kw[t]! * hours * problem.prices[t]!, 0);
  return {
    vehicleId,
    reason: planned.reason,
    runs: runsOf(charging, planned.kw, hours),
    energyKwh,
    unmetKwh: planned.unmetKwh,
    price:
      charging.length === 0
        ? null
        : { lowestYuan: Math.min(...paid), highestYuan: Math.max(...paid), meanYuan: costYuan / energyKwh },
    fullBy: planned.reason === 'short' ? null : (charging.at(-1) ?? vehicle.arrive - 1) + 1,
    limit: findLimit(plan, problem, vehicle, planned.kw, preferred(vehicle, planned, problem.prices)),
  };
}

function runsOf(charging: readonly number[], kw: readonly number[], hours: number): Explanation['runs'] {
  const runs: Explanation['runs'] = [];
  for (const t of charging) {
    const run = runs.at(-1);
    const energyKwh = kw[t]! * hours;
    if (run?.to === t) Object.assign(run, { to: t + 1, energyKwh: run.energyKwh + energyKwh });
    else runs.push({ from: t, to: t + 1, energyKwh });
  }
  return runs;
}

/** Intervals in which the vehicle would take more than it gets: all when it is short, cheaper ones when it is limited. */
function preferred(
  vehicle: Vehicle,
  planned: { kw: readonly number[]; reason: Reason },
  prices: readonly number[],
): number[] {
  if (planned.reason !== 'short' && planned.reason !== 'limited') return [];
  let dearest = Number.NEGATIVE_INFINITY;
  planned.kw.forEach((kw, t) => {
    if (kw > 0) dearest = Math.max(dearest, prices[t]!);
  });
  const wanted: number[] = [];
  for (let t = vehicle.arrive; t < vehicle.depart; t++) {
    const cheaper = planned.reason === 'short' || prices[t]! < dearest;
    if (cheaper && planned.kw[t]! < vehicle.maxKw - FULL_KW) wanted.push(t);
  }
  return wanted;
}

function findLimit(
  plan: ChargingPlan,
  problem: ChargingProblem,
  vehicle: Vehicle,
  kw: readonly number[],
  wanted: readonly number[],
): Limit | null {
  if (wanted.length === 0) return null;
  const loads = new Map(plan.nodes.map((node) => [node.id, node.loadKw]));
  const site = splitSites(problem).find((candidate) => candidate.vehicles.includes(vehicle))!;
  let fullest: { n: number; intervals: number[] } | undefined;
  for (const n of pathOf(site, site.vehicles.indexOf(vehicle))) {
    const { id, limitKw } = site.nodes[n]!;
    const intervals = wanted.filter((t) => limitKw[t]! - loads.get(id)![t]! <= FULL_KW);
    if (intervals.length > (fullest?.intervals.length ?? 0)) fullest = { n, intervals };
  }
  if (!fullest) return null;
  const { n, intervals } = fullest;
  const window = longestRun(intervals);
  const sumWithin = (powers: readonly number[]) =>
    powers.slice(window.from, window.to).reduce((sum, power) => sum + power, 0);
  const kwById = new Map(plan.vehicles.map((other) => [other.id, other.kw]));
  const sharing = site.vehicles.filter(
    (other, v) => pathOf(site, v).has(n) && (other === vehicle || sumWithin(kwById.get(other.id)!) > 0),
  );
  const load = sumWithin(loads.get(site.nodes[n]!.id)!);
  const own = sumWithin(kw);
  const after = kw.slice(window.to).reduce((sum, power) => sum + power, 0);
  return {
    node: site.nodes[n]!.id,
    intervals,
    window,
    vehicles: sharing.length,
    sharePercent: load > 0 ? Math.min(100, (own / load) * 100) : 0,
    gotShare: Math.min(1, own / (window.to - window.from) / vehicle.maxKw),
    afterKwh: (after * problem.intervalMinutes) / 60,
  };
}

function longestRun(intervals: readonly number[]): Limit['window'] {
  const runs: Limit['window'][] = [];
  for (const t of intervals) {
    const last = runs.at(-1);
    if (last?.to === t) last.to = t + 1;
    else runs.push({ from: t, to: t + 1 });
  }
  return runs.reduce((longest, run) => (run.to - run.from > longest.to - longest.from ? run : longest));
}

/** All nodes that a vehicle loads, nearest first. */
function pathOf(site: Site, v: number): Set<number> {
  const path = new Set<number>();
  for (const start of site.attachments[v]!.nodes) {
    for (let n = start; n >= 0; n = site.parent[n]!) path.add(n);
  }
  return path;
}
