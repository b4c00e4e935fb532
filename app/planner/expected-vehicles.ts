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
  /**
   * Energy against cost: how many standard deviations of the energy still to come are kept free above its mean. More fills
   * more cars when many come, and charges more of them before the cheap hours. Default 2.
   */
  margin?: number;
  /** Weight in a shortfall: cars that are here go first. Default 0.01. */
  weight?: number;
}

const MINUTES_PER_WEEK = 7 * 24 * 60;
const GRAIN_MINUTES = 30;

/**
 * Vehicles to expect, as a fluid: each stay of the same weekday in the last weeks counts as its part of a mean vehicle, with
 * that part of its energy (kWh) and power (kW). Arrivals are taken as a compound Poisson process, of which the energy up to
 * any moment is raised by `margin` standard deviations: the next hours, which leave no time to make up for a surprise, are
 * raised most. Planned with those that are here, they keep the valley from being promised twice. Their plans are to be
 * thrown away.
 */
export function expectedVehicles(past: readonly PastStay[], expectation: Expectation): Vehicle[] {
  const { intervals, intervalMinutes, weeks = 4, margin = 2, weight = 0.01 } = expectation;
  const week = MINUTES_PER_WEEK / intervalMinutes;
  const oldest = past.reduce((first, stay) => Math.min(first, stay.arrive), 0);
  const known = Math.min(weeks, Math.floor(-oldest / week));
  if (known < 1) return [];
  const returning = past.flatMap((stay) => {
    const again: Vehicle[] = [];
    for (let back = 1; back <= known; back++) {
      const arrive = Math.ceil(stay.arrive + back * week);
      const depart = Math.min(intervals, Math.floor(stay.depart + back * week));
      if (arrive < 1 || depart <= arrive || stay.arrive < -known * week || stay.energyKwh <= 0) continue;
      const { node, energyKwh, maxKw } = stay;
      again.push({ id: '', node, arrive, depart, energyKwh, maxKw, weight });
    }
    return again;
  });
  returning.sort((a, b) => a.arrive - b.arrive);
  let variance = 0;
  const fluid = returning.map((vehicle) => {
    const upToHere = variance + vehicle.energyKwh ** 2 / known;
    const raised = margin * (Math.sqrt(upToHere) - Math.sqrt(variance));
    variance = upToHere;
    const part = 1 / known + raised / vehicle.energyKwh;
    return { ...vehicle, energyKwh: vehicle.energyKwh * part, maxKw: vehicle.maxKw * part };
  });
  return joinAlike(fluid, intervals, Math.max(1, Math.round(GRAIN_MINUTES / intervalMinutes)));
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
