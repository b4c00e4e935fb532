import { balancePhases } from './balance-phases';
import { leastCost } from './least-cost';
import { isFree, settingsOf } from './power-settings';
import { pressure } from './press-first';
import type { ChargingProblem } from './problem';
import { settlePower } from './settle-power';
import { hasSplitVehicles, type Site } from './site';
import type { Horizon, SiteSolution } from './solve-site';

export interface AppliedSettings extends SiteSolution {
  /** No plan leaves less unmet, kWh; absent where it is the optimum's. */
  boundKwh?: number;
  /** What the same energy would cost at best, yuan; absent where that is what it costs. */
  leastYuan?: number;
}

/** Whether every vehicle can be set to any power. */
export function isSetFreely(problem: ChargingProblem, site: Site): boolean {
  return site.vehicles.every((vehicle) => isFree(settingsOf(vehicle, problem.options)));
}

/**
 * Makes a plan of the continuous optimum in which every vehicle takes equal parts from its phases and only powers it can be
 * set to. The optimum stays as it is.
 */
export function applySettings(
  problem: ChargingProblem,
  site: Site,
  horizon: Horizon,
  optimum: SiteSolution,
): AppliedSettings {
  const settles = !isSetFreely(problem, site);
  const split = hasSplitVehicles(site);
  if (!split && !settles) return optimum;
  const { prices, options } = problem;
  const plan: AppliedSettings = split ? balancePhases(site, horizon, optimum, prices) : { ...optimum };
  if (settles) {
    const settings = site.vehicles.map((vehicle) => settingsOf(vehicle, options));
    const { hoursPerInterval, tiers, goOn, before } = horizon;
    const leastNow = horizon.leastNow?.get(site.nodes[0]!.id);
    const ranks = goOn && !before ? pressure(site, hoursPerInterval, goOn) : undefined;
    const order = { prices, byPrice: tiers.flat(), hoursPerInterval, settings, ranks, leastNow };
    plan.vehicleKw = settlePower(site, plan.vehicleKw, order);
  }
  return { ...plan, leastYuan: leastCost(site, plan.vehicleKw, horizon, prices) };
}
