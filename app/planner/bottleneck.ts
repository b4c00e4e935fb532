import type { ChargingGraph } from './charging-graph';
import { NEGLIGIBLE_KW } from './flow-arcs';
import { lowestBit, type NodeSet } from './node-set';
import type { Bottleneck } from './plan';

/** One connected part of the cut. */
export interface Cut {
  nodes: NodeSet;
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
  const { graph, arcs } = network;
  const beyond = graph.everything();
  graph.explore(short, graph.forth, beyond);
  const left = graph.everything();
  left.remove(beyond);
  const any = arcs.room.map((bits, w) => bits | arcs.flow[w]!);
  const cuts: Cut[] = [];
  for (const start of short) {
    if (!graph.holds(left, start)) continue;
    const nodes = left.copy();
    graph.explore([start], { down: any, up: any }, left);
    nodes.remove(left);
    const vehicles = [...graph.found.subarray(0, graph.foundCount).sort()];
    cuts.push(measureCut(network, nodes, vehicles, beyond));
  }
  return cuts;
}

function measureCut(network: ChargingGraph, nodes: NodeSet, vehicles: number[], beyond: NodeSet): Cut {
  const { graph, arcs } = network;
  const cut: Cut = {
    nodes,
    vehicles,
    intervals: new Set(),
    acrossNode: new Map(),
    piled: undefined,
    across: 0,
    unmet: vehicles.reduce((sum, v) => sum + graph.excess[v]!, 0),
  };
  for (const v of vehicles) {
    const last = arcs.ofVehicle[v]!;
    let a = last;
    do {
      a = arcs.twin[a]!;
      crossOwnPower(network, cut, a, beyond);
    } while (a !== last);
  }
  for (let m = 0; m < arcs.limits; m++) crossLimit(network, cut, m, beyond);
  return cut;
}

function crossLimit({ arcs, tree }: ChargingGraph, cut: Cut, m: number, beyond: NodeSet): void {
  const { words, flow, parent, attachments } = arcs;
  const row = attachments + m;
  for (let w = 0; w < words; w++) {
    let bits = cut.nodes.places[m * words + w]!;
    if (m > 0) bits &= flow[row * words + w]! & beyond.places[parent[m]! * words + w]!;
    for (; bits !== 0; bits &= bits - 1) {
      const t = (w << 5) + lowestBit(bits);
      const kw = m === 0 ? tree.rootKw[t]! : arcs.flowKw(row, t);
      cut.intervals.add(t);
      cut.across += kw;
      cut.acrossNode.set(m, (cut.acrossNode.get(m) ?? 0) + kw);
    }
  }
}

function crossOwnPower({ arcs, site }: ChargingGraph, cut: Cut, a: number, beyond: NodeSet): void {
  const { words, flow, at } = arcs;
  const v = arcs.vehicle[a]!;
  const fullKw = site.vehicles[v]!.maxKw * site.attachments[v]!.share - NEGLIGIBLE_KW;
  for (let w = 0; w < words; w++) {
    let bits = flow[a * words + w]! & beyond.places[at[a]! * words + w]!;
    for (; bits !== 0; bits &= bits - 1) {
      const t = (w << 5) + lowestBit(bits);
      const kw = arcs.flowKw(a, t);
      cut.across += kw;
      if (kw >= fullKw) continue;
      cut.piled ??= v;
      cut.intervals.add(t);
    }
  }
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
