import { leastCost } from './least-cost';
import { pricePhases } from './phase-prices';
import type { LimitNode } from './problem';
import { loadNodes, type Site } from './site';
import { type Horizon, type SiteSolution, solveSite, type WindowKw } from './solve-site';

/** Each round solves every group exactly; more rounds than this have not been seen to gain anything. */
const MOST_ROUNDS = 6;
const NO_GAIN = 1e-7;

/** Rounds of prices: few enough for a large site to be planned in tens of milliseconds, all that gain something for a small one. */
const MOST_PRICE_ROUNDS = 1000;
const PRICED_PLACES = 3_000_000;

/** The dearest interval is worth this much less than the cheapest: energy comes first as long as ten do not have to move for one. */
const WORTH_OF_PRICE = 0.1;
/** Dearer by this part than the least cost is worth a search. */
const DEARER = 1e-3;

/** Energy, kW × intervals, below which a plan is as good as the bound. */
const SAME_ENERGY = 1e-6;

export interface BalancedSolution extends SiteSolution {
  /** No plan with equal phases leaves less unmet, kWh. */
  boundKwh: number;
}

/**
 * Plans vehicles that charge on several phases at once with equal power on each. The network flow may split them unequally,
 * so its optimum only bounds theirs. From the flow's totals, cut down to what the fullest phase lets through, the vehicles of
 * one set of phases at a time are planned exactly in what the others leave, until no group gains. Where that leaves more
 * unmet than the flow, the prices of the limits give a second start and a higher bound.
 */
export function balancePhases(
  site: Site,
  horizon: Horizon,
  relaxed: SiteSolution,
  prices: readonly number[],
): BalancedSolution {
  const { hoursPerInterval } = horizon;
  const most = priceRounds(site);
  const wanted = site.vehicles.reduce((sum, { energyKwh }) => sum + energyKwh / hoursPerInterval, 0);
  const flowKw = total(relaxed.vehicleKw);
  let best = planGroups(site, horizon, relaxed.vehicleKw);
  if (groupByPhases(site).length === 1) {
    return { ...best, boundKwh: (wanted - total(best.vehicleKw)) * hoursPerInterval };
  }
  let mostKw = flowKw;
  if (total(best.vehicleKw) < flowKw - SAME_ENERGY) {
    const worth = new Float64Array(prices.length).fill(1);
    const priced = pricePhases(site, best.vehicleKw, { hoursPerInterval, most, worth });
    best = better(planGroups(site, horizon, priced.vehicleKw), best, site, prices);
    mostKw = Math.min(flowKw, Math.max(priced.mostWorth, total(best.vehicleKw)));
  }
  const leastYuan = leastCost(site, best.vehicleKw, horizon, prices);
  if (costOf(site, best.vehicleKw, prices) * hoursPerInterval > leastYuan + Math.abs(leastYuan) * DEARER) {
    const worth = worthByPrice(prices);
    const priced = pricePhases(site, best.vehicleKw, { hoursPerInterval, most, worth });
    best = better(planGroups(site, horizon, priced.vehicleKw), best, site, prices);
  }
  return {
    vehicleKw: best.vehicleKw,
    bottlenecks: relaxed.bottlenecks.length > 0 ? relaxed.bottlenecks : best.bottlenecks,
    boundKwh: (wanted - mostKw) * hoursPerInterval,
  };
}

/** The one that delivers more, else the cheaper. */
function better(a: SiteSolution, b: SiteSolution, site: Site, prices: readonly number[]): SiteSolution {
  const gainKw = total(a.vehicleKw) - total(b.vehicleKw);
  if (Math.abs(gainKw) > SAME_ENERGY) return gainKw > 0 ? a : b;
  return costOf(site, a.vehicleKw, prices) < costOf(site, b.vehicleKw, prices) ? a : b;
}

/** Yuan per hour of interval length. */
function costOf(site: Site, vehicleKw: readonly WindowKw[], prices: readonly number[]): number {
  return site.vehicles.reduce(
    (sum, { arrive }, v) => vehicleKw[v]!.reduce((yuan, kw, k) => yuan + kw * prices[arrive + k]!, sum),
    0,
  );
}

function worthByPrice(prices: readonly number[]): Float64Array {
  const lowest = prices.reduce((least, price) => Math.min(least, price));
  const highest = prices.reduce((most, price) => Math.max(most, price));
  return Float64Array.from(prices, (price) =>
    highest > lowest ? 1 - (WORTH_OF_PRICE * (price - lowest)) / (highest - lowest) : 1,
  );
}

/** Plans the groups in turns from a start that need not keep the limits. */
function planGroups(site: Site, horizon: Horizon, start: readonly WindowKw[]): SiteSolution {
  const groups = groupByPhases(site);
  const vehicleKw = start.map((kw) => kw.slice());
  cutToLimits(site, vehicleKw, horizon.intervals);
  let gained = Number.POSITIVE_INFINITY;
  let bottlenecks: SiteSolution['bottlenecks'] = [];
  for (let round = 0; round < MOST_ROUNDS && gained > NO_GAIN; round++) {
    const before = worth(site, vehicleKw, horizon);
    bottlenecks = groups.flatMap((group) => planGroup(site, horizon, vehicleKw, group));
    gained = worth(site, vehicleKw, horizon) - before;
  }
  return { vehicleKw, bottlenecks };
}

function priceRounds(site: Site): number {
  const places = site.vehicles.reduce(
    (sum, { arrive, depart }, v) => sum + (depart - arrive) * site.attachments[v]!.nodes.length,
    0,
  );
  return Math.max(1, Math.min(MOST_PRICE_ROUNDS, Math.floor(PRICED_PLACES / (places + 1))));
}

function total(vehicleKw: readonly WindowKw[]): number {
  return vehicleKw.reduce((sum, window) => window.reduce((kw, next) => kw + next, sum), 0);
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
  const solution = solveSite(merged, { ...horizon, leastNow: besideOthers(site, horizon, loads[0]!) });
  group.forEach((v, k) => {
    vehicleKw[v] = solution.vehicleKw[k]!;
  });
  return solution.bottlenecks;
}

/** What is left of the first interval's least load beside what others charge in it. */
function besideOthers({ nodes }: Site, { leastNow }: Horizon, othersKw: Float64Array): Horizon['leastNow'] {
  const { id } = nodes[0]!;
  const leastKw = leastNow?.get(id);
  return leastKw === undefined ? undefined : new Map([[id, Math.max(0, leastKw - othersKw[0]!)]]);
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
    position: group.map((v) => site.position[v]!),
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
