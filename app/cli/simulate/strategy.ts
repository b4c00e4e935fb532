import type { PastStay, Place, Scenario } from './scenario';

/** A car that is plugged in and not yet full, as the charging system knows it. */
export interface PluggedCar extends Place {
  id: string;
  arriveMin: number;
  expectedDepartMin: number;
  /** What the driver said on plugging in; null where nobody did. */
  statedDepartMin: number | null;
  remainingKwh: number;
  maxKw: number;
}

/** What is known at one moment. The set-points hold for `hours`, until the next event or quarter-hour. */
export interface Moment {
  atMin: number;
  slot: number;
  hours: number;
  cars: readonly PluggedCar[];
  /** Charging load of the present quarter-hour so far, as its part of the quarter-hour's average, kW. */
  chargedKw: number;
  /** Stays that have ended by now are `stays.slice(0, endedStays)`. */
  stays: readonly PastStay[];
  endedStays: number;
}

/** What a strategy may know beforehand: limits, base load and prices, but no car. */
export interface Site extends Omit<Scenario, 'cars' | 'stays' | 'counts'> {
  /** What its piles can be set to; any power where it is missing. */
  settings?: PileSettings;
}

/** Powers that piles can be set to: 0, or whole steps from the least, kW. */
export interface PileSettings {
  minKw: number;
  stepKw: number;
}

/** Powers in the order of `moment.cars`, kW. */
export interface Decision {
  kw: ArrayLike<number>;
  /** Of each car, in the present quarter-hour and those after it, where the strategy looks ahead. */
  ahead?: readonly (readonly number[])[];
}

export type Decide = (moment: Moment) => Decision;

export interface Strategy {
  id: string;
  /** Takes no account of limits, so it may break them. */
  ignoresLimits?: boolean;
  create: (site: Site) => Decide;
}

/** Power that the car can take for the whole of the moment, kW. */
export function wantedKw(car: PluggedCar, hours: number): number {
  return Math.min(car.maxKw, car.remainingKwh / hours);
}

/** Headroom of every node in a slot, kW, never below 0. */
export function headroomAt(site: Site, slot: number): Float64Array {
  return Float64Array.from(site.nodes, (node) => Math.max(0, node.headroomKw[slot]!));
}

/** The time a car could still wait and be full on leaving, minutes; negative when it no longer can be. */
export function laxityMinutes(car: PluggedCar, moment: Moment): number {
  return car.expectedDepartMin - moment.atMin - (car.remainingKwh / car.maxKw) * 60;
}

/** Visits every limit that the car's power passes, with the part of it that the limit carries. */
export function eachLimit(
  site: Pick<Site, 'nodes'>,
  { node, lines = [] }: Place,
  visit: (n: number, share: number) => void,
): void {
  for (const line of lines) visit(line, 1 / lines.length);
  for (let n = node; n >= 0; n = site.nodes[n]!.parent) visit(n, 1);
}

/** As much of what a car wants as every limit above it has room for, kW ≥ 0. */
export function roomFor(site: Site, room: Float64Array, car: Place, wantKw: number): number {
  let kw = wantKw;
  eachLimit(site, car, (n, share) => {
    kw = Math.min(kw, room[n]! / share);
  });
  return Math.max(0, kw);
}

export function takeRoom(site: Site, room: Float64Array, car: Place, kw: number): void {
  eachLimit(site, car, (n, share) => {
    room[n]! -= kw * share;
  });
}

/** Gives each car in turn what it wants, as far as every limit above it still has room. */
export function serveInOrder(
  site: Site,
  moment: Moment,
  order: readonly number[],
  wanted: readonly number[],
): Float64Array {
  const left = headroomAt(site, moment.slot);
  const kw = new Float64Array(moment.cars.length);
  for (const k of order) {
    kw[k] = roomFor(site, left, moment.cars[k]!, wanted[k]!);
    takeRoom(site, left, moment.cars[k]!, kw[k]!);
  }
  return kw;
}
