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
  /** First arc of each attachment; the other intervals of its window follow. */
  attachmentArc: Int32Array;
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
  const arcCount = first[first.length - 1]!;
  const head = new Int32Array(arcCount);
  const mate = new Int32Array(arcCount);
  const residual = new Float64Array(arcCount);
  const next = first.slice(0, -1);
  const connect = (from: number, to: number, capacity: number) => {
    const forth = next[from]!++;
    const back = next[to]!++;
    head[forth] = to;
    head[back] = from;
    mate[forth] = back;
    mate[back] = forth;
    residual[forth] = capacity;
  };
  const attachmentArc = Int32Array.from(tree.attachments, (attachment) => {
    const arc = next[attachment.vehicle]!;
    const start = place(vehicles, intervals, attachment.at, site.vehicles[attachment.vehicle]!.arrive);
    for (let k = 0; k < attachment.capKw.length; k++)
      connect(attachment.vehicle, start + k, attachment.capKw[k]!);
    return arc;
  });
  for (let m = 1; m < tree.kept.length; m++) {
    const { limitKw } = site.nodes[tree.kept[m]!]!;
    const here = place(vehicles, intervals, m, 0);
    const above = place(vehicles, intervals, tree.parent[m]!, 0);
    for (let t = 0; t < intervals; t++) connect(here + t, above + t, limitKw[t]!);
  }
  const graph = new ResidualGraph({ first, head, mate, residual });
  site.vehicles.forEach((vehicle, v) => {
    graph.excess[v] = vehicle.energyKwh / hoursPerInterval;
  });
  return { graph, site, tree, intervals, root: vehicles, attachmentArc };
}

/** Takes the flow out of every arc of the network, vehicles and limits alike. */
export function emptyFlow(network: ChargingGraph): void {
  const { first, head, mate, residual } = network.graph.arcs;
  for (let node = 0; node < first.length - 1; node++) {
    for (let arc = first[node]!; arc < first[node + 1]!; arc++) {
      if (!leadsUp(network, node, head[arc]!)) continue;
      residual[arc]! += residual[mate[arc]!]!;
      residual[mate[arc]!] = 0;
    }
  }
}

/** Arcs of the network lead from vehicles to places and from places to those nearer the root. */
function leadsUp(network: ChargingGraph, from: number, to: number): boolean {
  return from < network.root ? to >= network.root : to >= network.root && to < from;
}

/** Power of an attachment in interval `k` of its window, kW, exactly 0 or exactly its limit where it is within rounding of them. */
export function flowKw(network: ChargingGraph, attachment: number, k: number): number {
  const { residual, mate } = network.graph.arcs;
  const arc = network.attachmentArc[attachment]! + k;
  const flow = residual[mate[arc]!]!;
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
