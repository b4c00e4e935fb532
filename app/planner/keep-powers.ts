import { type ChargingGraph, emptyFlow, flowKw } from './charging-graph';

/** Powers planned or set before, kW in each interval of the present horizon, by vehicle id. */
export type PowersBefore = ReadonlyMap<string, readonly number[]>;

/**
 * Sends the same energy of every vehicle through the same load in every interval again, first along the powers of before
 * and only then along others. Energy, cost and site load stay what they are; set-points change where something else does.
 */
export function keepPowers(network: ChargingGraph, loadKw: Float64Array, before: PowersBefore): void {
  const { graph, site, tree, root, attachmentArc } = network;
  const { residual } = graph.arcs;
  const sinks = Array.from(loadKw, (kw, t) => {
    graph.deficit[root + t] = kw;
    return root + t;
  });
  tree.attachments.forEach(({ vehicle, capKw }, a) => {
    for (let k = 0; k < capKw.length; k++) graph.excess[vehicle]! += flowKw(network, a, k);
  });
  const supply = graph.excess.reduce((sum, kw) => sum + kw, 0);
  emptyFlow(network);
  const withheld = tree.attachments.map(({ vehicle, capKw }, a) => {
    const { id, arrive } = site.vehicles[vehicle]!;
    const { share } = site.attachments[vehicle]!;
    const powers = before.get(id);
    return capKw.map((kw, k) => {
      const most = Math.min(kw, (powers?.[arrive + k] ?? 0) * share);
      residual[attachmentArc[a]! + 2 * k] = most;
      return kw - most;
    });
  });
  const left = graph.transfer(sinks, supply);
  withheld.forEach((rest, a) => {
    for (let k = 0; k < rest.length; k++) residual[attachmentArc[a]! + 2 * k]! += rest[k]!;
  });
  graph.transfer(sinks, left);
  graph.excess.fill(0);
  graph.deficit.fill(0);
}
