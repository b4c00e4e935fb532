import { NEGLIGIBLE_KW } from './flow-arcs';
import type { NodeSet } from './node-set';
import type { ResidualGraph } from './residual-graph';

/** Things whose amounts are to be as level as the network allows: intervals (load) or vehicles (energy served). */
export interface Levels {
  /** Terminal of each. */
  nodes: Int32Array;
  /** At level λ the amount of k is slope[k]·λ − offset[k], kept within 0 and cap[k]. */
  slope: Float64Array;
  offset: Float64Array;
  cap: Float64Array;
  /** Amount that each has now; replaced by the level one. */
  amount: Float64Array;
  /** True where too large an amount leaves through the terminal (intervals); false where it enters there (vehicles). */
  surplusLeaves: boolean;
}

/**
 * Exchanges amounts between the members until no exchange makes them more level: the unique minimum of
 * Σ (amount + offset)² / slope over the amounts the network can take at the same total. Divides at the residual cut
 * (decomposition algorithm of Fujishige and Groenevelt), so it ends after as many divisions as there are levels.
 * Exchanges of a group stay within its zone.
 */
export function levelOut(
  graph: ResidualGraph,
  levels: Levels,
  groups: readonly number[][],
  zones: readonly NodeSet[] = groups.map(() => graph.everything()),
): void {
  const open = groups.map((group, g) => ({ group, zone: zones[g]! }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { group, zone } = next;
    if (group.length < 2 || exchange(graph, levels, group, zone)) continue;
    const apart = group.map((k) => graph.holds(graph.reached, levels.nodes[k]!));
    const reached = group.filter((_, at) => apart[at]);
    if (reached.length === 0 || reached.length === group.length) continue;
    const rest = zone.copy();
    rest.remove(graph.reached);
    open.push({ group: group.filter((_, at) => !apart[at]), zone: rest });
    open.push({ group: reached, zone: graph.reached.copy() });
  }
}

/** Moves the group towards one common level. True when it arrived there. */
function exchange(graph: ResidualGraph, levels: Levels, group: readonly number[], zone: NodeSet): boolean {
  const { nodes, slope, offset, cap, amount, surplusLeaves } = levels;
  const level = commonLevel(levels, group);
  const sinks: number[] = [];
  let supply = 0;
  const settled = NEGLIGIBLE_KW * 10;
  for (const k of group) {
    const target = clamp(slope[k]! * level - offset[k]!, cap[k]!);
    const outward = surplusLeaves ? amount[k]! - target : target - amount[k]!;
    amount[k] = target;
    if (outward > 0) {
      graph.excess[nodes[k]!] = outward;
      supply += outward;
    } else graph.deficit[nodes[k]!] = -outward;
    if (outward < -settled) sinks.push(nodes[k]!);
  }
  graph.transfer(sinks, supply, zone);
  let left = 0;
  for (const k of group) {
    const node = nodes[k]!;
    const outward = graph.excess[node]! - graph.deficit[node]!;
    amount[k]! += surplusLeaves ? outward : -outward;
    left = Math.max(left, Math.abs(outward));
    graph.excess[node] = 0;
    graph.deficit[node] = 0;
  }
  return left <= settled;
}

/** The level at which the clamped amounts of the group add up to what it has: exact, over the sorted break points. */
function commonLevel(levels: Levels, group: readonly number[]): number {
  const { slope, offset, cap, amount } = levels;
  let total = 0;
  const breaks = new Float64Array(group.length * 2);
  for (let at = 0; at < group.length; at++) {
    const k = group[at]!;
    total += amount[k]!;
    breaks[2 * at] = offset[k]! / slope[k]!;
    breaks[2 * at + 1] = (offset[k]! + cap[k]!) / slope[k]!;
  }
  breaks.sort();
  const filled = (level: number) => {
    let sum = 0;
    for (const k of group) sum += clamp(slope[k]! * level - offset[k]!, cap[k]!);
    return sum;
  };
  let low = 0;
  let high = breaks.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (filled(breaks[middle]!) <= total) low = middle;
    else high = middle;
  }
  const under = filled(breaks[low]!);
  const over = filled(breaks[high]!);
  if (over <= under) return breaks[low]!;
  return breaks[low]! + ((total - under) / (over - under)) * (breaks[high]! - breaks[low]!);
}

function clamp(value: number, cap: number): number {
  return value < 0 ? 0 : value > cap ? cap : value;
}
