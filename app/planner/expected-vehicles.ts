import type { Vehicle } from './problem';

/** A stay that has ended, in intervals from the start of the present horizon: both numbers may be negative. */
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
  /** Interval in which the present day begins on the wall clock, 0 or less. */
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
/** Weight in a shortfall: cars that are here go first. */
const NO_WEIGHT = 1e-9;

interface Part extends PastStay {
  part: number;
}

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
  const parts = partsOf(past, expectation);
  const join = (deviations: number) => joinAlike(parts, deviations, intervals, 60 / intervalMinutes);
  return { likely: join(LIKELY_MARGIN), many: join(margin) };
}

/** Past and assumed stays as parts of vehicles in the horizon, by arrival. */
function partsOf(past: readonly PastStay[], expectation: Expectation): Part[] {
  const { intervals, assumed = [] } = expectation;
  const known = knownWeeks(past, expectation);
  const experience = Math.min(1, Math.max(known / WEEKS_BELIEVED, past.length / STAYS_BELIEVED));
  const isYoung = (since: number) => -since * expectation.intervalMinutes < DAYS_PER_WEEK * MINUTES_PER_DAY;
  /** Part of 1 that is taken from the record; the rest is assumed. */
  const beliefIn = ({ since = Number.NEGATIVE_INFINITY }: PastStay) => {
    if (known < 1) return 0;
    if (assumed.length === 0) return 1;
    return isYoung(since) ? 0 : experience;
  };
  const parts: Part[] = [];
  const add = (stay: PastStay, shift: number, part: number) => {
    const arrive = Math.ceil(stay.arrive + shift);
    const depart = Math.min(intervals, Math.floor(stay.depart + shift));
    if (arrive < 1 || depart <= arrive || stay.energyKwh <= 0 || part <= 0) return;
    parts.push({ node: stay.node, arrive, depart, energyKwh: stay.energyKwh, maxKw: stay.maxKw, part });
  };
  if (known >= 1)
    addReturning(past, expectation, known, (stay, shift, part) => {
      add(stay, shift, part * beliefIn(stay));
    });
  for (const stay of assumed) add(stay, 0, stay.count * (1 - beliefIn(stay)));
  return parts.sort((a, b) => a.arrive - b.arrive);
}

function knownWeeks(
  past: readonly PastStay[],
  { recordStart, intervalMinutes, weeks = 8 }: Expectation,
): number {
  const first = recordStart ?? past.reduce((least, stay) => Math.min(least, stay.arrive), 0);
  return Math.min(weeks, Math.floor((-first * intervalMinutes) / (DAYS_PER_WEEK * MINUTES_PER_DAY)));
}

/** The stays of past days, moved to each day of the horizon, with the part of a vehicle that each is. */
function addReturning(
  past: readonly PastStay[],
  { intervals, intervalMinutes, dayStart, arrivedToday, kindOf = () => '' }: Expectation,
  weeks: number,
  add: (stay: PastStay, shift: number, part: number) => void,
): void {
  const perDay = MINUTES_PER_DAY / intervalMinutes;
  const daysAgo = (interval: number) => -Math.floor((interval - dayStart) / perDay);
  for (let target = 0; dayStart + target * perDay < intervals; target++) {
    const { weight, together } = weighDays(target, weeks * DAYS_PER_WEEK, kindOf);
    const partOf = ({ arrive, since = Number.NEGATIVE_INFINITY }: PastStay) => {
      const oldest = Math.min(weight.length, daysAgo(since)) - 1;
      const ago = daysAgo(arrive);
      return ago < 1 || ago > oldest ? 0 : weight[ago]! / together[oldest]!;
    };
    let busyness = 1;
    if (target === 0 && arrivedToday !== undefined) {
      const untilNow = past.filter(({ arrive }) => arrive + daysAgo(arrive) * perDay < 1);
      const usual = untilNow.reduce((sum, stay) => sum + partOf(stay), 0);
      busyness = (USUAL_ARRIVALS + arrivedToday) / (USUAL_ARRIVALS + usual);
    }
    for (const stay of past) add(stay, (target + daysAgo(stay.arrive)) * perDay, busyness * partOf(stay));
  }
}

/** What each day counts for `target`, by how many days ago it was, and what it and those after it count together. */
function weighDays(target: number, daysBack: number, kindOf: (day: number) => string) {
  const weight = new Float64Array(daysBack + 1);
  const together = new Float64Array(daysBack + 1);
  const kind = kindOf(target);
  for (let ago = 1; ago <= daysBack; ago++) {
    const apart = target + ago;
    const likeness = kindOf(-ago) !== kind ? OTHER_KIND : apart % DAYS_PER_WEEK === 0 ? SAME_WEEKDAY : 1;
    weight[ago] = likeness * PER_WEEK_OF_AGE ** (apart / DAYS_PER_WEEK);
    together[ago] = together[ago - 1]! + weight[ago]!;
  }
  return { weight, together };
}

/**
 * One vehicle for all of a node with about the same window: few weigh as much as many. The energy up to any arrival is its mean
 * and `margin` standard deviations, never less than up to an earlier one. Windows are cut to half hours for the next four
 * hours, to hours for twelve and to two hours beyond, always inward, so that nothing is hoped for that may not be.
 */
function joinAlike(parts: readonly Part[], margin: number, intervals: number, perHour: number): Vehicle[] {
  const grain = Int32Array.from({ length: intervals + 1 }, (_, t) =>
    Math.max(1, Math.round(perHour * (t <= 4 * perHour ? 0.5 : t <= 12 * perHour ? 1 : 2))),
  );
  const joined = new Map<number, Vehicle>();
  const nodes = new Map<string, number>();
  let meanKwh = 0;
  let variance = 0;
  let expectedKwh = 0;
  for (const { node, energyKwh, maxKw, part, ...window } of parts) {
    meanKwh += energyKwh * part;
    variance += energyKwh ** 2 * part;
    const count = Math.max(0, meanKwh + margin * Math.sqrt(variance) - expectedKwh) / energyKwh;
    expectedKwh += count * energyKwh;
    const arrive = Math.ceil(window.arrive / grain[window.arrive]!) * grain[window.arrive]!;
    const end = Math.floor(window.depart / grain[window.depart]!) * grain[window.depart]!;
    const depart = window.depart === intervals ? intervals : Math.max(arrive + 1, end);
    if (count === 0 || depart > intervals || arrive >= depart) continue;
    const n = nodes.get(node) ?? nodes.size;
    nodes.set(node, n);
    const place = (n * (intervals + 1) + arrive) * (intervals + 1) + depart;
    const same = joined.get(place);
    if (same) {
      same.energyKwh += energyKwh * count;
      same.maxKw += maxKw * count;
    } else {
      const id = `expected ${node} ${arrive} ${depart}`;
      const fluid = { energyKwh: energyKwh * count, maxKw: maxKw * count, weight: NO_WEIGHT };
      joined.set(place, { id, node, arrive, depart, ...fluid });
    }
  }
  return [...joined.values()];
}
