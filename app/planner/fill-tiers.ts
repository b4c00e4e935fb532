import type { ChargingGraph } from './charging-graph';

/** Intervals of equal price, cheapest first: the groups that the greedy opens one after the other. */
export function priceTiers(prices: readonly number[]): number[][] {
  const order = prices.map((_, t) => t).sort((a, b) => prices[a]! - prices[b]! || a - b);
  const tiers: number[][] = [];
  for (const t of order) {
    const tier = tiers.at(-1);
    if (tier && prices[tier[0]!] === prices[t]) tier.push(t);
    else tiers.push([t]);
  }
  return tiers;
}

/**
 * Opens the tiers in order and lets as much flow in as can get there, from vehicles and from dearer intervals that have a load
 * already. What an interval gets is never taken back by a dearer one, because the attainable totals are a polymatroid: the
 * greedy is both the most energy and the least cost. Replaces and returns the load of the root in each interval, kW.
 */
export function fillTiers(
  { graph, root, tree }: ChargingGraph,
  tiers: readonly (readonly number[])[],
  loadKw: Float64Array = new Float64Array(tree.rootKw.length),
): Float64Array {
  /** All but what nothing more can be delivered from. */
  const open = graph.everything();
  graph.excess.set(loadKw, root);
  let supply = graph.excess.reduce((sum, kw) => sum + kw, 0);
  for (const tier of tiers) {
    const sinks = tier.map((t) => root + t);
    for (const t of tier) {
      graph.deficit[root + t] = tree.rootKw[t]! - graph.excess[root + t]!;
      supply -= graph.excess[root + t]!;
      graph.excess[root + t] = 0;
    }
    supply = graph.transfer(sinks, supply, open);
    for (const t of tier) {
      loadKw[t] = tree.rootKw[t]! - graph.deficit[root + t]!;
      graph.deficit[root + t] = 0;
    }
    open.remove(graph.reached);
  }
  graph.excess.fill(0, root);
  return loadKw;
}
