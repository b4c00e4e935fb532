import { describe, expect, it } from 'vitest';
import { expectedVehicles, type PastStay, planCharging, safeDeparture, type Vehicle } from '~/planner';

const WEEK = 7 * 24;
const horizon = { intervals: 14, intervalMinutes: 60 };
const stay = (weeksAgo: number, more: Partial<PastStay> = {}): PastStay => ({
  node: 'T1',
  arrive: 6 - weeksAgo * WEEK,
  depart: 12 - weeksAgo * WEEK,
  energyKwh: 20,
  maxKw: 7,
  ...more,
});
/** The oldest stay on record, on another weekday: it only says how far back the record goes. */
const firstEver = (weeksAgo: number) =>
  stay(weeksAgo, { arrive: -weeksAgo * WEEK - 30, depart: -weeksAgo * WEEK - 20 });

describe('Expected vehicles', () => {
  it('are the mean of the same weekday in the last four weeks, those of one window together', () => {
    const [expected, ...more] = expectedVehicles([firstEver(4), stay(1), stay(3)], { ...horizon, margin: 0 });
    expect(more).toEqual([]);
    expect(expected).toMatchObject({ node: 'T1', arrive: 6, depart: 12, weight: 0.01 });
    expect(expected!.energyKwh).toBeCloseTo((2 * 20) / 4, 9);
    expect(expected!.maxKw).toBeCloseTo((2 * 7) / 4, 9);
  });

  it('keep as many standard deviations of their energy free as the margin says, the first of them most', () => {
    const past = [
      firstEver(4),
      ...[1, 2, 3, 4].map((weeks) => stay(weeks, { arrive: 5 + weeks - weeks * WEEK })),
    ];
    const energy = (margin: number) => expectedVehicles(past, { ...horizon, margin }).map((v) => v.energyKwh);
    const sum = (values: number[]) => values.reduce((all, kwh) => all + kwh, 0);
    const deviation = Math.sqrt(4 * (20 ** 2 / 4));
    expect(sum(energy(1.5))).toBeCloseTo(20 + 1.5 * deviation, 9);
    const [first = 0, , , last = 0] = energy(2);
    expect(first).toBeCloseTo(5 + 2 * 10, 9);
    expect(last).toBeGreaterThan(5);
    expect(last).toBeLessThan(first / 2);
    for (const { energyKwh, maxKw } of expectedVehicles(past, horizon)) {
      expect(energyKwh / maxKw).toBeCloseTo(20 / 7, 9);
    }
  });

  it('come and leave within the half hours that they are there for', () => {
    const quarters = { intervals: 96, intervalMinutes: 15 };
    const week = 4 * WEEK;
    const past = [
      stay(1, { arrive: -week - 50, depart: -week - 40 }),
      stay(1, { arrive: 21 - week, depart: 47 - week }),
    ];
    expect(expectedVehicles(past, quarters)).toMatchObject([{ arrive: 22, depart: 46 }]);
  });

  it('forget what is longer ago', () => {
    expect(expectedVehicles([firstEver(9), stay(5), stay(8)], horizon)).toEqual([]);
  });

  it('are none before a week is known', () => {
    expect(expectedVehicles([stay(1, { arrive: -40, depart: -30 })], horizon)).toEqual([]);
  });

  it('are none of the hours already past', () => {
    expect(expectedVehicles([firstEver(4), stay(1, { arrive: -3 - WEEK })], horizon)).toEqual([]);
  });

  it('keep a car that is here from counting on a valley that others will need', () => {
    const here: Vehicle = { id: 'v1', node: 'T1', arrive: 0, depart: 12, energyKwh: 30, maxKw: 7 };
    const problem = {
      version: 1 as const,
      intervalMinutes: 60,
      startAt: '2026-11-20T10:00:00.000Z',
      prices: Array.from({ length: 14 }, (_, t) => (t < 6 ? 0.9 : 0.3)),
      nodes: [{ id: 'T1', parent: null, limitKw: new Array<number>(14).fill(7) }],
      vehicles: [here],
    };
    const early = (kw: readonly number[]) => kw.slice(0, 6).reduce((sum, power) => sum + power, 0);
    const alone = planCharging(problem);
    const past = [firstEver(4), ...[1, 2, 3, 4].map((weeks) => stay(weeks))];
    const foreseeing = planCharging({ ...problem, vehicles: [here, ...expectedVehicles(past, horizon)] });
    expect(early(alone.vehicles[0]!.kw)).toBeCloseTo(0, 9);
    expect(early(foreseeing.vehicles[0]!.kw)).toBeGreaterThan(10);
    expect(foreseeing.vehicles[0]!.unmetKwh).toBeLessThan(0.5);
  });
});

describe('A safe departure', () => {
  const stated = (stayMinutes: number) => ({ stayMinutes, statedMinutes: 600 });

  it('is the stated one for somebody unknown', () => expect(safeDeparture(600, [])).toBe(600));
  it('is the stated one for somebody who keeps to it', () => {
    expect(safeDeparture(600, new Array(20).fill(stated(640)))).toBe(600);
  });
  it('is earlier for somebody who often leaves before', () => {
    const history = Array.from({ length: 16 }, (_, k) => stated(k % 4 === 0 ? 300 : 600));
    expect(safeDeparture(600, history)).toBeCloseTo(600 * (1 - (16 / 20) * 0.5), 9);
  });
  it('moves little after a single early departure', () => {
    expect(safeDeparture(600, [stated(300)])).toBeCloseTo(600 * (1 - (1 / 5) * 0.5), 9);
  });
  it('comes from the stays themselves where nothing is stated', () => {
    const history = [500, 420, 610, 480, 700].map((stayMinutes) => ({ stayMinutes, statedMinutes: null }));
    expect(safeDeparture(null, history)).toBe(420);
  });
  it('is unknown with nothing to go by', () => expect(safeDeparture(null, [])).toBeNull());
});
