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
    const vehicles = Array.from(graph.found.subarray(0, graph.foundCount)).sort((a, b) => a - b);
    cuts.push(measureCut(network, nodes, vehicles, beyond));
  }
  return cuts;
}

function measureCut(network: ChargingGraph, nodes: NodeSet, vehicles: number[], beyond: NodeSet): Cut {
  const { graph, arcs, tree } = network;
  const { words, attachments, flow } = arcs;
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
    let a = arcs.ofVehicle[v]!;
    do {
      const place = arcs.at[a]! * words;
      for (let w = 0; w < words; w++)
        eachBit(flow[a * words + w]! & beyond.places[place + w]!, (bit) => {
          const t = (w << 5) + bit;
          crossOwnPower(network, cut, v, arcs.flowKw[arcs.base[a]! + t]!, t);
        });
      a = arcs.twin[a]!;
    } while (a !== arcs.ofVehicle[v]);
  }
  for (let m = 0; m < arcs.limits; m++) {
    const row = attachments + m;
    for (let w = 0; w < words; w++) {
      const crossing = m === 0 ? -1 : flow[row * words + w]! & beyond.places[arcs.parent[m]! * words + w]!;
      eachBit(nodes.places[m * words + w]! & crossing, (bit) => {
        const t = (w << 5) + bit;
        crossLimit(cut, m, t, m === 0 ? tree.rootKw[t]! : arcs.flowKw[arcs.base[row]! + t]!);
      });
    }
  }
  return cut;
}

function eachBit(word: number, visit: (bit: number) => void): void {
  for (let bits = word; bits !== 0; bits &= bits - 1) visit(lowestBit(bits));
}

function crossLimit(cut: Cut, kept: number, interval: number, flow: number): void {
  cut.intervals.add(interval);
  cut.across += flow;
  cut.acrossNode.set(kept, (cut.acrossNode.get(kept) ?? 0) + flow);
}

function crossOwnPower(network: ChargingGraph, cut: Cut, v: number, flow: number, interval: number): void {
  const vehicle = network.site.vehicles[v]!;
  const share = network.site.attachments[v]!.share;
  cut.across += flow;
  if (flow >= vehicle.maxKw * share - NEGLIGIBLE_KW) return;
  cut.piled ??= v;
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
