import { findBottlenecks } from './bottleneck';
import { buildChargingGraph, type ChargingGraph, flowKw } from './charging-graph';
import { fillTiers } from './fill-tiers';
import { levelOut } from './level-out';
import { bindingLimits } from './limit-tree';
import type { Bottleneck } from './plan';
import type { TieBreak } from './problem';
import { NEGLIGIBLE_KW } from './residual-graph';
import type { Site } from './site';

export interface Horizon {
  intervals: number;
  hoursPerInterval: number;
  /** Groups of intervals of equal price, cheapest first. */
  tiers: readonly (readonly number[])[];
  tieBreak: TieBreak;
}

/** Power of one vehicle in each interval of its window, kW. */
export type WindowKw = Float64Array;

export interface SiteSolution {
  /** In the order of the site's vehicles. */
  vehicleKw: WindowKw[];
  bottlenecks: Bottleneck[];
}

/** The continuous optimum of one root: least unmet energy, shared fairly, at least cost, then as the tie-break says. */
export function solveSite(site: Site, horizon: Horizon): SiteSolution {
  const tree = bindingLimits(site, horizon.intervals);
  const network = buildChargingGraph(site, tree, horizon.intervals, horizon.hoursPerInterval);
  const unmet = network.graph.excess;
  const loadKw = fillTiers(network, horizon.tiers);
  const short = site.vehicles.flatMap((_, v) => (unmet[v]! > NEGLIGIBLE_KW * horizon.intervals ? [v] : []));
  const bottlenecks = short.length > 0 ? findBottlenecks(network, short, horizon.hoursPerInterval) : [];
  if (short.length > 0) shareShortfall(network, short, horizon.hoursPerInterval);
  unmet.fill(0);
  if (horizon.tieBreak === 'flattest') flatten(network, loadKw, horizon.tiers);
  return { vehicleKw: collect(network), bottlenecks };
}

/** Max-min fair: no vehicle's served fraction (over its weight) can rise without lowering one that is no higher. */
function shareShortfall(network: ChargingGraph, short: readonly number[], hoursPerInterval: number): void {
  const { graph, site } = network;
  const wanted = Float64Array.from(site.vehicles, (vehicle) => vehicle.energyKwh / hoursPerInterval);
  const amount = wanted.map((kw, v) => kw - graph.excess[v]!);
  const members = [...graph.reachableFrom(short)].filter((node) => node < network.root && wanted[node]! > 0);
  graph.excess.fill(0);
  levelOut(
    graph,
    {
      nodes: Int32Array.from(site.vehicles, (_, v) => v),
      slope: wanted.map((kw, v) => kw * (site.vehicles[v]!.weight ?? 1)),
      offset: new Float64Array(wanted.length),
      cap: wanted,
      amount,
      surplusLeaves: false,
    },
    members.sort((a, b) => a - b),
  );
}

function flatten(network: ChargingGraph, loadKw: Float64Array, tiers: Horizon['tiers']): void {
  const { graph, root, site, tree, intervals } = network;
  const base = site.nodes[0]!.baseKw;
  const levels = {
    nodes: Int32Array.from(loadKw, (_, t) => root + t),
    slope: new Float64Array(intervals).fill(1),
    offset: Float64Array.from(loadKw, (_, t) => base?.[t] ?? 0),
    cap: tree.rootKw,
    amount: loadKw,
    surplusLeaves: true,
  };
  for (const tier of tiers) {
    const members = tier.filter((t) => tree.rootKw[t]! > 0);
    if (members.length > 1) levelOut(graph, levels, members);
  }
}

function collect(network: ChargingGraph): WindowKw[] {
  const power = network.site.vehicles.map((vehicle) => new Float64Array(vehicle.depart - vehicle.arrive));
  network.tree.attachments.forEach(({ vehicle, capKw }, a) => {
    const kw = power[vehicle]!;
    for (let k = 0; k < capKw.length; k++) kw[k]! += flowKw(network, a, k);
  });
  return power;
}
