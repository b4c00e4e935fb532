import { numbersFrom } from '~/domain/shared/seeded-numbers';
import type { ChargingProblem, LimitNode, Vehicle } from '~/planner';

const INTERVALS = 96;
const CARS_PER_FEEDER = 25;

/** Hours of the day from noon, at the start of an interval. */
const hourOf = (t: number) => (12 + t / 4) % 24;

/** A residential evening: little until five, a peak at eight, a valley after midnight; kW per dwelling with a car. */
const baseOf = (t: number) => 0.7 + 0.5 * Math.exp(-(((12 + t / 4 - 20) / 4) ** 2));

/** Peak, flat and valley hours in three tiers, yuan per kWh. */
const priceOf = (t: number) => {
  const hour = hourOf(t);
  if (hour >= 23 || hour < 7) return 0.31;
  return hour >= 18 && hour < 22 ? 0.88 : 0.56;
};

/** One night of a compound: cars on feeders of 25 under one transformer that can just about serve them. */
export function compoundNight(cars: number, seed: number): ChargingProblem {
  const random = numbersFrom(seed * 7919 + cars);
  const perCarKw = 1.7 + random();
  const baseKw = Array.from({ length: INTERVALS }, (_, t) => cars * baseOf(t));
  const headroom = baseKw.map((kw) => Math.max(0, cars * perCarKw - kw));
  const feeders = Math.ceil(cars / CARS_PER_FEEDER);
  const nodes: LimitNode[] = [{ id: 'T1', parent: null, limitKw: headroom, baseKw }];
  for (let f = 0; f < feeders; f++) {
    nodes.push({ id: `F${f}`, parent: 'T1', limitKw: headroom.map((kw) => (1.25 * kw) / feeders) });
  }
  return {
    version: 1,
    intervalMinutes: 15,
    startAt: '2026-11-20T04:00:00.000Z',
    prices: Array.from({ length: INTERVALS }, (_, t) => priceOf(t)),
    nodes,
    vehicles: Array.from({ length: cars }, (_, i) => carOf(i, Math.floor(random() * feeders), random)),
  };
}

function carOf(i: number, feeder: number, random: () => number): Vehicle {
  const arrive = Math.min(60, Math.floor(16 + (random() + random() + random()) * 14));
  const depart = Math.min(INTERVALS, arrive + 16 + Math.floor(random() * 40));
  const maxKw = random() < 0.7 ? 7.04 : 3.6;
  const mostKwh = ((depart - arrive) / 4) * maxKw;
  const energyKwh = Math.round(Math.min(4 + random() * 36, mostKwh * 0.95) * 100) / 100;
  return { id: `v${i}`, node: `F${feeder}`, arrive, depart, energyKwh, maxKw };
}
