import type { Vehicle } from './problem';

/** A stay that has ended, in intervals from the start of the present horizon: both numbers may be negative. */
export interface PastStay {
  node: string;
  arrive: number;
  depart: number;
  energyKwh: number;
  maxKw: number;
}

export interface Expectation {
  /** Length of the horizon. */
  intervals: number;
  intervalMinutes: number;
  /** Weeks of history to take the mean of. Default 4. */
  weeks?: number;
  /** Factor on the mean: room kept in vain costs less than a car not full. Default 1.3. */
  safety?: number;
  /** Weight in a shortfall: cars that are here go first. Default 0.01. */
  weight?: number;
}

const MINUTES_PER_WEEK = 7 * 24 * 60;

/**
 * Vehicles to expect, as a fluid: each stay of the same weekday in the last weeks counts as its part of a mean vehicle, with
 * that part of its energy (kWh) and power (kW). Planned with those that are here, they keep the valley from being promised
 * twice. Their plans are to be thrown away.
 */
export function expectedVehicles(past: readonly PastStay[], expectation: Expectation): Vehicle[] {
  const { intervals, intervalMinutes, weeks = 4, safety = 1.3, weight = 0.01 } = expectation;
  const week = MINUTES_PER_WEEK / intervalMinutes;
  const oldest = past.reduce((first, stay) => Math.min(first, stay.arrive), 0);
  const known = Math.min(weeks, Math.floor(-oldest / week));
  if (known < 1) return [];
  const part = safety / known;
  return past.flatMap((stay, s) => {
    const expected: Vehicle[] = [];
    for (let back = 1; back <= known; back++) {
      const arrive = Math.ceil(stay.arrive + back * week);
      const depart = Math.min(intervals, Math.floor(stay.depart + back * week));
      if (arrive < 1 || depart <= arrive || stay.arrive < -known * week) continue;
      expected.push({
        id: `expected ${s} ${back}`,
        node: stay.node,
        arrive,
        depart,
        energyKwh: stay.energyKwh * part,
        maxKw: stay.maxKw * part,
        weight,
      });
    }
    return expected;
  });
}
