import type { ChargingGraph } from './charging-graph';

/** Powers of a vehicle in an optimum, kW, from interval `from` on; undefined where it was not there. */
export type KnownFlow = (vehicleId: string) => { from: number; kw: Float64Array } | undefined;

/**
 * Lets a known flow through an empty network, as much of it as its limits and vehicles still take. Answers the load of the
 * root in each interval, kW. What vehicles lack stays their excess.
 */
export function holdFlow(network: ChargingGraph, known: KnownFlow): Float64Array {
  const { graph, attachmentArc, limitArc, tree, site } = network;
  const { residual } = graph.arcs;
  const { parent } = tree;
  const loadKw = new Float64Array(network.intervals);
  tree.attachments.forEach(({ vehicle, at, capKw }, a) => {
    const { id, arrive } = site.vehicles[vehicle]!;
    const powers = known(id);
    if (!powers) return;
    let left = graph.excess[vehicle]!;
    for (let k = 0, t = arrive; k < capKw.length; k++, t++) {
      let kw = Math.min(powers.kw[t - powers.from] ?? 0, capKw[k]!, left, tree.rootKw[t]! - loadKw[t]!);
      for (let m = at; m > 0; m = parent[m]!) kw = Math.min(kw, residual[limitArc[m]! + 2 * t]!);
      if (kw <= 0) continue;
      send(residual, attachmentArc[a]! + 2 * k, kw);
      for (let m = at; m > 0; m = parent[m]!) send(residual, limitArc[m]! + 2 * t, kw);
      loadKw[t]! += kw;
      left -= kw;
    }
    graph.excess[vehicle] = left;
  });
  return loadKw;
}

/** Sends power along an arc, kW. */
export function send(residual: Float64Array, arc: number, kw: number): void {
  residual[arc]! -= kw;
  residual[arc + 1]! += kw;
}
