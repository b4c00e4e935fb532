import { type ChargingProblem, offlineBound, type WindowEnds } from '~/planner';
import type { Scenario, ScenarioCar } from './scenario';
import { slotMinutes } from './wall-clock';

/** What no strategy can beat: the most energy, then the least cost of that energy, with every stay known beforehand. */
export interface OfflineOptimum {
  deliveredKwh: number;
  costYuan: number;
  /** Charging load of each quarter-hour, kW. */
  slotKw: readonly number[];
}

const hoursPerSlot = slotMinutes / 60;

function windowOf(car: ScenarioCar): { arrive: number; depart: number } {
  return { arrive: Math.floor(car.arriveMin / slotMinutes), depart: Math.ceil(car.departMin / slotMinutes) };
}

function wholeProblem(scenario: Scenario): ChargingProblem {
  const idOf = (node: number) => scenario.nodes[node]!.id;
  return {
    version: 1,
    intervalMinutes: slotMinutes,
    startAt: new Date(scenario.startAt * 60_000).toISOString(),
    prices: Array.from(scenario.prices),
    nodes: scenario.nodes.map((node) => ({
      id: node.id,
      parent: node.parent < 0 ? null : idOf(node.parent),
      limitKw: Array.from(node.headroomKw, (kw) => Math.max(0, kw)),
    })),
    vehicles: scenario.cars.map((car, c) => ({
      id: String(c),
      node: idOf(car.node),
      ...(car.lines
        ? { phases: phaseNames.slice(0, car.lines.length), phaseNodes: car.lines.map(idOf) }
        : {}),
      ...windowOf(car),
      energyKwh: car.energyKwh,
      maxKw: car.maxKw,
    })),
  };
}

const phaseNames = ['A', 'B', 'C'] as const;

/** The parts of its first and last quarter-hour that a car is at its pile. */
function endsOf(car: ScenarioCar): WindowEnds {
  const { arrive, depart } = windowOf(car);
  const part = (slot: number) => {
    const from = Math.max(car.arriveMin, slot * slotMinutes);
    return (Math.min(car.departMin, (slot + 1) * slotMinutes) - from) / slotMinutes;
  };
  return { first: part(arrive), last: part(depart - 1) };
}

/**
 * The bound by one maximum flow over the whole period, cheapest price first. Averaging over quarter-hours relaxes the
 * replay, where limits, base load and prices are constant within them, so no strategy within the limits does better.
 */
export function findOfflineOptimum(scenario: Scenario): OfflineOptimum {
  const ends = new Map(scenario.cars.map((car, c) => [String(c), endsOf(car)]));
  const { deliveredKwh, costYuan, loadKw } = offlineBound(wholeProblem(scenario), ends);
  return { deliveredKwh, costYuan, slotKw: loadKw };
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
  const { prices } = scenario;
  const cheapestFirst = slotKw.map((_, slot) => slot).sort((a, b) => prices[a]! - prices[b]! || a - b);
  let left = energyKwh;
  let costYuan = 0;
  for (const slot of cheapestFirst) {
    const kwh = Math.min(left, slotKw[slot]! * hoursPerSlot);
    costYuan += kwh * prices[slot]!;
    left -= kwh;
  }
  return costYuan;
}
