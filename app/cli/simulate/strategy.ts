import type { PastStay, Scenario } from './scenario';

/** A car that is plugged in and not yet full, as the charging system knows it. */
export interface PluggedCar {
  id: string;
  node: number;
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
export type Site = Omit<Scenario, 'cars' | 'stays' | 'counts'>;

/** Power of each car, kW, in the order of `moment.cars`. */
export type Decide = (moment: Moment) => ArrayLike<number>;

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
    let room = wanted[k]!;
    for (let n = moment.cars[k]!.node; n >= 0; n = site.nodes[n]!.parent) room = Math.min(room, left[n]!);
    kw[k] = room;
    for (let n = moment.cars[k]!.node; n >= 0; n = site.nodes[n]!.parent) left[n]! -= room;
  }
  return kw;
}
