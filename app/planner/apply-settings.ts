import { balancePhases, hasSplitVehicles } from './balance-phases';
import { leastCost } from './least-cost';
import { isFree, settingsOf } from './power-settings';
import type { ChargingProblem } from './problem';
import { settlePower } from './settle-power';
import type { Site } from './site';
import type { Horizon, SiteSolution } from './solve-site';

export interface AppliedSettings extends SiteSolution {
  /** No plan leaves less unmet, kWh; absent where it is the optimum's. */
  boundKwh?: number;
  /** What the same energy would cost at best, yuan; absent where that is what it costs. */
  leastYuan?: number;
}

/** Whether the settings are best applied to a vertex of the optimum. */
export function needsVertex(problem: ChargingProblem, site: Site): boolean {
  return (
    !hasSplitVehicles(site) && !site.vehicles.every((vehicle) => isFree(settingsOf(vehicle, problem.options)))
  );
}

/** Makes a plan of the continuous optimum in which every vehicle takes equal parts from its phases and only powers it can be set to. */
export function applySettings(
  problem: ChargingProblem,
  site: Site,
  horizon: Horizon,
  optimum: SiteSolution,
  byPrice: readonly number[],
): AppliedSettings {
  const settings = site.vehicles.map((vehicle) => settingsOf(vehicle, problem.options));
  const settling = !settings.every(isFree);
  const split = hasSplitVehicles(site);
  if (!split && !settling) return optimum;
  const plan: AppliedSettings = split
    ? balancePhases(site, horizon, optimum, problem.prices)
    : { ...optimum, vehicleKw: optimum.vehicleKw.map((kw) => kw.slice()) };
  const { prices } = problem;
  const { hoursPerInterval } = horizon;
  if (settling) settlePower(site, plan.vehicleKw, { prices, byPrice, hoursPerInterval, settings });
  return { ...plan, leastYuan: leastCost(site, plan.vehicleKw, horizon, prices) };
}
