import { FlowArcs } from './flow-arcs';
import { bindingLimits, type LimitTree } from './limit-tree';
import { ResidualGraph } from './residual-graph';
import type { Site } from './site';

/**
 * The flow network of a site. Its nodes are the vehicles and the places: each kept limit in each interval. Flows are kW; the
 * energy of a vehicle is counted in kW × intervals.
 */
export interface ChargingGraph {
  graph: ResidualGraph;
  arcs: FlowArcs;
  site: Site;
  tree: LimitTree;
  intervals: number;
  /** Terminal of the root in interval 0; the other intervals follow. Those before it are the vehicles. */
  root: number;
}

/** Builds the network with nothing flowing and every vehicle's energy as excess. */
export function buildChargingGraph(
  site: Site,
  intervals: number,
  hoursPerInterval: number,
  tree: LimitTree = bindingLimits(site, intervals),
): ChargingGraph {
  const arcs = new FlowArcs(site, tree, intervals);
  const graph = new ResidualGraph(arcs);
  site.vehicles.forEach((vehicle, v) => {
    graph.excess[v] = vehicle.energyKwh / hoursPerInterval;
  });
  return { graph, arcs, site, tree, intervals, root: graph.root };
}

/** Sends as much of a vehicle's excess straight up to the root's deficit in interval `t` as there is room for, unless that is less than `least`, kW. */
export function sendUp(
  { graph, arcs, root }: ChargingGraph,
  attachment: number,
  t: number,
  least: number,
): void {
  const { excess, deficit } = graph;
  const vehicle = arcs.vehicle[attachment]!;
  let kw = Math.min(excess[vehicle]!, deficit[root + t]!, arcs.roomKw(attachment, t));
  for (let m = arcs.at[attachment]!; m > 0 && kw >= least; m = arcs.parent[m]!)
    kw = Math.min(kw, arcs.roomKw(arcs.attachments + m, t));
  if (kw < least) return;
  arcs.addToRoot(attachment, t, kw);
  excess[vehicle]! -= kw;
  deficit[root + t]! -= kw;
}
