import type { LimitNode } from './problem';
import { loadNodes, type Site } from './site';
import { type Horizon, type SiteSolution, solveSite, type WindowKw } from './solve-site';

/** Each round solves every group exactly; more rounds than this have not been seen to gain anything. */
const MOST_ROUNDS = 6;
const NO_GAIN = 1e-7;

export function hasSplitVehicles(site: Site): boolean {
  return site.attachments.some(({ nodes }) => nodes.length > 1);
}

/**
 * Plans vehicles that charge on several phases at once with equal power on each. The network flow may split them unequally,
 * so its optimum only bounds theirs. From the flow's totals, cut down to what the fullest phase lets through, the vehicles of
 * one set of phases at a time are planned exactly in what the others leave, until no group gains.
 */
export function balancePhases(site: Site, horizon: Horizon, relaxed: SiteSolution): SiteSolution {
  const groups = groupByPhases(site);
  const vehicleKw = relaxed.vehicleKw.map((kw, v) =>
    isSplit(site, v) ? kw.slice() : new Float64Array(kw.length),
  );
  cutToLimits(site, vehicleKw, horizon.intervals);
  let gained = Number.POSITIVE_INFINITY;
  let bottlenecks: SiteSolution['bottlenecks'] = [];
  for (let round = 0; round < MOST_ROUNDS && gained > NO_GAIN; round++) {
    const before = worth(site, vehicleKw, horizon);
    bottlenecks = groups.flatMap((group) => planGroup(site, horizon, vehicleKw, group));
    gained = worth(site, vehicleKw, horizon) - before;
  }
  return { vehicleKw, bottlenecks: relaxed.bottlenecks.length > 0 ? relaxed.bottlenecks : bottlenecks };
}

function isSplit(site: Site, v: number): boolean {
  return site.attachments[v]!.nodes.length > 1;
}

/** Vehicles on one line first, then those of each set of phases. */
function groupByPhases(site: Site): number[][] {
  const groups = new Map<string, number[]>([['', []]]);
  site.vehicles.forEach((vehicle, v) => {
    const key = isSplit(site, v) ? [...vehicle.phases!].sort().join() : '';
    groups.set(key, [...(groups.get(key) ?? []), v]);
  });
  return [...groups.values()].filter((group) => group.length > 0);
}

function cutToLimits(site: Site, vehicleKw: readonly WindowKw[], intervals: number): void {
  const loads = loadNodes(site, vehicleKw, intervals);
  site.vehicles.forEach((vehicle, v) => {
    const kw = vehicleKw[v]!;
    for (const start of site.attachments[v]!.nodes) {
      for (let n = start; n >= 0; n = site.parent[n]!) {
        for (let k = 0; k < kw.length; k++) {
          const t = vehicle.arrive + k;
          const limit = site.nodes[n]!.limitKw[t]!;
          if (loads[n]![t]! > limit) kw[k] = Math.min(kw[k]!, kw[k]! * (limit / loads[n]![t]!));
        }
      }
    }
  });
}

/** Replaces the schedules of a group by the best ones beside the others. */
function planGroup(
  site: Site,
  horizon: Horizon,
  vehicleKw: WindowKw[],
  group: readonly number[],
): SiteSolution['bottlenecks'] {
  const members = new Set(group);
  const others = vehicleKw.map((kw, v) => (members.has(v) ? new Float64Array(kw.length) : kw));
  const loads = loadNodes(site, others, horizon.intervals);
  const merged = mergeLines(site, group, loads);
  const solution = solveSite(merged, horizon);
  group.forEach((v, k) => {
    vehicleKw[v] = solution.vehicleKw[k]!;
  });
  return solution.bottlenecks;
}

/** The site as a group sees it: lines that it loads equally are one node with the room of the fullest. */
function mergeLines(site: Site, group: readonly number[], loads: readonly Float64Array[]): Site {
  const nodes: LimitNode[] = [];
  const parent: number[] = [];
  const made = new Map<string, number>();
  const make = (lines: readonly number[]): number => {
    if (lines.some((n) => n < 0)) return -1;
    const key = lines.join();
    const known = made.get(key);
    if (known !== undefined) return known;
    const above = make([...new Set(lines.map((n) => site.parent[n]!))]);
    const at = nodes.push(mergedNode(site, lines, loads)) - 1;
    parent.push(above);
    made.set(key, at);
    return at;
  };
  const attachments = group.map((v) => ({ nodes: [make(site.attachments[v]!.nodes)], share: 1 }));
  return {
    nodes,
    parent: Int32Array.from(parent),
    vehicles: group.map((v) => site.vehicles[v]!),
    attachments,
  };
}

function mergedNode(site: Site, lines: readonly number[], loads: readonly Float64Array[]): LimitNode {
  const [first] = lines.map((n) => site.nodes[n]!);
  const baseKw = first!.baseKw?.map((kw, t) => kw + loads[lines[0]!]![t]!) ?? Array.from(loads[lines[0]!]!);
  const limitKw = first!.limitKw.map((_, t) =>
    Math.max(0, lines.length * Math.min(...lines.map((n) => site.nodes[n]!.limitKw[t]! - loads[n]![t]!))),
  );
  return { id: first!.id, parent: first!.parent, limitKw, baseKw };
}

/** Rises with every kW delivered, and more in a cheaper interval: no group's new schedule lowers it. */
function worth(site: Site, vehicleKw: readonly WindowKw[], { tiers }: Horizon): number {
  const value = new Map(
    tiers.flatMap((tier, rank) => tier.map((t) => [t, 1 + (tiers.length - rank) / tiers.length])),
  );
  let sum = 0;
  site.vehicles.forEach(({ arrive }, v) => {
    vehicleKw[v]!.forEach((kw, k) => {
      sum += kw * value.get(arrive + k)!;
    });
  });
  return sum;
}
