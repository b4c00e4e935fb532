import { FlowArcs } from './flow-arcs';
import type { LimitTree } from './limit-tree';
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
  tree: LimitTree,
  intervals: number,
  hoursPerInterval: number,
): ChargingGraph {
  const arcs = new FlowArcs(site, tree, intervals);
  const graph = new ResidualGraph(arcs);
  site.vehicles.forEach((vehicle, v) => {
    graph.excess[v] = vehicle.energyKwh / hoursPerInterval;
  });
  return { graph, arcs, site, tree, intervals, root: graph.root };
}

/** Sends up to `most` of a vehicle straight up to the root's deficit in interval `t`, unless that is less than `least`, kW. Answers how much. */
export function sendUp(
  { graph, arcs, root }: ChargingGraph,
  attachment: number,
  t: number,
  most: number,
  least: number,
): number {
  const direct = Math.min(most, arcs.roomKw(attachment, t), graph.deficit[root + t]!);
  if (direct < least) return 0;
  const kw = arcs.roomAbove(arcs.at[attachment]!, t, direct);
  if (kw < least) return 0;
  arcs.addToRoot(attachment, t, kw);
  graph.deficit[root + t]! -= kw;
  return kw;
}
