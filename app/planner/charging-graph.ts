import type { Attachment, LimitTree } from './limit-tree';
import { NEGLIGIBLE_KW, ResidualGraph } from './residual-graph';
import type { Site } from './site';

/**
 * The flow network of a site. Graph nodes: one for each vehicle, then one for each (kept limit, interval).
 * Flows are kW; the energy of a vehicle is counted in kW × intervals.
 */
export interface ChargingGraph {
  graph: ResidualGraph;
  site: Site;
  tree: LimitTree;
  intervals: number;
  /** Graph node of the root in interval 0; the other intervals follow. */
  root: number;
  /** First arc of each attachment, upwards; those of the other intervals of its window follow, two numbers further each. */
  attachmentArc: Int32Array;
  /** The same of each kept limit to the one above it; the root has none. */
  limitArc: Int32Array;
}

/** Builds the network with nothing flowing and every vehicle's energy as excess. */
export function buildChargingGraph(
  site: Site,
  tree: LimitTree,
  intervals: number,
  hoursPerInterval: number,
): ChargingGraph {
  const vehicles = site.vehicles.length;
  const first = countArcs(site, tree, intervals);
  const entries = first[first.length - 1]!;
  const head = new Int32Array(entries);
  const arc = new Int32Array(entries);
  const residual = new Float64Array(entries);
  const end = first.slice(0, -1);
  let made = 0;
  const connect = (from: number, to: number, capacityKw: ArrayLike<number>, step: 0 | 1) => {
    for (let k = 0; k < capacityKw.length; k++, made += 2) {
      const forth = end[from + k * step]!++;
      const back = end[to + k]!++;
      head[forth] = to + k;
      head[back] = from + k * step;
      arc[forth] = made;
      arc[back] = made + 1;
      residual[made] = capacityKw[k]!;
    }
  };
  const attachmentArc = Int32Array.from(tree.attachments, ({ vehicle, at, capKw }) => {
    const firstArc = made;
    connect(vehicle, place(vehicles, intervals, at, site.vehicles[vehicle]!.arrive), capKw, 0);
    return firstArc;
  });
  const limitArc = Int32Array.from(tree.kept, (n, m) => {
    const firstArc = made;
    const above = place(vehicles, intervals, tree.parent[m]!, 0);
    if (m > 0) connect(place(vehicles, intervals, m, 0), above, site.nodes[n]!.limitKw, 1);
    return firstArc;
  });
  const graph = new ResidualGraph({ first: first.subarray(0, -1), end, head, arc, residual });
  site.vehicles.forEach((vehicle, v) => {
    graph.excess[v] = vehicle.energyKwh / hoursPerInterval;
  });
  return { graph, site, tree, intervals, root: vehicles, attachmentArc, limitArc };
}

/** Takes the flow out of every arc of the network, vehicles and limits alike. */
export function emptyFlow(network: ChargingGraph): void {
  const { residual } = network.graph.arcs;
  for (let arc = 0; arc < residual.length; arc += 2) {
    residual[arc]! += residual[arc + 1]!;
    residual[arc + 1] = 0;
  }
}

/** Power of an attachment in interval `k` of its window, kW, exactly 0 or exactly its limit where it is within rounding of them. */
export function flowKw(network: ChargingGraph, attachment: number, k: number): number {
  const { residual } = network.graph.arcs;
  const arc = network.attachmentArc[attachment]! + 2 * k;
  const flow = residual[arc + 1]!;
  if (flow <= NEGLIGIBLE_KW) return 0;
  return residual[arc]! <= NEGLIGIBLE_KW ? network.tree.attachments[attachment]!.capKw[k]! : flow;
}

function place(vehicles: number, intervals: number, kept: number, interval: number): number {
  return vehicles + kept * intervals + interval;
}

function countArcs(site: Site, tree: LimitTree, intervals: number): Int32Array {
  const vehicles = site.vehicles.length;
  const first = new Int32Array(vehicles + tree.kept.length * intervals + 1);
  const count = (node: number) => {
    first[node + 1]!++;
  };
  const spans = (attachment: Attachment) => {
    const start = place(vehicles, intervals, attachment.at, site.vehicles[attachment.vehicle]!.arrive);
    for (let k = 0; k < attachment.capKw.length; k++) count(start + k);
    first[attachment.vehicle + 1]! += attachment.capKw.length;
  };
  tree.attachments.forEach(spans);
  for (let m = 1; m < tree.kept.length; m++) {
    for (let t = 0; t < intervals; t++) {
      count(place(vehicles, intervals, m, t));
      count(place(vehicles, intervals, tree.parent[m]!, t));
    }
  }
  for (let n = 1; n < first.length; n++) first[n]! += first[n - 1]!;
  return first;
}
