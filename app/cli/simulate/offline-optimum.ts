import type { ChargingProblem } from '~/planner';
import { buildChargingGraph } from '~/planner/charging-graph';
import { fillTiers, priceTiers } from '~/planner/fill-tiers';
import { bindingLimits, type LimitTree } from '~/planner/limit-tree';
import { splitSites } from '~/planner/site';
import type { Scenario, ScenarioCar } from './scenario';
import { slotMinutes } from './wall-clock';

/** What no strategy can beat: the most energy, then the least cost of that energy, with every stay known beforehand. */
export interface OfflineOptimum {
  deliveredKwh: number;
  costYuan: number;
  /** Charging load of each quarter-hour, kW. */
  slotKw: Float64Array;
}

const hoursPerSlot = slotMinutes / 60;

function windowOf(car: ScenarioCar): { arrive: number; depart: number } {
  return { arrive: Math.floor(car.arriveMin / slotMinutes), depart: Math.ceil(car.departMin / slotMinutes) };
}

function wholeProblem(scenario: Scenario): ChargingProblem {
  return {
    version: 1,
    intervalMinutes: slotMinutes,
    startAt: new Date(scenario.startAt * 60_000).toISOString(),
    prices: Array.from(scenario.prices),
    nodes: scenario.nodes.map((node) => ({
      id: node.id,
      parent: node.parent < 0 ? null : scenario.nodes[node.parent]!.id,
      limitKw: Array.from(node.headroomKw, (kw) => Math.max(0, kw)),
    })),
    vehicles: scenario.cars.map((car, c) => ({
      id: String(c),
      node: scenario.nodes[car.node]!.id,
      ...windowOf(car),
      energyKwh: car.energyKwh,
      maxKw: car.maxKw,
    })),
  };
}

/** A quarter-hour that a car spends only partly at its pile carries that part of its power. */
function capPartialSlots(tree: LimitTree, cars: readonly ScenarioCar[]): void {
  for (const { capKw, vehicle } of tree.attachments) {
    const car = cars[vehicle]!;
    const { arrive, depart } = windowOf(car);
    for (const k of new Set([0, depart - arrive - 1])) {
      const slotStartMin = (arrive + k) * slotMinutes;
      const minutes =
        Math.min(car.departMin, slotStartMin + slotMinutes) - Math.max(car.arriveMin, slotStartMin);
      capKw[k]! *= minutes / slotMinutes;
    }
  }
}

/**
 * The bound by one maximum flow over the whole period, cheapest price first. Averaging over quarter-hours relaxes the
 * replay, where limits, base load and prices are constant within them, so no strategy within the limits does better.
 */
export function findOfflineOptimum(scenario: Scenario): OfflineOptimum {
  const [site] = splitSites(wholeProblem(scenario));
  const cars = site!.vehicles.map((vehicle) => scenario.cars[Number(vehicle.id)]!);
  const tree = bindingLimits(site!, scenario.slotCount);
  capPartialSlots(tree, cars);
  const network = buildChargingGraph(site!, tree, scenario.slotCount, hoursPerSlot);
  const slotKw = fillTiers(network, priceTiers(Array.from(scenario.prices)));
  let deliveredKwh = 0;
  let costYuan = 0;
  slotKw.forEach((kw, slot) => {
    deliveredKwh += kw * hoursPerSlot;
    costYuan += kw * hoursPerSlot * scenario.prices[slot]!;
  });
  return { deliveredKwh, costYuan, slotKw };
}

/**
 * The least cost of a lower energy, yuan: the greedy fills the cheapest price to the most that it can take before it opens
 * the next, so of any energy the cheapest part of the optimum is the cheapest there is. Null where it is more than the
 * optimum delivers, which only a strategy that breaks limits does.
 */
export function leastCostYuan(
  scenario: Scenario,
  { slotKw, deliveredKwh }: OfflineOptimum,
  energyKwh: number,
): number | null {
  if (energyKwh > deliveredKwh + 1e-6) return null;
  const cheapestFirst = priceTiers(Array.from(scenario.prices)).flat();
  let left = energyKwh;
  let costYuan = 0;
  for (const slot of cheapestFirst) {
    const kwh = Math.min(left, slotKw[slot]! * hoursPerSlot);
    costYuan += kwh * scenario.prices[slot]!;
    left -= kwh;
  }
  return costYuan;
}
