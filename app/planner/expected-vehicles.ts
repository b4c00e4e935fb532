import type { Vehicle } from './problem';

/** A stay that has ended, in intervals from the start of the present horizon: both numbers may be negative. */
export interface PastStay {
  node: string;
  arrive: number;
  depart: number;
  energyKwh: number;
  maxKw: number;
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
  /** Interval in which the record of stays begins. Default: the first arrival. */
  recordStart?: number;
  /** Weeks of the record to take the mean of. Default 8. */
  weeks?: number;
  /** Taken instead of the record before its first week, and less and less until it has four or 300 stays. */
  assumed?: readonly AssumedStay[];
  /**
   * Energy against cost: how many standard deviations of the energy still to come are kept free above its mean. More fills
   * more cars when many come, and charges more of them before the cheap hours. Default 2.
   */
  margin?: number;
}

const MINUTES_PER_DAY = 24 * 60;
const DAYS_PER_WEEK = 7;
/** A record of so many weeks or so many stays is believed whole. */
const WEEKS_BELIEVED = 4;
const STAYS_BELIEVED = 300;
/** The same weekday counts as so many other days of its kind. */
const SAME_WEEKDAY = 2;
const GRAIN_MINUTES = 30;
/** Weight in a shortfall: cars that are here go first. */
const NO_WEIGHT = 1e-9;

type Part = PastStay & { part: number };

/**
 * Vehicles to expect, as a fluid: each stay on a day of the same kind in the last weeks counts as its part of a mean vehicle,
 * with that part of its energy (kWh) and power (kW). Arrivals are taken as a compound Poisson process, of which the energy
 * up to any moment is raised by `margin` standard deviations: the next hours, which leave no time to make up for a surprise,
 * are raised most. Planned with those that are here, they keep the valley from being promised twice. Their plans are to be
 * thrown away.
 */
export function expectedVehicles(past: readonly PastStay[], expectation: Expectation): Vehicle[] {
  const { intervals, intervalMinutes, assumed = [], margin = 2 } = expectation;
  const known = knownWeeks(past, expectation);
  const experience = Math.max(known / WEEKS_BELIEVED, past.length / STAYS_BELIEVED);
  const belief = known < 1 ? 0 : assumed.length === 0 ? 1 : Math.min(1, experience);
  const parts: Part[] = [
    ...returning(past, expectation, known).map((stay) => ({ ...stay, part: stay.part * belief })),
    ...assumed.map(({ count, ...stay }) => ({ ...stay, part: count * (1 - belief) })),
  ].flatMap((stay) => {
    const depart = Math.min(intervals, stay.depart);
    return stay.arrive >= 1 && depart > stay.arrive && stay.energyKwh > 0 && stay.part > 0
      ? [{ ...stay, depart }]
      : [];
  });
  return joinAlike(raise(parts, margin), intervals, Math.max(1, Math.round(GRAIN_MINUTES / intervalMinutes)));
}

function knownWeeks(
  past: readonly PastStay[],
  { recordStart, intervalMinutes, weeks = 8 }: Expectation,
): number {
  const first = recordStart ?? past.reduce((least, stay) => Math.min(least, stay.arrive), 0);
  return Math.min(weeks, Math.floor((-first * intervalMinutes) / (DAYS_PER_WEEK * MINUTES_PER_DAY)));
}

/** The stays of alike days, moved to each day of the horizon, with the part of a vehicle that each is. */
function returning(past: readonly PastStay[], expectation: Expectation, weeks: number): Part[] {
  const { intervals, intervalMinutes, dayStart, kindOf = () => '' } = expectation;
  const perDay = MINUTES_PER_DAY / intervalMinutes;
  const byDay = new Map<number, PastStay[]>();
  for (const stay of past) {
    const day = Math.floor((stay.arrive - dayStart) / perDay);
    const sameDay = byDay.get(day);
    if (sameDay) sameDay.push(stay);
    else byDay.set(day, [stay]);
  }
  const parts: Part[] = [];
  for (let target = 0; dayStart + target * perDay < intervals; target++) {
    const alike = alikeDays(target, weeks * DAYS_PER_WEEK, kindOf);
    const all = alike.reduce((sum, { weight }) => sum + weight, 0);
    for (const { day, weight } of alike) {
      const shift = (target - day) * perDay;
      for (const stay of byDay.get(day) ?? []) {
        const arrive = Math.ceil(stay.arrive + shift);
        const depart = Math.floor(stay.depart + shift);
        parts.push({ ...stay, arrive, depart, part: weight / all });
      }
    }
  }
  return parts;
}

/** Days before the present one of the same kind as `target`; all of them where none is. */
function alikeDays(target: number, daysBack: number, kindOf: (day: number) => string) {
  const days = Array.from({ length: daysBack }, (_, back) => -1 - back);
  const kind = kindOf(target);
  const same = days.filter((day) => kindOf(day) === kind);
  return (same.length > 0 ? same : days).map((day) => ({
    day,
    weight: (target - day) % DAYS_PER_WEEK === 0 ? SAME_WEEKDAY : 1,
  }));
}

function raise(parts: readonly Part[], margin: number): Vehicle[] {
  let variance = 0;
  return parts
    .toSorted((a, b) => a.arrive - b.arrive)
    .map(({ part, ...stay }) => {
      const upToHere = variance + stay.energyKwh ** 2 * part;
      const raised = margin * (Math.sqrt(upToHere) - Math.sqrt(variance));
      variance = upToHere;
      const count = part + raised / stay.energyKwh;
      return {
        ...stay,
        id: '',
        energyKwh: stay.energyKwh * count,
        maxKw: stay.maxKw * count,
        weight: NO_WEIGHT,
      };
    });
}

/** One vehicle for all of a node with the same window, cut to whole multiples of `grain`: few weigh as much as many. */
function joinAlike(fluid: readonly Vehicle[], intervals: number, grain: number): Vehicle[] {
  const joined = new Map<string, Vehicle>();
  for (const vehicle of fluid) {
    const arrive = Math.ceil(vehicle.arrive / grain) * grain;
    const end = vehicle.depart === intervals ? intervals : Math.floor(vehicle.depart / grain) * grain;
    const depart = Math.max(arrive + 1, end);
    if (depart > intervals) continue;
    const id = `expected ${vehicle.node} ${arrive} ${depart}`;
    const { energyKwh, maxKw } = joined.get(id) ?? { energyKwh: 0, maxKw: 0 };
    joined.set(id, {
      ...vehicle,
      id,
      arrive,
      depart,
      energyKwh: energyKwh + vehicle.energyKwh,
      maxKw: maxKw + vehicle.maxKw,
    });
  }
  return [...joined.values()];
}
