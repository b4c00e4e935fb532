import { buildChargingGraph } from './charging-graph';
import { fillTiers } from './fill-tiers';
import { holdFlow } from './hold-flow';
import { bindingLimits } from './limit-tree';
import { hasSplitVehicles, type Site } from './site';
import type { Horizon, WindowKw } from './solve-site';

/** The least that the energy which each vehicle gets could cost with any powers and any split over its phases, yuan. */
export function leastCost(
  site: Site,
  vehicleKw: readonly WindowKw[],
  { intervals, hoursPerInterval, tiers }: Horizon,
  prices: readonly number[],
): number {
  const charged = site.vehicles.map((vehicle, v) => ({
    ...vehicle,
    energyKwh: vehicleKw[v]!.reduce((sum, kw) => sum + kw * hoursPerInterval, 0),
  }));
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
  return fillTiers(network, tiers, loadKw).reduce(
    (sum, kw, t) => sum + kw * hoursPerInterval * prices[t]!,
    0,
  );
}
