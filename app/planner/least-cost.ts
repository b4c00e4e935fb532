import { buildChargingGraph } from './charging-graph';
import { fillTiers, priceTiers } from './fill-tiers';
import { holdFlow } from './hold-flow';
import { hasSplitVehicles, type Site } from './site';
import type { Horizon, WindowKw } from './solve-site';

/**
 * The least that the energy which each vehicle gets could cost with any powers and any split over its phases, yuan; with as
 * much of it in the first interval as the horizon asks for.
 */
export function leastCost(
  site: Site,
  vehicleKw: readonly WindowKw[],
  { intervals, hoursPerInterval, leastNow }: Pick<Horizon, 'intervals' | 'hoursPerInterval' | 'leastNow'>,
  prices: readonly number[],
): number {
  const network = buildChargingGraph(site, intervals, hoursPerInterval);
  const { excess } = network.graph;
  vehicleKw.forEach((kw, v) => {
    excess[v] = 0;
    for (let k = 0; k < kw.length; k++) excess[v]! += kw[k]!;
  });
  const held = (v: number) => ({ from: site.vehicles[v]!.arrive, kw: vehicleKw[v]! });
  const loadKw = hasSplitVehicles(site) ? undefined : holdFlow(network, held);
  // An interval each, the tiers of the earliest plan cost the same and take a search each.
  const filledKw = fillTiers(network, priceTiers(prices), loadKw, leastNow?.get(site.nodes[0]!.id));
  return filledKw.reduce((yuan, kw, t) => yuan + kw * hoursPerInterval * prices[t]!, 0);
}
