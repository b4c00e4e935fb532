import { createPost, createSight, type Disturbance, settle } from './disturbance';
import type { Scenario, ScenarioCar } from './scenario';
import type { Decision, Moment, PluggedCar, Site, Strategy } from './strategy';
import { slotMinutes } from './wall-clock';

export interface NodeViolation {
  nodeId: string;
  violationKwh: number;
  violationSlots: number;
  peakOverKw: number;
}

/** What a strategy did, measured on the truth. */
export interface Outcome {
  strategyId: string;
  deliveredKwh: Float64Array;
  costYuan: number;
  /** Charging load averaged over each quarter-hour, kW. */
  slotKw: Float64Array;
  /** Highest charging load with the base load of the same moment, kW. */
  peakKw: number;
  violations: NodeViolation[];
  setPointChanges: number;
  chargingWantedHours: number;
  decideMs: number[];
}

const overTolerance = 1e-6;
const fullToleranceKwh = 1e-9;
const changeKw = 0.1;

/** Minutes at which something changes: quarter-hours with a car present, plug-ins and departures. */
function eventMinutes(cars: readonly ScenarioCar[]): number[] {
  const minutes = new Set<number>();
  for (const car of cars) {
    minutes.add(car.arriveMin).add(car.departMin);
    const first = Math.ceil(car.arriveMin / slotMinutes) * slotMinutes;
    for (let minute = first; minute < car.departMin; minute += slotMinutes) minutes.add(minute);
  }
  return [...minutes].sort((a, b) => a - b);
}

function createOutcome(scenario: Scenario, strategyId: string): Outcome {
  return {
    strategyId,
    deliveredKwh: new Float64Array(scenario.cars.length),
    costYuan: 0,
    slotKw: new Float64Array(scenario.slotCount),
    peakKw: scenario.baseKw.reduce((peak, kw) => Math.max(peak, kw), 0),
    violations: scenario.nodes.map(({ id }) => ({
      nodeId: id,
      violationKwh: 0,
      violationSlots: 0,
      peakOverKw: 0,
    })),
    setPointChanges: 0,
    chargingWantedHours: 0,
    decideMs: [],
  };
}

/** Adds up the load of every node for one moment and records what exceeds its headroom. */
function createViolationMeter(scenario: Scenario, outcome: Outcome) {
  const load = new Float64Array(scenario.nodes.length);
  const lastSlot = new Int32Array(scenario.nodes.length).fill(-1);
  return {
    load,
    record(slot: number, hours: number) {
      for (let n = load.length - 1; n > 0; n--) load[scenario.nodes[n]!.parent]! += load[n]!;
      for (let n = 0; n < load.length; n++) {
        const overKw = load[n]! - Math.max(0, scenario.nodes[n]!.headroomKw[slot]!);
        if (overKw <= overTolerance) continue;
        const violation = outcome.violations[n]!;
        violation.violationKwh += overKw * hours;
        violation.peakOverKw = Math.max(violation.peakOverKw, overKw);
        if (lastSlot[n] !== slot) violation.violationSlots++;
        lastSlot[n] = slot;
      }
      outcome.peakKw = Math.max(outcome.peakKw, scenario.baseKw[slot]! + load[0]!);
    },
  };
}

/**
 * Replays the scenario under one strategy. At every plug-in, departure and quarter-hour the strategy sees the cars that
 * are plugged in and nothing of those to come; its set-points hold until the next event. A car takes no more than its
 * pile gives and it still needs, and leaves with what it has. `now` (ms) only times the decisions.
 */
export function replay(
  scenario: Scenario,
  strategy: Strategy,
  now: () => number = () => 0,
  disturbance: Disturbance = {},
): Outcome {
  const outcome = createOutcome(scenario, strategy.id);
  const meter = createViolationMeter(scenario, outcome);
  const { cars: _cars, stays, counts: _counts, ...truth } = scenario;
  const { site, reveal } = createSight(truth, disturbance);
  const act = createAct(truth, strategy, disturbance);
  const decide = strategy.create(site);
  const events = eventMinutes(scenario.cars);
  const order = scenario.cars
    .map((_, c) => c)
    .sort((a, b) => scenario.cars[a]!.arriveMin - scenario.cars[b]!.arriveMin);
  const lastKw = new Float64Array(scenario.cars.length);
  let nextArrival = 0;
  let endedStays = 0;
  let present: number[] = [];
  for (let e = 0; e + 1 < events.length; e++) {
    const atMin = events[e]!;
    const slot = Math.floor(atMin / slotMinutes);
    const hours = (Math.min(events[e + 1]!, (slot + 1) * slotMinutes) - atMin) / 60;
    while (nextArrival < order.length && scenario.cars[order[nextArrival]!]!.arriveMin <= atMin) {
      present.push(order[nextArrival++]!);
    }
    while (endedStays < stays.length && stays[endedStays]!.departMin <= atMin) endedStays++;
    present = present.filter((c) => {
      const car = scenario.cars[c]!;
      return car.departMin > atMin && car.energyKwh - outcome.deliveredKwh[c]! > fullToleranceKwh;
    });
    if (present.length === 0) continue;
    const cars = present.map((c) => describe(scenario.cars[c]!, outcome.deliveredKwh[c]!));
    const moment = { atMin, slot, hours, cars, stays, endedStays, chargedKw: outcome.slotKw[slot]! };
    reveal(slot);
    const startedMs = now();
    const decided = decide(moment);
    outcome.decideMs.push(now() - startedMs);
    const setPoints = act(moment, decided);
    meter.load.fill(0);
    present.forEach((c, k) => {
      const car = cars[k]!;
      const kw = Math.max(0, Math.min(setPoints[k]!, car.maxKw, car.remainingKwh / hours));
      for (const n of car.lines ?? [car.node]) meter.load[n]! += kw / (car.lines?.length ?? 1);
      outcome.deliveredKwh[c]! += kw * hours;
      outcome.costYuan += kw * hours * scenario.prices[slot]!;
      outcome.slotKw[slot]! += (kw * hours * 60) / slotMinutes;
      outcome.chargingWantedHours += hours;
      if (Math.abs(kw - lastKw[c]!) > changeKw) outcome.setPointChanges++;
      lastKw[c] = kw;
    });
    meter.record(slot, hours);
  }
  return outcome;
}

/** What piles do of what was decided. A strategy without limits has nothing to send. */
function createAct(site: Site, strategy: Strategy, disturbance: Disturbance) {
  const { settings } = disturbance;
  const post = createPost(disturbance);
  return (moment: Moment, decided: Decision): ArrayLike<number> => {
    if (strategy.ignoresLimits) return decided.kw;
    const kw = settings ? settle(site, moment, decided.kw, settings) : decided.kw;
    return post.deliver(site, moment, { ...decided, kw });
  };
}

function describe(car: ScenarioCar, deliveredKwh: number): PluggedCar {
  const { departMin: _truth, energyKwh, ...known } = car;
  return { ...known, remainingKwh: energyKwh - deliveredKwh };
}
