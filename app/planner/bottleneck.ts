import type { ChargingGraph } from './charging-graph';
import type { Bottleneck } from './plan';
import { NEGLIGIBLE_KW } from './residual-graph';

const UNREACHED = -2;
const UNGROUPED = -1;

/** One connected part of the cut, in the numbers of the graph. */
export interface Cut {
  graphNodes: number[];
  vehicles: number[];
  intervals: Set<number>;
  /** kW × intervals that cross each kept limit, full. */
  acrossNode: Map<number, number>;
  /** A vehicle whose own pile, rather than its own power, is the limit. */
  piled: number | undefined;
  across: number;
  unmet: number;
}

/**
 * The least minimum cut: everything that residual arcs reach from a short vehicle. All arcs out of it are full, so what its
 * vehicles want beyond them cannot be served by any plan. Parts that do not touch are cuts of their own.
 */
export function findCuts(network: ChargingGraph, short: readonly number[]): Cut[] {
  const reached = network.graph.reachableFrom(short);
  const group = new Int32Array(network.graph.excess.length).fill(UNREACHED);
  for (const node of reached) group[node] = UNGROUPED;
  const cuts: Cut[] = [];
  for (const start of short) {
    if (group[start] !== UNGROUPED) continue;
    cuts.push(measureCut(network, group, start, cuts.length));
  }
  for (const cut of cuts) cut.vehicles.sort((a, b) => a - b);
  return cuts;
}

function measureCut(network: ChargingGraph, group: Int32Array, start: number, id: number): Cut {
  const { graph, root, intervals, tree } = network;
  const { first, end, head, arc, residual } = graph.arcs;
  const cut: Cut = {
    graphNodes: [],
    vehicles: [],
    intervals: new Set(),
    acrossNode: new Map(),
    piled: undefined,
    across: 0,
    unmet: 0,
  };
  const open = [start];
  group[start] = id;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    cut.graphNodes.push(node);
    const kept = node < root ? -1 : Math.floor((node - root) / intervals);
    if (kept === 0) crossLimit(cut, 0, node - root, tree.rootKw[node - root]!);
    if (kept < 0) {
      cut.vehicles.push(node);
      cut.unmet += graph.excess[node]!;
    }
    for (let k = first[node]!; k < end[node]!; k++) {
      const next = head[k]!;
      const flow = residual[arc[k]! ^ 1]!;
      const outward = kept < 0 || (next >= root && next < node);
      if (group[next] === UNREACHED && outward && flow > NEGLIGIBLE_KW) {
        if (kept < 0) crossOwnPower(network, cut, node, flow, (next - root) % intervals);
        else crossLimit(cut, kept, (node - root) % intervals, flow);
      }
      if (group[next] !== UNGROUPED || flow + residual[arc[k]!]! <= NEGLIGIBLE_KW) continue;
      group[next] = id;
      open.push(next);
    }
  }
  return cut;
}

function crossLimit(cut: Cut, kept: number, interval: number, flow: number): void {
  cut.intervals.add(interval);
  cut.across += flow;
  cut.acrossNode.set(kept, (cut.acrossNode.get(kept) ?? 0) + flow);
}

function crossOwnPower(network: ChargingGraph, cut: Cut, node: number, flow: number, interval: number): void {
  const vehicle = network.site.vehicles[node]!;
  const share = network.site.attachments[node]!.share;
  cut.across += flow;
  if (flow >= vehicle.maxKw * share - NEGLIGIBLE_KW) return;
  cut.piled ??= node;
  cut.intervals.add(interval);
}

/** The cut in the words of the problem. */
export function describeCut({ site, tree }: ChargingGraph, cut: Cut, hoursPerInterval: number): Bottleneck {
  const vehicles = cut.vehicles.map((v) => site.vehicles[v]!);
  const [fullest] = [...cut.acrossNode].sort(([m, kw], [n, other]) => other - kw || n - m);
  const pile = cut.piled === undefined ? null : site.vehicles[cut.piled]!.node;
  return {
    intervals: [...cut.intervals].sort((a, b) => a - b),
    vehicles: vehicles.map((vehicle) => vehicle.id),
    node: fullest ? site.nodes[tree.kept[fullest[0]]!]!.id : pile,
    demandKwh: vehicles.reduce((sum, vehicle) => sum + vehicle.energyKwh, 0),
    capacityKwh: cut.across * hoursPerInterval,
    unmetKwh: cut.unmet * hoursPerInterval,
  };
}
