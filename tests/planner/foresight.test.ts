import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChargingProblem,
  type Expectation,
  foresee,
  foreseenProblem,
  type PastStay,
  planCharging,
  presentPlan,
  type Vehicle,
} from '~/planner';
import { randomProblem } from './random-problem';

const expectedVehicles = (past: PastStay[], expectation: Expectation) => foresee(past, expectation).many;

const WEEK = 7 * 24;
const weekdayOf = (day: number) => String(((day % 7) + 7) % 7);
/** What a day counts where every weekday is a kind of its own: later ones more, other weekdays a tenth. */
const weightOf = (daysAgo: number) => (daysAgo % 7 === 0 ? 2 : 0.2) * 0.85 ** (daysAgo / 7);
const weightOfAll = (days: number) =>
  Array.from({ length: days }, (_, k) => weightOf(k + 1)).reduce((sum, weight) => sum + weight, 0);
/** The part of a vehicle that the same weekday makes so many weeks ago. */
const partOf = (weeks: number, known = 4) => weightOf(7 * weeks) / weightOfAll(7 * known);
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const energyOf = (vehicles: readonly Vehicle[]) => sumOf(vehicles.map((vehicle) => vehicle.energyKwh));
/** Every weekday is a kind of its own. */
const horizon = { intervals: 14, intervalMinutes: 60, dayStart: 0, weeks: 4, kindOf: weekdayOf, margin: 2.5 };
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
    expect(expected).toMatchObject({ node: 'T1', arrive: 6, depart: 12 });
    expect(expected!.energyKwh).toBeCloseTo(20 * (partOf(1) + partOf(3)), 9);
    expect(expected!.maxKw).toBeCloseTo(7 * (partOf(1) + partOf(3)), 9);
    expect(partOf(1)).toBeGreaterThan(partOf(3));
  });

  it('keep as many standard deviations of their energy free as the margin says, the first of them most', () => {
    const past = [
      firstEver(4),
      ...[1, 2, 3, 4].map((weeks) => stay(weeks, { arrive: 5 + weeks - weeks * WEEK })),
    ];
    const energy = (margin: number) => expectedVehicles(past, { ...horizon, margin }).map((v) => v.energyKwh);
    const all = sumOf([1, 2, 3, 4].map((weeks) => partOf(weeks)));
    expect(sumOf(energy(1.5))).toBeCloseTo(20 * all + 1.5 * 20 * Math.sqrt(all), 9);
    const [first = 0, , , last = 0] = energy(2);
    expect(first).toBeCloseTo(20 * partOf(1) + 2 * 20 * Math.sqrt(partOf(1)), 9);
    expect(last).toBeGreaterThan(20 * partOf(4));
    expect(last).toBeLessThan(first / 2);
    for (const { energyKwh, maxKw } of expectedVehicles(past, horizon)) {
      expect(energyKwh / maxKw).toBeCloseTo(20 / 7, 9);
    }
  });

  it('come and leave within whole hours that they are there for, some hours ahead', () => {
    const quarters = { ...horizon, intervals: 96, intervalMinutes: 15 };
    const week = 4 * WEEK;
    const past = [
      stay(1, { arrive: -week - 50, depart: -week - 40 }),
      stay(1, { arrive: 21 - week, depart: 47 - week }),
    ];
    expect(expectedVehicles(past, quarters)).toMatchObject([{ arrive: 24, depart: 44 }]);
  });

  it('forget what is longer ago', () => {
    expect(expectedVehicles([firstEver(9), stay(5), stay(8)], horizon)).toEqual([]);
  });

  it('come from all days: those of the same weekday count twice as much as others of the kind, another kind a fifth', () => {
    const kindOf = (day: number) => (weekdayOf(day) < '5' ? 'workday' : 'restday');
    const yesterday = stay(1, { arrive: 6 + 6 * 24 - WEEK, depart: 12 + 6 * 24 - WEEK });
    const workdayBefore = stay(1, { arrive: 7 + 4 * 24 - WEEK, depart: 12 + 4 * 24 - WEEK });
    const past = [firstEver(1), stay(1, { arrive: 5 - WEEK }), workdayBefore, yesterday];
    const energies = expectedVehicles(past, { ...horizon, weeks: 1, kindOf, margin: 0 });
    expect(energies.map(({ arrive }) => arrive)).toEqual([5, 6, 7]);
    const [sameWeekday, otherKind, sameKind] = energies.map(({ energyKwh }) => energyKwh);
    expect(sameWeekday! / sameKind!).toBeCloseTo((2 * 0.85) / 0.85 ** (3 / 7), 9);
    expect(otherKind! / sameKind!).toBeCloseTo((0.2 * 0.85 ** (1 / 7)) / 0.85 ** (3 / 7), 9);
  });

  it('are what is assumed before a week is known, and both until four are', () => {
    const assumed = [{ ...stay(0), count: 0.5 }];
    const energy = (past: PastStay[]) => energyOf(expectedVehicles(past, { ...horizon, margin: 0, assumed }));
    expect(energy([])).toBeCloseTo(0.5 * 20, 9);
    const twoWeeks = [firstEver(2), stay(1), stay(2)];
    expect(energy(twoWeeks)).toBeCloseTo(0.5 * 0.5 * 20 + 0.5 * 20 * (partOf(1, 2) + partOf(2, 2)), 9);
    const fourWeeks = [1, 2, 3, 4].map((weeks) => stay(weeks));
    expect(energy([firstEver(4), ...fourWeeks])).toBeCloseTo(
      20 * sumOf([1, 2, 3, 4].map((weeks) => partOf(weeks))),
      9,
    );
  });

  it('are as many of a pile in use for two weeks as of one in use for long that is used as often', () => {
    const nightly = (days: number, more: Partial<PastStay> = {}) =>
      Array.from({ length: days }, (_, k) =>
        stay(0, { arrive: 6 - 24 * (k + 1), depart: 12 - 24 * (k + 1), ...more }),
      );
    const energy = (past: PastStay[]) =>
      energyOf(expectedVehicles([firstEver(4), ...past], { ...horizon, margin: 0 }));
    const long = energy(nightly(28));
    expect(long).toBeCloseTo(20, 9);
    expect(energy(nightly(14, { since: -15 * 24 + 3 }))).toBeCloseTo(long, 9);
    expect(energy(nightly(14))).toBeLessThan(0.75 * long);
    expect(energy(nightly(14, { since: 2 - 24 }))).toBe(0);
  });

  it('are what is assumed of a pile in its first week, whatever the others have shown', () => {
    const assumed = [{ ...stay(0), count: 0.5, since: -6 * 24 }];
    const past = [firstEver(4), ...[1, 2, 3, 4].map((weeks) => stay(weeks))];
    const energy = (list: typeof assumed) =>
      energyOf(expectedVehicles(past, { ...horizon, margin: 0, assumed: list }));
    expect(energy(assumed) - energy([])).toBeCloseTo(0.5 * 20, 9);
    expect(energy([{ ...assumed[0]!, since: -8 * 24 }])).toBeCloseTo(energy([]), 9);
  });

  it('that are likely come to half a deviation less than the mean, and to the mean where they are many', () => {
    const past = (cars: number) => [
      firstEver(4),
      ...[1, 2, 3, 4].flatMap((weeks) => Array.from({ length: cars }, () => stay(weeks))),
    ];
    const shareOf = (cars: number) => {
      const mean = energyOf(expectedVehicles(past(cars), { ...horizon, margin: 0 }));
      return energyOf(foresee(past(cars), horizon).likely) / mean;
    };
    const all = sumOf([1, 2, 3, 4].map((weeks) => partOf(weeks)));
    expect(shareOf(1)).toBeCloseTo(1 - 0.5 / Math.sqrt(all), 9);
    expect(shareOf(400)).toBeGreaterThan(0.96);
  });

  it('are more on a day on which more have come than usual by now', () => {
    const past = [
      firstEver(4),
      ...[1, 2, 3, 4].flatMap((weeks) => [stay(weeks), stay(weeks, { arrive: -2 - weeks * WEEK })]),
    ];
    const usual = sumOf([1, 2, 3, 4].map((weeks) => partOf(weeks)));
    const energy = (arrivedToday?: number) =>
      expectedVehicles(past, { ...horizon, dayStart: -6, margin: 0, arrivedToday })[0]!.energyKwh;
    expect(energy(9)).toBeCloseTo((energy() * (15 + 9)) / (15 + usual), 9);
    expect(energy(0)).toBeLessThan(energy());
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

const anyForeseen = (problem: ChargingProblem): fc.Arbitrary<Vehicle[]> => {
  const last = problem.prices.length;
  const one = fc
    .record({
      node: fc.constantFrom(...problem.nodes.map((node) => node.id)),
      arrive: fc.nat(last - 1),
      stay: fc.integer({ min: 1, max: last }),
      energyKwh: fc.integer({ min: 1, max: 800 }),
      maxKw: fc.integer({ min: 1, max: 50 }),
    })
    .map(({ stay: length, ...rest }) => ({ ...rest, depart: Math.min(last, rest.arrive + length) }));
  return fc
    .array(one, { maxLength: 8 })
    .map((list) => list.map((vehicle, k) => ({ ...vehicle, id: `expected ${k}`, weight: 1e-9 })));
};
const presentAndForeseen = randomProblem.chain((problem) =>
  fc.record({ problem: fc.constant(problem), foreseen: anyForeseen(problem) }),
);

describe('Foreseen vehicles', () => {
  const plansOf = (problem: ChargingProblem, foreseen: Vehicle[]) => {
    const alone = planCharging(foreseenProblem(problem, []));
    return { alone, made: presentPlan(problem, planCharging(foreseenProblem(problem, foreseen)), alone) };
  };

  it('take no energy from a vehicle that is here, and no limit is passed', () => {
    fc.assert(
      fc.property(presentAndForeseen, ({ problem, foreseen }) => {
        const { alone, made } = plansOf(problem, foreseen);
        made.vehicles.forEach((vehicle, v) => {
          expect(vehicle.unmetKwh).toBeLessThanOrEqual(alone.vehicles[v]!.unmetKwh + 1e-3);
        });
        for (const [n, node] of made.nodes.entries()) {
          node.loadKw.forEach((kw, t) => {
            expect(kw).toBeLessThanOrEqual(problem.nodes[n]!.limitKw[t]! + 1e-6);
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('take none either where powers cannot be cut finely', () => {
    fc.assert(
      fc.property(presentAndForeseen, ({ problem, foreseen }) => {
        const coarse = {
          ...problem,
          vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, minKw: 1.32, stepKw: 0.22 })),
        };
        const { alone, made } = plansOf(coarse, foreseen);
        expect(made.unmetKwh).toBeLessThanOrEqual(alone.unmetKwh + 2e-3);
      }),
      { numRuns: 60 },
    );
  });

  it('are not in the plan: its vehicles, loads, energy, cost and bottlenecks are of those that are here', () => {
    fc.assert(
      fc.property(presentAndForeseen, ({ problem, foreseen }) => {
        const { made } = plansOf(problem, foreseen);
        const hours = problem.intervalMinutes / 60;
        const ids = problem.vehicles.map((vehicle) => vehicle.id);
        expect(made.vehicles.map((vehicle) => vehicle.id)).toEqual(ids);
        expect(JSON.stringify(made)).not.toContain('expected');
        const kw = problem.prices.map((_, t) => made.vehicles.reduce((sum, v) => sum + v.kw[t]!, 0));
        const cost = kw.reduce((sum, load, t) => sum + load * hours * problem.prices[t]!, 0);
        expect(made.costYuan).toBeCloseTo(cost, 6);
        const roots = problem.nodes.flatMap((node, n) => (node.parent === null ? [n] : []));
        kw.forEach((load, t) => {
          expect(roots.reduce((sum, n) => sum + made.nodes[n]!.loadKw[t]!, 0)).toBeCloseTo(load, 6);
        });
        const unmet = made.vehicles.reduce((sum, v) => sum + v.unmetKwh, 0);
        expect(made.unmetKwh).toBeCloseTo(unmet, 9);
        expect(made.status).toBe(made.bottleneck ? 'shortfall' : 'optimal');
      }),
      { numRuns: 100 },
    );
  });
});
