import { buildChargingGraph } from './charging-graph';
import { fillTiers, priceTiers } from './fill-tiers';
import { holdFlow } from './hold-flow';
import { bindingLimits } from './limit-tree';
import { hasSplitVehicles, type Site } from './site';
import type { Horizon, WindowKw } from './solve-site';

/** The least that the energy which each vehicle gets could cost with any powers and any split over its phases, yuan. */
export function leastCost(
  site: Site,
  vehicleKw: readonly WindowKw[],
  { intervals, hoursPerInterval }: Pick<Horizon, 'intervals' | 'hoursPerInterval'>,
  prices: readonly number[],
): number {
  const charged = site.vehicles.map((vehicle, v) => {
    const window = vehicleKw[v]!;
    let kw = 0;
    for (let k = 0; k < window.length; k++) kw += window[k]!;
    return { ...vehicle, energyKwh: kw * hoursPerInterval };
  });
  const sameEnergy = { ...site, vehicles: charged };
  const network = buildChargingGraph(
    sameEnergy,
    bindingLimits(sameEnergy, intervals),
    intervals,
    hoursPerInterval,
  );
  const flows = new Map(
    charged.map(({ id, arrive }, v) => [id, { from: arrive, kw: vehicleKw[v]! }] as const),
  );
  const loadKw = hasSplitVehicles(site) ? undefined : holdFlow(network, (id) => flows.get(id));
  // An interval each, the tiers of the earliest plan cost the same and take a search each.
  const filledKw = fillTiers(network, priceTiers(prices), loadKw);
  return filledKw.reduce((yuan, kw, t) => yuan + kw * hoursPerInterval * prices[t]!, 0);
}
