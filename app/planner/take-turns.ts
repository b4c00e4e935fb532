import { type ChargingGraph, sendUp } from './charging-graph';
import { type FlowArcs, NEGLIGIBLE_KW } from './flow-arcs';
import { groupBy } from './group-by';
import type { Site } from './site';
import { swapTurns } from './swap-turns';

/**
 * Searches for ways to place what dealing leaves over. Where the first ones leave more than a part of it, or all of them
 * anything, swapping is the better start.
 */
const SEARCHES = { first: 2, rest: 4, part: 1 / 3 };

/** Starts a vehicle that dealing has not been seen to better. */
const FEW_STARTS = 1.7;

/** Part of the vehicles that must be there when charging begins: what is dealt early to the first leaves early loads that later arrivals cannot take. */
const MOST_ARE_HERE = 3 / 4;

/** Vehicles in the order of their turns: those that `goOn` first, then the earliest departure. */
export function inTurn({ vehicles }: Site, goOn: (vehicleId: string) => boolean): Int32Array {
  const last = vehicles.reduce((latest, { depart }) => Math.max(latest, depart), 0);
  const turn = vehicles.map(({ id, depart }) => (goOn(id) ? depart : last + 1 + depart));
  return groupBy(turn, 2 * last + 2).members;
}

/**
 * Rearranges a flow so that each vehicle charges in few long runs. Swaps within each limit, whose attachments must lie in
 * turn, and, where that is not enough, deals the load of the root (kW) out anew; keeps the fewer starts.
 * The energy of every vehicle and the load of the root in every interval stay what they are.
 */
export function takeTurns(network: ChargingGraph, loadKw: Float64Array, order: ArrayLike<number>): void {
  const { arcs } = network;
  swapTurns(arcs);
  const starts = countStarts(arcs);
  if (starts <= FEW_STARTS * order.length || !areHere(network, loadKw)) return;
  const swapped = arcs.kw.slice();
  if (dealOut(network, loadKw, order) && countStarts(arcs) <= starts) return;
  arcs.kw.set(swapped);
  arcs.readBits();
}

/** Gives one vehicle after another the earliest room under every limit. False where something is left over. */
function dealOut(network: ChargingGraph, loadKw: Float64Array, order: ArrayLike<number>): boolean {
  const { graph, arcs, root } = network;
  const wanted = new Float64Array(arcs.attachments);
  for (let a = 0; a < wanted.length; a++) wanted[a] = arcs.carriedKw(a);
  arcs.empty();
  const sinks = Array.from(loadKw, (kw, t) => {
    graph.deficit[root + t] = kw;
    return root + t;
  });
  let left = 0;
  for (let k = 0; k < order.length; k++) {
    const last = arcs.ofVehicle[order[k]!]!;
    let a = last;
    do {
      a = arcs.twin[a]!;
      left += deal(network, a, wanted[a]!);
    } while (a !== last);
  }
  const over = left;
  left = graph.transfer(sinks, left, undefined, SEARCHES.first);
  if (left <= over * SEARCHES.part) left = graph.transfer(sinks, left, undefined, SEARCHES.rest);
  graph.excess.fill(0);
  graph.deficit.fill(0);
  return left <= NEGLIGIBLE_KW;
}

/** Fills the earliest room. Answers what is left, which stays excess of the vehicle. */
function deal(network: ChargingGraph, attachment: number, wanted: number): number {
  const { graph, arcs, site } = network;
  const { excess } = graph;
  const vehicle = arcs.vehicle[attachment]!;
  const { arrive, depart, minKw = 0 } = site.vehicles[vehicle]!;
  const least = Math.max(NEGLIGIBLE_KW, minKw);
  const before = excess[vehicle]!;
  excess[vehicle] = wanted;
  for (let t = arrive; t < depart && excess[vehicle]! > NEGLIGIBLE_KW; t++)
    sendUp(network, attachment, t, least);
  const left = excess[vehicle]!;
  excess[vehicle] = before + left;
  return left;
}

/** Whether enough vehicles are there when the root's first load comes. */
function areHere({ site: { vehicles } }: ChargingGraph, loadKw: Float64Array): boolean {
  const first = loadKw.findIndex((kw) => kw > NEGLIGIBLE_KW);
  const here = vehicles.reduce((sum, { arrive }) => sum + (arrive <= first ? 1 : 0), 0);
  return here >= MOST_ARE_HERE * vehicles.length;
}

/** How often charging begins, over all attachments. */
function countStarts(arcs: FlowArcs): number {
  let starts = 0;
  for (let a = 0; a < arcs.attachments; a++) starts += arcs.startsOf(a);
  return starts;
}
