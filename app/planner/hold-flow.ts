import type { ChargingGraph } from './charging-graph';

/** Powers of a vehicle in an optimum, kW, from interval `from` on. */
export interface KnownPowers {
  from: number;
  kw: Float64Array;
}

/** The same by the vehicle's id; undefined where it was not there. */
export type KnownFlow = (vehicleId: string) => KnownPowers | undefined;

/**
 * Lets a known flow through an empty network, as much of it as its limits and vehicles still take. Answers the load of the
 * root in each interval, kW. What vehicles lack stays their excess.
 */
export function holdFlow(
  { graph, arcs, tree, intervals }: ChargingGraph,
  known: (vehicle: number) => KnownPowers | undefined,
): Float64Array {
  const loadKw = new Float64Array(intervals);
  for (let a = 0; a < arcs.attachments; a++) {
    const vehicle = arcs.vehicle[a]!;
    const powers = known(vehicle);
    if (!powers) continue;
    let left = graph.excess[vehicle]!;
    for (let t = arcs.arrive[a]!; t < arcs.depart[a]!; t++) {
      const most = Math.min(powers.kw[t - powers.from] ?? 0, left, tree.rootKw[t]! - loadKw[t]!);
      if (most <= 0) continue;
      const kw = arcs.roomAbove(arcs.at[a]!, t, Math.min(most, arcs.roomKw(a, t)));
      if (kw <= 0) continue;
      arcs.addToRoot(a, t, kw);
      loadKw[t]! += kw;
      left -= kw;
    }
    graph.excess[vehicle] = left;
  }
  return loadKw;
}
