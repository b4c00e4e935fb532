import { type Cut, describeCut, findCuts } from './bottleneck';
import { buildChargingGraph, type ChargingGraph } from './charging-graph';
import { fillTiers } from './fill-tiers';
import { NEGLIGIBLE_KW } from './flow-arcs';
import { holdFlow, type KnownFlow } from './hold-flow';
import { keepPowers, type PowersBefore } from './keep-powers';
import { levelOut } from './level-out';
import { bindingLimits } from './limit-tree';
import { mendLevels } from './mend-levels';
import { lowestBit } from './node-set';
import type { Bottleneck } from './plan';
import { pressFirst, pressure } from './press-first';
import type { TieBreak } from './problem';
import type { Site } from './site';
import { inTurn, takeTurns } from './take-turns';
import { moveToVertex } from './vertex';

export interface Horizon {
  intervals: number;
  hoursPerInterval: number;
  /** Groups of intervals of equal price, cheapest first. */
  tiers: readonly (readonly number[])[];
  tieBreak: TieBreak;
  /** Asks for as few powers between nothing and full as the same totals allow. */
  vertex?: boolean;
  /** Powers to keep to among equally good plans. */
  before?: PowersBefore;
  /** Load of the first interval, kW by the root's id, that goes before everything but the most energy. */
  leastNow?: ReadonlyMap<string, number>;
  /** Asks for few long runs, and says which vehicles charge already; `before` goes first. */
  goOn?: (vehicleId: string) => boolean;
}

/** Power of one vehicle in each interval of its window, kW. */
export type WindowKw = Float64Array;

export interface SiteSolution {
  /** In the order of the site's vehicles. */
  vehicleKw: WindowKw[];
  bottlenecks: Bottleneck[];
}

/**
 * The continuous optimum of one root: least unmet energy, shared fairly, at least cost, then as the tie-break says. With the
 * flow of a like problem only what is different is augmented, moved and levelled, and powers stay where they can.
 */
export function solveSite(site: Site, horizon: Horizon, known?: KnownFlow): SiteSolution {
  const order = horizon.goOn && inTurn(site, horizon.goOn);
  const tree = bindingLimits(site, horizon.intervals, order);
  const network = buildChargingGraph(site, horizon.intervals, horizon.hoursPerInterval, tree);
  const unmet = network.graph.excess;
  const level = known ? mendLevels : levelOut;
  const loadKw = fillTiers(
    network,
    horizon.tiers,
    known && holdFlow(network, (v) => known(site.vehicles[v]!.id)),
    horizon.leastNow?.get(site.nodes[0]!.id),
  );
  const short: number[] = [];
  for (let v = 0; v < site.vehicles.length; v++)
    if (unmet[v]! > NEGLIGIBLE_KW * horizon.intervals) short.push(v);
  const cuts = short.length > 0 ? findCuts(network, short) : [];
  shareShortfall(network, cuts, horizon.hoursPerInterval, level);
  unmet.fill(0);
  if (horizon.tieBreak === 'flattest') flatten(network, loadKw, horizon.tiers, level);
  if (horizon.before) keepPowers(network, loadKw, horizon.before);
  else if (order && !known) {
    takeTurns(network, loadKw, order);
    if (site.vehicles.some(({ arrive }) => arrive === 0))
      pressFirst(network, pressure(site, horizon.hoursPerInterval, horizon.goOn!));
  }
  if (horizon.vertex) moveToVertex(network);
  const bottlenecks = cuts.map((cut) => describeCut(network, cut, horizon.hoursPerInterval));
  return { vehicleKw: collect(network), bottlenecks };
}

/**
 * Firm vehicles take what others have where they lack it; then, among the firm and among the others, max-min fair: no
 * vehicle's served fraction (over its weight) can rise without lowering one that is no higher.
 */
function shareShortfall(
  network: ChargingGraph,
  cuts: readonly Cut[],
  hoursPerInterval: number,
  level: typeof levelOut,
): void {
  if (cuts.length === 0) return;
  const { graph, site } = network;
  const { vehicles } = site;
  const levels = {
    nodes: new Int32Array(vehicles.length).map((_, v) => v),
    slope: new Float64Array(vehicles.length),
    offset: new Float64Array(vehicles.length),
    cap: new Float64Array(vehicles.length),
    amount: new Float64Array(vehicles.length),
    surplusLeaves: false,
  };
  for (let v = 0; v < vehicles.length; v++) {
    const wanted = vehicles[v]!.energyKwh / hoursPerInterval;
    levels.slope[v] = wanted * (vehicles[v]!.weight ?? 1);
    levels.cap[v] = wanted;
    levels.amount[v] = wanted - graph.excess[v]!;
  }
  graph.excess.fill(0);
  const members = cuts.map((cut) => cut.vehicles.filter((v) => levels.cap[v]! > 0));
  const isFirm = (v: number) => vehicles[v]!.firm === true;
  const zones = cuts.map((cut) => cut.nodes);
  if (!members.some((group) => group.some(isFirm))) {
    level(graph, levels, members, zones);
    return;
  }
  const firm = members.map((group) => group.filter(isFirm));
  const others = members.map((group) => group.filter((v) => !isFirm(v)));
  firm.forEach((group, c) => {
    serveFirm(graph, levels, group, others[c]!);
  });
  for (const groups of [firm, others]) levelOut(graph, levels, groups, zones);
}

/** Moves energy from the others of a cut to its firm vehicles, as much as the network lets through. */
function serveFirm(
  graph: ChargingGraph['graph'],
  { amount, cap }: { amount: Float64Array; cap: Float64Array },
  firm: readonly number[],
  others: readonly number[],
): void {
  let lacking = 0;
  for (const v of firm) {
    graph.excess[v] = cap[v]! - amount[v]!;
    lacking += graph.excess[v]!;
  }
  for (const v of others) graph.deficit[v] = amount[v]!;
  graph.transfer(others, lacking);
  for (const v of firm) {
    amount[v] = cap[v]! - graph.excess[v]!;
    graph.excess[v] = 0;
  }
  for (const v of others) {
    amount[v] = graph.deficit[v]!;
    graph.deficit[v] = 0;
  }
}

function flatten(
  network: ChargingGraph,
  loadKw: Float64Array,
  tiers: Horizon['tiers'],
  level: typeof levelOut,
): void {
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
    if (members.length > 1) level(graph, levels, [members]);
  }
}

function collect({ arcs, site }: ChargingGraph): WindowKw[] {
  const all = new Float64Array(site.vehicles.reduce((sum, { arrive, depart }) => sum + depart - arrive, 0));
  let next = 0;
  const power = site.vehicles.map(({ arrive, depart }) => {
    const first = next;
    next += depart - arrive;
    return all.subarray(first, next);
  });
  const { words, flow } = arcs;
  for (let a = 0; a < arcs.attachments; a++) {
    const kw = power[arcs.vehicle[a]!]!;
    const arrive = arcs.arrive[a]!;
    for (let w = 0; w < words; w++) {
      for (let on = flow[a * words + w]!; on !== 0; on &= on - 1) {
        const t = (w << 5) + lowestBit(on);
        kw[t - arrive]! += arcs.powerKw(a, t);
      }
    }
  }
  return power;
}
