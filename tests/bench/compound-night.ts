import { numbersFrom } from '~/domain/shared/seeded-numbers';
import type { ChargingProblem, LimitNode, Vehicle } from '~/planner';

const HOURS = 24;
const CARS_PER_FEEDER = 25;

/** A residential evening: little until five, a peak at eight, a valley after midnight; kW per dwelling with a car. */
const baseOf = (hoursFromNoon: number) => 0.7 + 0.5 * Math.exp(-(((hoursFromNoon - 8) / 4) ** 2));

/** Peak, flat and valley hours in three tiers, yuan per kWh. */
const priceOf = (hoursFromNoon: number) => {
  const hour = (12 + hoursFromNoon) % 24;
  if (hour >= 23 || hour < 7) return 0.31;
  return hour >= 18 && hour < 22 ? 0.88 : 0.56;
};

/** One night of a compound: cars on feeders of 25 under one transformer that can just about serve them. */
export function compoundNight(cars: number, seed: number, perHour = 4): ChargingProblem {
  const hours = Array.from({ length: HOURS * perHour }, (_, t) => t / perHour);
  const random = numbersFrom(seed * 7919 + cars);
  const perCarKw = 1.7 + random();
  const baseKw = hours.map((hour) => cars * baseOf(hour));
  const headroom = baseKw.map((kw) => Math.max(0, cars * perCarKw - kw));
  const feeders = Math.ceil(cars / CARS_PER_FEEDER);
  const nodes: LimitNode[] = [{ id: 'T1', parent: null, limitKw: headroom, baseKw }];
  for (let f = 0; f < feeders; f++) {
    nodes.push({ id: `F${f}`, parent: 'T1', limitKw: headroom.map((kw) => (1.25 * kw) / feeders) });
  }
  return {
    version: 1,
    intervalMinutes: 60 / perHour,
    startAt: '2026-11-20T04:00:00.000Z',
    prices: hours.map(priceOf),
    nodes,
    vehicles: Array.from({ length: cars }, (_, i) =>
      carOf(i, Math.floor(random() * feeders), perHour, random),
    ),
  };
}

function carOf(i: number, feeder: number, perHour: number, random: () => number): Vehicle {
  const arrive = Math.min(60, Math.floor(16 + (random() + random() + random()) * 14));
  const depart = Math.min(HOURS * 4, arrive + 16 + Math.floor(random() * 40));
  const maxKw = random() < 0.7 ? 7.04 : 3.6;
  const mostKwh = ((depart - arrive) / 4) * maxKw;
  const energyKwh = Math.round(Math.min(4 + random() * 36, mostKwh * 0.95) * 100) / 100;
  const finer = perHour / 4;
  return {
    id: `v${i}`,
    node: `F${feeder}`,
    arrive: arrive * finer,
    depart: depart * finer,
    energyKwh,
    maxKw,
  };
}
