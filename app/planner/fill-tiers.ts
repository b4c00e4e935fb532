import { type ChargingGraph, sendUp } from './charging-graph';
import { NEGLIGIBLE_KW } from './flow-arcs';
import { groupBy } from './group-by';
import { highestBit } from './node-set';

/** Intervals of waiting that make no difference to who is served first. */
const SAME_SLACK = 2;

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
 * greedy is both the most energy and the least cost. Replaces and returns the load of the root in each interval, kW. The first
 * interval gets `leastNow`, kW, before all others, as far as it can.
 */
export function fillTiers(
  network: ChargingGraph,
  tiers: readonly (readonly number[])[],
  loadKw: Float64Array = new Float64Array(network.intervals),
  leastNow = 0,
): Float64Array {
  const { graph, root, tree } = network;
  const order = leastSlackFirst(network);
  /** All but what nothing more can be delivered from. */
  const open = graph.everything();
  graph.excess.set(loadKw, root);
  const pinned = Math.min(leastNow, tree.rootKw[0]!);
  const keptKw = Math.min(pinned, loadKw[0]!);
  graph.excess[root]! -= keptKw;
  let supply = 0;
  for (let k = 0; k < graph.excess.length; k++) supply += graph.excess[k]!;
  graph.deficit[root] = pinned - keptKw;
  if (pinned > keptKw) supply = graph.transfer([root], supply - sendDirectly(network, [0], order));
  const pinnedKw = pinned - graph.deficit[root]!;
  graph.deficit[root] = 0;
  for (const tier of tiers) {
    const sinks = tier.map((t) => root + t);
    for (const t of tier) {
      graph.deficit[root + t] = tree.rootKw[t]! - graph.excess[root + t]! - (t === 0 ? pinnedKw : 0);
      supply -= graph.excess[root + t]!;
      graph.excess[root + t] = 0;
    }
    supply = graph.transfer(sinks, supply - sendDirectly(network, tier, order), open);
    for (const t of tier) {
      loadKw[t] = tree.rootKw[t]! - graph.deficit[root + t]!;
      graph.deficit[root + t] = 0;
    }
    open.remove(graph.reached);
  }
  graph.excess.fill(0, root);
  return loadKw;
}

/**
 * Sends what goes straight from vehicles up to intervals of the tier: those with the least time to spare first, and each as
 * late as it can, which keeps the early intervals for those that leave early. So the least is to be rearranged. Answers how
 * much, kW.
 */
function sendDirectly(network: ChargingGraph, tier: readonly number[], order: Int32Array): number {
  const { graph, arcs, root } = network;
  const { words, room } = arcs;
  const { excess, deficit } = graph;
  /** Intervals of the tier that the root takes more in. */
  const open = new Int32Array(words);
  for (const t of tier) if (deficit[root + t]! > NEGLIGIBLE_KW) open[t >> 5]! |= 1 << (t & 31);
  let sent = 0;
  for (let at = 0; at < order.length; at++) {
    const a = order[at]!;
    const v = arcs.vehicle[a]!;
    const before = excess[v]!;
    const first = arcs.arrive[a]! >> 5;
    for (let w = (arcs.depart[a]! - 1) >> 5; w >= first && excess[v]! > NEGLIGIBLE_KW; w--) {
      let bits = room[a * words + w]! & open[w]!;
      while (bits !== 0 && excess[v]! > NEGLIGIBLE_KW) {
        const bit = highestBit(bits);
        const t = (w << 5) + bit;
        sendUp(network, a, t, NEGLIGIBLE_KW);
        bits &= ~(1 << bit);
        if (deficit[root + t]! <= NEGLIGIBLE_KW) open[w]! &= ~(1 << bit);
      }
    }
    sent += before - excess[v]!;
  }
  return sent;
}

/** Attachments by the time that their vehicles could wait; those that could wait about as long stay as they lie in memory. */
function leastSlackFirst({ graph, arcs, site, intervals }: ChargingGraph): Int32Array {
  const slack = new Int32Array(arcs.attachments);
  for (let a = 0; a < slack.length; a++) {
    const v = arcs.vehicle[a]!;
    const { arrive, depart, maxKw } = site.vehicles[v]!;
    slack[a] = Math.max(0, (depart - arrive - graph.excess[v]! / maxKw) / SAME_SLACK);
  }
  return groupBy(slack, intervals + 1).members;
}
