import { NEGLIGIBLE_KW } from './flow-arcs';
import { type Levels, levelOut } from './level-out';
import type { ResidualGraph } from './residual-graph';

/** Mending that has not ended after so many rounds gives way to levelling from the beginning. */
const MOST_ROUNDS = 12;

/** Levels that differ by less are equal: below what a plan is compared by, above what adding up loses. */
const SAME_LEVEL = 1e-9;

const NOBODY = -1;

/**
 * Levels amounts that were level until a few of them changed: the same unique result as `levelOut`, by exchanging only among
 * those that could be made more level and the ones on their levels.
 */
export function mendLevels(graph: ResidualGraph, levels: Levels, groups: readonly number[][]): void {
  for (const group of groups) {
    let uneven = findUneven(graph, levels, group);
    for (let round = 0; uneven.length > 0 && round < MOST_ROUNDS; round++) {
      for (const part of uneven) levelOut(graph, levels, [part]);
      uneven = findUneven(graph, levels, group);
    }
    if (uneven.length > 0) levelOut(graph, levels, [group]);
  }
}

/** Parts of the group that hold a pair whose exchange would make it more level, each with all that lie on the same levels. */
function findUneven(graph: ResidualGraph, levels: Levels, group: readonly number[]): number[][] {
  const { slope, offset, amount } = levels;
  const sign = levels.surplusLeaves ? 1 : -1;
  const height = (k: number) => (sign * (amount[k]! + offset[k]!)) / slope[k]!;
  const ascending = [...group].sort((a, b) => height(a) - height(b) || a - b);
  const step = new Int32Array(amount.length).fill(NOBODY);
  let steps = 0;
  ascending.forEach((k, at) => {
    if (at > 0 && height(k) > height(ascending[at - 1]!) + SAME_LEVEL) steps++;
    step[k] = steps;
  });
  const joined = Int32Array.from({ length: steps + 1 }, (_, s) => s);
  const rootOf = (s: number): number => {
    let at = s;
    while (joined[at] !== at) at = joined[at]!;
    return at;
  };
  const broken = new Set<number>();
  pairUp(graph, levels, ascending, (higher, lower) => {
    if (height(higher) <= height(lower) + SAME_LEVEL) return;
    broken.add(step[higher]!).add(step[lower]!);
    joined[rootOf(step[higher]!)] = rootOf(step[lower]!);
  });
  const parts = new Map<number, number[]>();
  for (const s of broken) parts.set(rootOf(s), []);
  for (const k of ascending) parts.get(rootOf(step[k]!))?.push(k);
  return [...parts.values()];
}

/** Tells of every member that can give to another the lowest one that it can give to: one search of the graph for all. */
function pairUp(
  graph: ResidualGraph,
  levels: Levels,
  ascending: readonly number[],
  found: (higher: number, lower: number) => void,
): void {
  const { nodes, amount, cap, surplusLeaves } = levels;
  const hasSome = (k: number) => amount[k]! > NEGLIGIBLE_KW;
  const hasRoom = (k: number) => amount[k]! < cap[k]! - NEGLIGIBLE_KW;
  const [gives, takes] = surplusLeaves ? [hasSome, hasRoom] : [hasRoom, hasSome];
  const memberAt = new Int32Array(graph.excess.length).fill(NOBODY);
  for (const k of ascending) memberAt[nodes[k]!] = k;
  const unseen = graph.everything();
  for (const lowest of ascending) {
    if (!takes(lowest) || !graph.holds(unseen, nodes[lowest]!)) continue;
    graph.explore([nodes[lowest]!], graph.back, unseen);
    for (const terminal of graph.foundTerminals()) {
      const k = memberAt[terminal]!;
      if (k !== NOBODY && k !== lowest && gives(k)) found(k, lowest);
    }
  }
}
