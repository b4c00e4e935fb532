import { FluidVehicles, VehicleParts } from './fluid-vehicles';
import type { Vehicle } from './problem';

/** A stay that has ended, in intervals of the record: from the start of the present horizon, unless the record counts otherwise. */
export interface PastStay {
  node: string;
  arrive: number;
  depart: number;
  energyKwh: number;
  maxKw: number;
  /** Interval in which the record of the pile or person begins: the days after it say how often they come. Default: the record's. */
  since?: number;
}

/** A stay to expect where no record says so yet: `count` of it, at its place in the present horizon. */
export interface AssumedStay extends PastStay {
  count: number;
}

export interface Expectation {
  /** Length of the horizon. */
  intervals: number;
  intervalMinutes: number;
  /** Interval of the record in which the horizon starts. Default 0. */
  startsAt?: number;
  /** Interval of the horizon in which the present day begins on the wall clock, 0 or less. */
  dayStart: number;
  /** Days of one kind resemble each other; `day` is counted from the present one. Default: all do. */
  kindOf?: (day: number) => string;
  /** Arrivals of the present day until now, as many as its stays: more of them than usual promise more to come. */
  arrivedToday?: number;
  /** Interval in which the record of stays begins. Default: the first arrival. */
  recordStart?: number;
  /** Weeks of the record to take the mean of. Default 8. */
  weeks?: number;
  /** Taken instead of the record before its first week, and less and less until it has four or 300 stays. */
  assumed?: readonly AssumedStay[];
  /** Standard deviations by which the energy of the `many` is above its mean: see `safeMargin`. */
  margin: number;
}

/** Days by whether they and their morrow are working days: the evening before a day of rest is not like others. */
export function kindOfDay(isWorkday: (day: number) => boolean): (day: number) => string {
  return (day) => `${isWorkday(day) ? 'work' : 'rest'}, then ${isWorkday(day + 1) ? 'work' : 'rest'}`;
}

const MINUTES_PER_DAY = 24 * 60;
const DAYS_PER_WEEK = 7;
/** A record of so many weeks or so many stays is believed whole. */
const WEEKS_BELIEVED = 4;
const STAYS_BELIEVED = 300;
/** The same weekday counts as so many other days of its kind. */
const SAME_WEEKDAY = 2;
/** A day of another kind counts as so much of one of the same. */
const OTHER_KIND = 0.2;
/**
 * The `likely` are so many standard deviations above the mean. Below it, because a dear hour is taken for cars to come only
 * where they are more likely than not to need it: what more of them would put at risk is the business of the `many`.
 */
const LIKELY_MARGIN = -0.5;
/** What a week more of age leaves of a day's weight. */
const PER_WEEK_OF_AGE = 0.85;
/** Arrivals of experience that the expectation counts for against those of the present day. */
const USUAL_ARRIVALS = 15;
/** Vehicles that may still come. */
export interface Foresight {
  /** What a plan reckons with. */
  likely: Vehicle[];
  /** With the margin: what a plan stays safe from. */
  many: Vehicle[];
}

/**
 * Vehicles to expect, as a fluid: each stay of the last weeks counts as its part of a mean vehicle, with that part of its
 * energy (kWh) and power (kW), the more the more its day is like the one to come and the later it was. Arrivals are taken as a
 * compound Poisson process, of which the energy up to any moment is raised by `margin` standard deviations in `many`: the next
 * hours, which leave no time to make up for a surprise, are raised most. The `likely` keep the valley from being promised
 * twice; what the `many` would put at risk is charged at once (`neededNow`). Their plans are to be thrown away.
 */
export function foresee(past: readonly PastStay[], expectation: Expectation): Foresight {
  const { intervals, intervalMinutes, margin } = expectation;
  const vehicles = new FluidVehicles(partsOf(past, expectation), intervals, intervalMinutes);
  return { likely: vehicles.at(LIKELY_MARGIN), many: vehicles.at(margin) };
}

/** Past and assumed stays as parts of vehicles in the horizon. */
function partsOf(past: readonly PastStay[], expectation: Expectation): VehicleParts {
  const { intervals, startsAt = 0, assumed = [] } = expectation;
  const known = knownWeeks(past, expectation);
  const experience = Math.min(1, Math.max(known / WEEKS_BELIEVED, past.length / STAYS_BELIEVED));
  const isYoung = (since: number) =>
    (startsAt - since) * expectation.intervalMinutes < DAYS_PER_WEEK * MINUTES_PER_DAY;
  /** Part of 1 that is taken from the record; the rest is assumed. */
  const beliefIn = ({ since = Number.NEGATIVE_INFINITY }: PastStay) => {
    if (known < 1) return 0;
    if (assumed.length === 0) return 1;
    return isYoung(since) ? 0 : experience;
  };
  const parts = new VehicleParts();
  const add = (stay: PastStay, shift: number, part: number) => {
    const depart = Math.min(intervals, Math.floor(stay.depart + shift));
    parts.add(stay, Math.ceil(stay.arrive + shift), depart, part);
  };
  if (known >= 1)
    addReturning(past, expectation, known, (stay, shift, part) => {
      add(stay, shift, part * beliefIn(stay));
    });
  for (const stay of assumed) add(stay, -startsAt, stay.count * (1 - beliefIn(stay)));
  return parts;
}

function knownWeeks(
  past: readonly PastStay[],
  { recordStart, startsAt = 0, intervalMinutes, weeks = 8 }: Expectation,
): number {
  const first = recordStart ?? past.reduce((least, stay) => Math.min(least, stay.arrive), startsAt);
  return Math.min(
    weeks,
    Math.floor(((startsAt - first) * intervalMinutes) / (DAYS_PER_WEEK * MINUTES_PER_DAY)),
  );
}

/** The stays of past days, moved to each day of the horizon, with the part of a vehicle that each is. */
function addReturning(
  past: readonly PastStay[],
  { intervals, intervalMinutes, startsAt = 0, dayStart, arrivedToday, kindOf = () => '' }: Expectation,
  weeks: number,
  add: (stay: PastStay, shift: number, part: number) => void,
): void {
  const perDay = MINUTES_PER_DAY / intervalMinutes;
  const daysAgo = (interval: number) => -Math.floor((interval - startsAt - dayStart) / perDay);
  const kinds = Array.from({ length: weeks * DAYS_PER_WEEK + 1 }, (_, ago) => kindOf(-ago));
  const ago = new Int32Array(past.length);
  /** How many days back each record goes, the first of them left out. */
  const reach = new Int32Array(past.length);
  for (let k = 0; k < past.length; k++) {
    const { arrive, since = Number.NEGATIVE_INFINITY } = past[k]!;
    ago[k] = daysAgo(arrive);
    reach[k] = Math.min(kinds.length, daysAgo(since)) - 1;
  }
  for (let target = 0; dayStart + target * perDay < intervals; target++) {
    const { weight, together } = weighDays(target, kindOf(target), kinds);
    const partOf = (k: number) =>
      ago[k]! < 1 || ago[k]! > reach[k]! ? 0 : weight[ago[k]!]! / together[reach[k]!]!;
    let busyness = 1;
    if (target === 0 && arrivedToday !== undefined) {
      let usual = 0;
      for (let k = 0; k < past.length; k++)
        if (past[k]!.arrive - startsAt + ago[k]! * perDay < 1) usual += partOf(k);
      busyness = (USUAL_ARRIVALS + arrivedToday) / (USUAL_ARRIVALS + usual);
    }
    for (let k = 0; k < past.length; k++)
      add(past[k]!, (target + ago[k]!) * perDay - startsAt, busyness * partOf(k));
  }
}

/** What each day counts for `target`, by how many days ago it was, and what it and those after it count together. */
function weighDays(target: number, kind: string, kinds: readonly string[]) {
  const weight = new Float64Array(kinds.length);
  const together = new Float64Array(kinds.length);
  for (let ago = 1; ago < kinds.length; ago++) {
    const apart = target + ago;
    const likeness = kinds[ago] !== kind ? OTHER_KIND : apart % DAYS_PER_WEEK === 0 ? SAME_WEEKDAY : 1;
    weight[ago] = likeness * PER_WEEK_OF_AGE ** (apart / DAYS_PER_WEEK);
    together[ago] = together[ago - 1]! + weight[ago]!;
  }
  return { weight, together };
}
