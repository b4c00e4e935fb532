import { instantFromMs } from '~/domain/shared/local-time';
import type { IntervalEnergy } from '~/domain/shared/meter-points';
import { intersect, overlaps, type TimeWindow, union } from '~/domain/shared/time-window';
import { pricesFor } from '~/domain/tariff/bands';
import { planCharging, type Vehicle } from '~/planner';
import type { GridFacts } from './grid-facts.server';
import {
  INTERVAL_MINUTES,
  INTERVAL_MS,
  instantsFrom,
  limitNodes,
  type PilePlace,
  placeInTree,
  roomOf,
  transformerStates,
} from './grid-nodes';

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
 * transformer, feeder and phase in each quarter hour, with every earlier promise coming first.
 */
export function promiseEnergy({ grid, share, promised, asked }: PromiseProblem): EnergyPromise {
  const range = together(asked.window, promised);
  const startMs = Math.floor(range.start / INTERVAL_MS) * INTERVAL_MS;
  const instants = instantsFrom(startMs, Math.ceil((range.end - startMs) / INTERVAL_MS));
  const transformers = transformerStates(grid, instants);
  const roomKw = roomOf(grid, transformers, instants.length);
  const toVehicle = (energy: EnergyWindow, firm: boolean) => vehicleOf(energy, startMs, firm, grid);
  const candidate = toVehicle(asked, false);
  if (!candidate) return { promisedWh: 0, intervals: [] };
  const window = { startAt: instants[0]!, endAt: instantFromMs(startMs + instants.length * INTERVAL_MS) };
  const prices = pricesFor(window, INTERVAL_MINUTES, grid.tariff.versions);
  const plan = planCharging({
    version: 1,
    intervalMinutes: INTERVAL_MINUTES,
    startAt: window.startAt,
    prices: prices.ok ? prices.prices : instants.map(() => 0),
    nodes: limitNodes(grid, transformers, (id) => (roomKw.get(id) ?? []).map((kw) => kw * share)),
    vehicles: [
      ...promised
        .filter((other) => overlaps(other.window, range))
        .flatMap((other) => toVehicle(other, true) ?? []),
      candidate,
    ],
  });
  const kw = plan.vehicles.find(({ id }) => id === candidate.id)?.kw ?? [];
  return roundedDown(kw, instants);
}

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
