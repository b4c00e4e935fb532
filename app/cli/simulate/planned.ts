import {
  type ChargingProblem,
  type Foresight,
  foreseenProblem,
  type LimitNode,
  neededNow,
  planCharging,
  safeMargin,
  type TieBreak,
  type Vehicle,
} from '~/planner';
import { correctForecast } from './measured-base';
import {
  laxityMinutes,
  type Moment,
  type PileSettings,
  type PluggedCar,
  type Site,
  type Strategy,
  serveInOrder,
} from './strategy';
import { slotMinutes, slotsPerDay } from './wall-clock';

/** A plan looks at most this many slots ahead; a car that stays longer is planned to be full by then. */
const horizonSlots = 2 * slotsPerDay;

/** With cars to expect, a plan looks at least a day ahead: those of the next evening take part of tonight's valley. */
const expectingSlots = slotsPerDay;

/** Vehicles that are not there yet, on the slots after the present one; of many so many deviations more than on average. */
export type Expect = (site: Site, moment: Moment, slots: number, margin: number) => Foresight;

const nodeIds: string[] = [];

export function nodeIdOf(node: number): string {
  nodeIds[node] ??= `node:${node}`;
  return nodeIds[node];
}

function carIdOf(car: PluggedCar): string {
  return `car:${car.id}`;
}

/** Minutes that the car still stays; past its expected departure it may leave at any moment. */
function stayMinutes(moment: Moment, car: PluggedCar): number {
  return Math.max(moment.hours * 60, car.expectedDepartMin - moment.atMin);
}

/** Slots from the present one to the end of the stay, a begun slot counted whole. */
function stayEndSlot(moment: Moment, car: PluggedCar): number {
  return Math.ceil((moment.atMin + stayMinutes(moment, car)) / slotMinutes) - moment.slot;
}

/** The part of the present slot that is left. */
function restOfSlot({ atMin, slot }: Moment): number {
  return 1 - (atMin - slot * slotMinutes) / slotMinutes;
}

/** Average of `maxKw` in each slot, kW: less where the car spends only part of the slot at the pile. */
function slotCapsKw(moment: Moment, car: PluggedCar, slots: number, maxKw: number): number[] {
  const startMin = moment.slot * slotMinutes;
  const endMin = moment.atMin + stayMinutes(moment, car);
  const capsKw = new Array<number>(slots).fill(0);
  for (let t = 0; t < slots && startMin + t * slotMinutes < endMin; t++) {
    const from = Math.max(moment.atMin, startMin + t * slotMinutes);
    const to = Math.min(endMin, startMin + (t + 1) * slotMinutes);
    capsKw[t] = (maxKw * (to - from)) / slotMinutes;
  }
  return capsKw;
}

/**
 * The problem of the cars plugged in now, on the quarter-hours that begin with the present one. Power is the average of
 * a quarter-hour: of the present one only the rest is left to charge, and what has flowed in it counts as base load.
 */
export function problemAt(site: Site, moment: Moment, slots: number, tieBreak: TieBreak): ChargingProblem {
  const rest = restOfSlot(moment);
  const cut = (values: Float64Array) => Array.from(values.subarray(moment.slot, moment.slot + slots));
  const limitOf = (values: Float64Array) =>
    cut(values).map((kw, t) => Math.max(0, kw) * (t === 0 ? rest : 1));
  const loadAlready = cut(site.baseKw).map((kw, t) => (t === 0 ? kw + moment.chargedKw : kw));
  return {
    version: 1,
    intervalMinutes: slotMinutes,
    startAt: new Date((site.startAt + moment.slot * slotMinutes) * 60_000).toISOString(),
    prices: cut(site.prices),
    nodes: [
      ...site.nodes.map(({ parent, headroomKw, phase }, n) => ({
        id: nodeIdOf(n),
        parent: parent < 0 ? null : nodeIdOf(parent),
        limitKw: limitOf(headroomKw),
        ...(phase ? { phase } : {}),
        ...(n === 0 ? { baseKw: loadAlready } : {}),
      })),
      ...moment.cars.flatMap((car) => pilesOf(moment, car, slots)),
    ],
    vehicles: moment.cars.map((car) => vehicleOf(site, moment, car, slots)),
    options: { tieBreak },
  };
}

function pileIdsOf(car: PluggedCar): string[] {
  return car.lines?.map((line) => `${carIdOf(car)} ${nodeIdOf(line)}`) ?? [carIdOf(car)];
}

/** The limits of what a car can take in each slot, one a line that it takes power from. */
function pilesOf(moment: Moment, car: PluggedCar, slots: number): LimitNode[] {
  const lines = car.lines ?? [car.node];
  const limitKw = slotCapsKw(moment, car, slots, car.maxKw / lines.length);
  return pileIdsOf(car).map((id, l) => ({
    id,
    parent: nodeIdOf(lines[l]!),
    limitKw,
  }));
}

/** The energy as whole steps of a quarter-hour, the least power first: a car that is full before stops by itself. */
function wholeSteps(energyKwh: number, { minKw, stepKw }: PileSettings): number {
  const hours = slotMinutes / 60;
  return Math.max(minKw * hours, Math.ceil(energyKwh / (stepKw * hours) - 1e-9) * stepKw * hours);
}

function vehicleOf(site: Site, moment: Moment, car: PluggedCar, slots: number): Vehicle {
  const phases = car.lines?.flatMap((line) => site.nodes[line]!.phase ?? []);
  const depart = Math.min(slots, stayEndSlot(moment, car));
  const settings = site.settings && settingsOf(site.settings, moment, car, depart);
  return {
    id: carIdOf(car),
    ...(car.lines
      ? { node: nodeIdOf(car.node), phases, phaseNodes: pileIdsOf(car) }
      : { node: carIdOf(car) }),
    arrive: 0,
    depart,
    energyKwh: settings ? wholeSteps(car.remainingKwh, settings) : car.remainingKwh,
    maxKw: car.maxKw,
    ...settings,
  };
}

/**
 * What the pile can be set to, as averages of a quarter-hour. Where only a part of the present one is left, or the car is there
 * for only a part of the one it has, that part of it: otherwise nobody could charge until the next begins, which is planned
 * anew.
 */
function settingsOf(
  { minKw, stepKw }: PileSettings,
  moment: Moment,
  car: PluggedCar,
  depart: number,
): PileSettings {
  const part = depart > 1 ? restOfSlot(moment) : slotCapsKw(moment, car, 1, 1)[0]!;
  return { minKw: Math.min(minKw, car.maxKw) * part, stepKw: stepKw * part };
}

/**
 * Set-points that bring the planned average of the present quarter-hour within the minutes each car stays in it. Cars
 * that leave earlier draw more while they are there, so the limits are applied once more, the most pressed car first.
 */
function commit(site: Site, moment: Moment, averageKw: (k: number) => number): Float64Array {
  const slotEndMin = (moment.slot + 1) * slotMinutes;
  const wanted = moment.cars.map((car, k) => {
    const minutes = Math.min(slotEndMin - moment.atMin, stayMinutes(moment, car));
    return Math.min(car.maxKw, (averageKw(k) * slotMinutes) / minutes);
  });
  const laxity = moment.cars.map((car) => laxityMinutes(car, moment));
  const order = moment.cars.map((_, k) => k).sort((a, b) => laxity[a]! - laxity[b]!);
  return serveInOrder(site, moment, order, wanted);
}

interface PlannedOptions {
  /** Tells of cars that may come. */
  createExpect?: () => Expect;
  /** Sets powers anew at every event, whatever they were. */
  forgetful?: boolean;
  /** Hears of every problem that was planned. */
  watch?: (problem: ChargingProblem) => void;
}

/** The planner of the product, asked again at every event. */
export function planned(
  id: string,
  tieBreak: TieBreak,
  { createExpect, forgetful = false, watch }: PlannedOptions = {},
): Strategy {
  return {
    id,
    create: (seen) => {
      const expect = createExpect?.();
      const believe = forgetful ? () => seen : correctForecast(seen);
      let charging = new Set<string>();
      return (moment) => {
        const site = believe(moment);
        const longest = moment.cars.reduce((slots, car) => Math.max(slots, stayEndSlot(moment, car)), 1);
        const ahead = Math.min(Math.max(longest, expect ? expectingSlots : 1), horizonSlots);
        const slots = Math.min(ahead, site.slotCount - moment.slot);
        const present = problemAt(site, moment, slots, tieBreak);
        const foreseen = expect?.(site, moment, slots, safeMargin(present));
        const problem = foreseen ? foreseenProblem(present, foreseen.likely) : present;
        const leastNow = foreseen && neededNow(foreseenProblem(present, foreseen.many));
        const plan = planCharging(problem, { leastNow, charging: (id) => charging.has(id) });
        watch?.(problem);
        const kw = commit(site, moment, (k) => plan.vehicles[k]!.kw[0]!);
        if (!forgetful)
          charging = new Set(moment.cars.flatMap((car, k) => (kw[k]! > 0 ? [carIdOf(car)] : [])));
        return { kw, ahead: plan.vehicles.map((vehicle) => vehicle.kw) };
      };
    },
  };
}
