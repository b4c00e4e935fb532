import { type ChargingGraph, emptyFlow, flowKw } from './charging-graph';
import { send } from './hold-flow';
import { NEGLIGIBLE_KW } from './residual-graph';
import { swapTurns } from './swap-turns';

/**
 * Searches for ways to place what dealing leaves over. Where the first ones leave more than a part of it, or all of them
 * anything, swapping is the better start.
 */
const SEARCHES = { first: 2, rest: 4, part: 1 / 3 };

/** Starts a vehicle that dealing has not been seen to better. */
const FEW_STARTS = 1.7;

/**
 * Rearranges a flow so that each vehicle charges in few long runs: those that `goOn` first, then the earliest departure.
 * Swaps within each limit and, where that is not enough, deals the load of the root (kW) out anew; keeps the fewer starts.
 * The energy of every vehicle and the load of the root in every interval stay what they are.
 */
export function takeTurns(
  network: ChargingGraph,
  loadKw: Float64Array,
  goOn: (vehicleId: string) => boolean,
): void {
  const { residual } = network.graph.arcs;
  const order = inTurn(network, goOn);
  swapTurns(network, order);
  const starts = countStarts(network);
  if (starts <= FEW_STARTS * order.length) return;
  const swapped = residual.slice();
  if (!dealOut(network, loadKw, order) || countStarts(network) > starts) residual.set(swapped);
}

function inTurn({ tree, site }: ChargingGraph, goOn: (vehicleId: string) => boolean): number[] {
  const goesOn = site.vehicles.map(({ id }) => Number(goOn(id)));
  return [...tree.attachments.keys()].sort((a, b) => {
    const [u, v] = [tree.attachments[a]!.vehicle, tree.attachments[b]!.vehicle];
    return goesOn[v]! - goesOn[u]! || site.vehicles[u]!.depart - site.vehicles[v]!.depart || u - v;
  });
}

/** Gives one vehicle after another the earliest room under every limit. False where something is left over. */
function dealOut(network: ChargingGraph, loadKw: Float64Array, order: readonly number[]): boolean {
  const { graph, root, tree } = network;
  const wanted = tree.attachments.map((_, a) => carriedKw(network, a));
  emptyFlow(network);
  const sinks = Array.from(loadKw, (kw, t) => {
    graph.deficit[root + t] = kw;
    return root + t;
  });
  let left = 0;
  for (const a of order) left += deal(network, a, wanted[a]!);
  const over = left;
  left = graph.transfer(sinks, left, SEARCHES.first);
  if (left <= over * SEARCHES.part) left = graph.transfer(sinks, left, SEARCHES.rest);
  graph.excess.fill(0);
  graph.deficit.fill(0);
  return left <= NEGLIGIBLE_KW;
}

/** What flows through an attachment, kW × intervals. */
function carriedKw(network: ChargingGraph, attachment: number): number {
  const { capKw } = network.tree.attachments[attachment]!;
  let sum = 0;
  for (let k = 0; k < capKw.length; k++) sum += flowKw(network, attachment, k);
  return sum;
}

/** Fills the earliest room. Answers what is left, which becomes excess of the vehicle. */
function deal(network: ChargingGraph, attachment: number, wanted: number): number {
  const { graph, attachmentArc, limitArc, root, tree, site } = network;
  const { residual } = graph.arcs;
  const { capKw, vehicle, at } = tree.attachments[attachment]!;
  const { arrive, minKw = 0 } = site.vehicles[vehicle]!;
  const least = Math.max(NEGLIGIBLE_KW, minKw);
  let left = wanted;
  for (let k = 0, t = arrive; k < capKw.length && left > NEGLIGIBLE_KW; k++, t++) {
    let kw = Math.min(capKw[k]!, graph.deficit[root + t]!, left);
    for (let m = at; m > 0; m = tree.parent[m]!) kw = Math.min(kw, residual[limitArc[m]! + 2 * t]!);
    if (kw < least) continue;
    send(residual, attachmentArc[attachment]! + 2 * k, kw);
    for (let m = at; m > 0; m = tree.parent[m]!) send(residual, limitArc[m]! + 2 * t, kw);
    graph.deficit[root + t]! -= kw;
    left -= kw;
  }
  graph.excess[vehicle]! += left;
  return left;
}

/** How often charging begins, over all vehicles. */
function countStarts(network: ChargingGraph): number {
  let starts = 0;
  network.tree.attachments.forEach(({ capKw }, a) => {
    let wasOn = false;
    for (let k = 0; k < capKw.length; k++) {
      const isOn = flowKw(network, a, k) > 0;
      if (isOn && !wasOn) starts++;
      wasOn = isOn;
    }
  });
  return starts;
}
