import { numbersFrom } from '~/domain/shared/seeded-numbers';
import type { ChargingProblem, Vehicle } from '~/planner';

const INTERVALS = 10;
const PRICES = [0.3, 0.5, 0.5, 0.9];

export interface SettingMode {
  minKw?: number;
  stepKw?: number;
  stepShare?: number;
}

export const SETTING_MODES: Record<string, SettingMode> = {
  '6 A': { minKw: 1.32 },
  '6 A, 1 A steps': { minKw: 1.32, stepKw: 0.22 },
  '25 % steps': { stepShare: 0.25 },
};

/** A few cars on two feeders of a transformer that serves a third to all of what they want, from a seed. */
export function smallNight(seed: number, { minKw, stepKw, stepShare }: SettingMode): ChargingProblem {
  const random = numbersFrom(seed * 7919 + 1);
  const pick = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const cars = pick(3, 7);
  const limit = (scale: number) => {
    const steady = random() < 0.5;
    const kw = 2 + random() * scale;
    return Array.from(
      { length: INTERVALS },
      () => Math.round((steady ? kw : random() * scale + 1) * 100) / 100,
    );
  };
  return {
    version: 1,
    intervalMinutes: 60,
    startAt: '2026-11-20T04:00:00.000Z',
    prices: Array.from({ length: INTERVALS }, () => PRICES[pick(0, 3)]!),
    nodes: [
      { id: 'T', parent: null, limitKw: limit(cars * 3) },
      { id: 'F0', parent: 'T', limitKw: limit(cars * 2) },
      { id: 'F1', parent: 'T', limitKw: limit(cars * 2) },
    ],
    options: { stepKw, stepShare },
    vehicles: Array.from({ length: cars }, (_, v): Vehicle => {
      const arrive = pick(0, 5);
      return {
        id: `v${v}`,
        node: random() < 0.2 ? 'T' : `F${pick(0, 1)}`,
        arrive,
        depart: Math.min(INTERVALS, arrive + pick(2, 8)),
        energyKwh: pick(20, 300) / 10,
        maxKw: random() < 0.6 ? 7.04 : 3.52,
        minKw,
      };
    }),
  };
}
