import { expect, it } from 'vitest';
import { expectArrivals } from '~/cli/simulate/expected-arrivals';
import type { Moment, Site } from '~/cli/simulate/strategy';
import { localTimeOf, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { type ChargingProblem, safeMargin } from '~/planner';
import { aimAt } from '~/use-cases/shared/night/departure-aim';
import type { NightFacts } from '~/use-cases/shared/night/night-facts.server';
import { foreseeNight } from '~/use-cases/shared/night/night-foresight';

const NOW = '2026-11-20T14:00:00.000Z';
const nowMs = msFromInstant(NOW);
const minutesFromNow = (minutes: number) => new Date(nowMs + minutes * MINUTE_MS).toISOString();

/** Three stays a day for six weeks, each day a little later than the one before. */
const stays = Array.from({ length: 42 }, (_, back) =>
  [-300, 40, 200].map((minute) => {
    const from = minute + (back % 5) * 20 - (back + 1) * 1440;
    return { from, to: from + 430, kwh: 8 + (back % 4) };
  }),
)
  .flat()
  .sort((a, b) => a.to - b.to);

/** The pile was ready two days before its first stay. */
const inUseFrom = Math.min(...stays.map(({ from }) => from)) - 2 * 1440;

it('the product and the benchmark expect the same cars from the same record', () => {
  const facts = {
    nowAt: NOW,
    sessions: [
      {
        startedAt: minutesFromNow(-30),
        pile: { id: 'p1', feederId: 'F1', transformerId: 'T1', phases: ['A'] },
      },
    ],
    piles: [
      {
        id: 'p1',
        energisedAt: minutesFromNow(inUseFrom),
        online: true,
        feederId: 'F1',
        transformerId: 'T1',
        phases: ['A'],
        maxKw: 7,
      },
    ],
    feeders: [{ id: 'F1', transformerId: 'T1', phases: ['A'] }],
    calendar: { days: {}, knownUntilOn: '2026-12-31' },
    history: {
      stays: stays.map(({ from, to, kwh }) => ({
        pileId: 'p1',
        householdId: 'h1',
        startedAt: minutesFromNow(from),
        endedAt: minutesFromNow(to),
        energyKwh: kwh,
        carKw: null,
      })),
      wishes: [],
    },
    promises: [],
    missedYuanPerKwh: null,
  } as unknown as NightFacts;
  const prices = Array.from({ length: 96 }, (_, t) => (t < 4 ? 0.68 : 0.43));
  const here = { id: 's1', node: 'F1', arrive: 0, depart: 40, energyKwh: 20, maxKw: 7 };
  const problem = { startAt: NOW, prices, vehicles: [here] } as unknown as ChargingProblem;
  const product = foreseeNight(facts, problem);

  const { minuteOfDay } = localTimeOf(NOW);
  const historyMin = 70 * 1440;
  const today = stays.filter(({ from }) => from >= -minuteOfDay);
  const atMin = historyMin + minuteOfDay;
  const site = { startAt: Date.parse('2026-11-20T00:00:00Z') / MINUTE_MS - historyMin } as Site;
  const moment = {
    atMin,
    slot: atMin / 15,
    cars: [
      { id: 'here', arriveMin: atMin - 30 },
      ...today.map(({ from }) => ({ id: `gone ${from}`, arriveMin: atMin + from })),
    ],
    stays: stays.map(({ from, to, kwh }) => ({
      node: 0,
      firstMin: atMin + inUseFrom,
      arriveMin: atMin + from,
      departMin: atMin + to,
      statedDepartMin: null,
      energyKwh: kwh,
      maxKw: 7,
    })),
    endedStays: stays.length,
  } as unknown as Moment;
  const benchmark = expectArrivals()(site, moment, 96, safeMargin(problem));

  const figures = (list: typeof product.many) =>
    list.map(({ arrive, depart, energyKwh, maxKw }) => ({ arrive, depart, energyKwh, maxKw }));
  expect(product.likely.length).toBeGreaterThan(5);
  expect(figures(product.likely)).toEqual(figures(benchmark.likely));
  expect(figures(product.many)).toEqual(figures(benchmark.many));
});

it('never aims later than the household said', () => {
  const wish = { departAt: minutesFromNow(600) } as Parameters<typeof aimAt>[0]['wish'];
  const habit = [{ stayMinutes: 2000, statedMinutes: 500 }];
  expect(aimAt({ startedAt: NOW, wish, habit })).toBe(wish.departAt);
  expect(aimAt({ startedAt: NOW, wish, habit: [] })).toBe(wish.departAt);
});
