import { instantFromMs } from '~/domain/shared/local-time';
import type { IntervalEnergy } from '~/domain/shared/meter-points';
import { intersect, overlaps, type TimeWindow, union } from '~/domain/shared/time-window';
import { pricesFor } from '~/domain/tariff/bands';
import { planCharging, type Vehicle } from '~/planner';
import type { GridFacts } from '../night/grid-facts.server';
import {
  INTERVAL_MINUTES,
  INTERVAL_MS,
  instantsFrom,
  limitNodes,
  type PilePlace,
  placeInTree,
  roomOf,
  transformerStates,
} from '../night/grid-nodes';

/** Energy in a time window at a pile: what is asked for, or what has been promised. */
export interface EnergyWindow {
  readonly id: string;
  readonly pile: PilePlace;
  readonly window: TimeWindow;
  readonly energyWh: number;
  readonly maxKw: number;
  readonly minKw: number;
}

export interface PromiseProblem {
  readonly grid: GridFacts;
  /** The part of the headroom, 0 to 1, that promises may take. */
  readonly share: number;
  /** What is promised already; of a window that has begun, what is left of it. */
  readonly promised: readonly EnergyWindow[];
  readonly asked: EnergyWindow;
}

export interface EnergyPromise {
  /** At most what is asked for, whole hundreds of Wh. */
  readonly promisedWh: number;
  /** When it would flow as things are, whole Wh that add up to it. */
  readonly intervals: readonly IntervalEnergy[];
}

const STEP_WH = 100;
const ROUNDING_WH = 0.01;

/**
 * How much of the asked energy can be promised beside everything that is promised already: by the planner, on the limits of the
 * transformer, feeder and phase in each quarter hour. No earlier promise gets less than it would without the new one: a car takes
 * either its least power or nothing, so what the planner leaves an earlier promise may be too little to be used, and the new
 * promise shrinks until it is not.
 */
export function promiseEnergy({ grid, share, promised, asked }: PromiseProblem): EnergyPromise {
  const range = together(asked.window, promised);
  const startMs = Math.floor(range.start / INTERVAL_MS) * INTERVAL_MS;
  const instants = instantsFrom(startMs, Math.ceil((range.end - startMs) / INTERVAL_MS));
  const earlier = promised
    .filter((other) => overlaps(other.window, range))
    .flatMap((other) => vehicleOf(other, startMs, true, grid) ?? []);
  const plan = planOn(grid, share, instants);
  let aloneWh: Map<string, number> | null = null;
  let energyWh = asked.energyWh;
  for (let tries = 0; tries < MOST_TRIES && energyWh > 0; tries += 1) {
    const candidate = vehicleOf({ ...asked, energyWh }, startMs, false, grid);
    if (!candidate) return NOTHING;
    const kw = plan([...earlier, candidate]);
    const promise = roundedDown(kw.get(candidate.id) ?? [], instants);
    let lostWh = shortOf(earlier, kw, (vehicle) => vehicle.energyKwh * 1000);
    if (lostWh > 0) {
      aloneWh ??= energyOf(plan(earlier));
      lostWh = shortOf(earlier, kw, ({ id }) => aloneWh?.get(id) ?? 0);
    }
    if (lostWh === 0) return promise;
    energyWh = promise.promisedWh - Math.ceil(lostWh / STEP_WH) * STEP_WH;
  }
  return NOTHING;
}

const MOST_TRIES = 12;
const NOTHING: EnergyPromise = { promisedWh: 0, intervals: [] };

/** Plans vehicles on the compound's grid: the power of each in each interval, kW. */
function planOn(grid: GridFacts, share: number, instants: readonly string[]) {
  const transformers = transformerStates(grid, instants);
  const roomKw = roomOf(grid, transformers, instants.length);
  const startAt = instants[0]!;
  const endAt = instantFromMs(Date.parse(startAt) + instants.length * INTERVAL_MS);
  const prices = pricesFor({ startAt, endAt }, INTERVAL_MINUTES, grid.tariff.versions);
  return (vehicles: readonly Vehicle[]): Map<string, readonly number[]> => {
    const plan = planCharging({
      version: 1,
      intervalMinutes: INTERVAL_MINUTES,
      startAt,
      prices: prices.ok ? prices.prices : instants.map(() => 0),
      nodes: limitNodes(grid, transformers, (id) => (roomKw.get(id) ?? []).map((kw) => kw * share)),
      vehicles: [...vehicles],
    });
    return new Map(plan.vehicles.map(({ id, kw }) => [id, kw]));
  };
}

function energyOf(kw: ReadonlyMap<string, readonly number[]>): Map<string, number> {
  return new Map([...kw].map(([id, powers]) => [id, wattHours(powers)]));
}

/** How much these vehicles together lack of what is due to each, Wh; less than the promises' rounding is nothing. */
function shortOf(
  vehicles: readonly Vehicle[],
  kw: ReadonlyMap<string, readonly number[]>,
  dueWh: (vehicle: Vehicle) => number,
): number {
  const short = vehicles.reduce(
    (sum, vehicle) => sum + Math.max(0, dueWh(vehicle) - wattHours(kw.get(vehicle.id) ?? [])),
    0,
  );
  return short <= SHORT_WH ? 0 : short;
}

function wattHours(kw: readonly number[]): number {
  return kw.reduce((sum, power) => sum + (power * 1000 * INTERVAL_MINUTES) / 60, 0);
}

const SHORT_WH = 1;

/** The stretch of promised windows that touch one another and `window`: nothing outside it matters to the window. */
function together(window: TimeWindow, promised: readonly EnergyWindow[]): TimeWindow {
  const stretches = union([window, ...promised.map((other) => other.window)]);
  return stretches.find((stretch) => intersect(stretch, window)) ?? window;
}

function vehicleOf(energy: EnergyWindow, startMs: number, firm: boolean, grid: GridFacts): Vehicle | null {
  const arrive = Math.ceil((energy.window.start - startMs) / INTERVAL_MS);
  const depart = Math.floor((energy.window.end - startMs) / INTERVAL_MS);
  if (depart <= arrive) return null;
  return {
    id: energy.id,
    ...placeInTree(grid.feeders, energy.pile),
    arrive,
    depart,
    energyKwh: energy.energyWh / 1000,
    maxKw: energy.maxKw,
    minKw: Math.min(energy.minKw, energy.maxKw),
    ...(firm && { firm }),
  };
}

/** The plan's energy in whole Wh, by running totals, cut off at the last whole step. */
function roundedDown(kw: readonly number[], instants: readonly string[]): EnergyPromise {
  let flowed = 0;
  const totalsWh = kw.map((power) => {
    flowed += (power * 1000 * INTERVAL_MINUTES) / 60;
    return Math.floor(flowed + ROUNDING_WH);
  });
  const promisedWh = Math.floor((totalsWh.at(-1) ?? 0) / STEP_WH) * STEP_WH;
  const intervals: IntervalEnergy[] = [];
  let before = 0;
  totalsWh.forEach((total, t) => {
    const upTo = Math.min(total, promisedWh);
    const startAt = instants[t]!;
    const endAt = instantFromMs(Date.parse(startAt) + INTERVAL_MS);
    if (upTo > before) intervals.push({ startAt, endAt, energyWh: upTo - before });
    before = upTo;
  });
  return { promisedWh, intervals };
}
