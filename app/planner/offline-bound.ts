import { buildChargingGraph } from './charging-graph';
import { fillTiers, priceTiers } from './fill-tiers';
import { bindingLimits } from './limit-tree';
import type { ChargingProblem } from './problem';
import { splitSites } from './site';

/** Parts, 0 to 1, of the first and the last interval of its window in which a vehicle can charge. */
export interface WindowEnds {
  first: number;
  last: number;
}

/** What no plan can beat, in energy and then in cost. */
export interface OfflineBound {
  deliveredKwh: number;
  costYuan: number;
  /** Charging load of all roots together in each interval, kW. */
  loadKw: number[];
}

/**
 * The bound of a whole period of which everything is known: the most energy (kWh), then its least cost (yuan), of the linear
 * program. `ends` names vehicles that are there for only a part of their first or last interval, by id.
 */
export function offlineBound(
  problem: ChargingProblem,
  ends: ReadonlyMap<string, WindowEnds> = new Map(),
): OfflineBound {
  const hours = problem.intervalMinutes / 60;
  const intervals = problem.prices.length;
  const tiers = priceTiers(problem.prices);
  const loadKw = new Array<number>(intervals).fill(0);
  for (const site of splitSites(problem)) {
    const tree = bindingLimits(site, intervals);
    tree.attachments.vehicle.forEach((v, a) => {
      const { id, arrive, depart } = site.vehicles[v]!;
      const { first, last } = ends.get(id) ?? { first: 1, last: 1 };
      const start = tree.attachments.first[a]!;
      const end = start + 2 * (depart - arrive - 1);
      tree.arcKw[start]! *= end === start ? Math.min(first, last) : first;
      if (end > start) tree.arcKw[end]! *= last;
    });
    const filled = fillTiers(buildChargingGraph(site, intervals, hours, tree), tiers);
    for (let t = 0; t < intervals; t++) loadKw[t]! += filled[t]!;
  }
  const costYuan = loadKw.reduce((sum, kw, t) => sum + kw * hours * problem.prices[t]!, 0);
  return { deliveredKwh: loadKw.reduce((sum, kw) => sum + kw * hours, 0), costYuan, loadKw };
}
