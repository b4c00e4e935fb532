import type { ChargingGraph } from './charging-graph';

/** Powers planned or set before, kW in each interval of the present horizon, by vehicle id. */
export type PowersBefore = ReadonlyMap<string, readonly number[]>;

/**
 * Sends the same energy of every vehicle through the same load in every interval again, first along the powers of before
 * and only then along others. Energy, cost and site load stay what they are; set-points change where something else does.
 */
export function keepPowers(
  { graph, arcs, site, root }: ChargingGraph,
  loadKw: Float64Array,
  before: PowersBefore,
): void {
  const sinks = Array.from(loadKw, (kw, t) => {
    graph.deficit[root + t] = kw;
    return root + t;
  });
  for (let a = 0; a < arcs.attachments; a++) graph.excess[arcs.vehicle[a]!]! += arcs.carriedKw(a);
  const supply = graph.excess.reduce((sum, kw) => sum + kw, 0);
  arcs.empty();
  const most = arcs.kw.slice();
  for (let a = 0; a < arcs.attachments; a++) {
    const v = arcs.vehicle[a]!;
    const powers = before.get(site.vehicles[v]!.id);
    for (let t = arcs.arrive[a]!; t < arcs.depart[a]!; t++) {
      const arc = arcs.base[a]! + 2 * t;
      arcs.kw[arc] = Math.min(arcs.kw[arc]!, (powers?.[t] ?? 0) * site.attachments[v]!.share);
    }
  }
  arcs.readBits();
  const left = graph.transfer(sinks, supply);
  for (let arc = 0; arc < most.length; arc += 2) arcs.kw[arc] = most[arc]!;
  arcs.readBits();
  graph.transfer(sinks, left);
  graph.excess.fill(0);
  graph.deficit.fill(0);
}
