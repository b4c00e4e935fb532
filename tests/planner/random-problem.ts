import * as fc from 'fast-check';
import type { ChargingProblem, LimitNode, Vehicle } from '~/planner';

const PRICES = [0.28, 0.45, 0.58, 0.58, 0.92, 1.1];

const power = fc.integer({ min: 0, max: 2200 }).map((n) => n / 100);

const node = (index: number, intervals: number) =>
  fc.record({
    id: fc.constant(`n${index}`),
    parent:
      index === 0
        ? fc.constant(null)
        : fc.option(
            fc.nat(index - 1).map((n) => `n${n}`),
            { freq: 6 },
          ),
    limitKw: fc.oneof(
      power.map((kw) => new Array<number>(intervals).fill(kw * 2)),
      fc.array(power, { minLength: intervals, maxLength: intervals }),
    ),
  }) satisfies fc.Arbitrary<LimitNode>;

const vehicle = (index: number, nodes: number, intervals: number): fc.Arbitrary<Vehicle> =>
  fc
    .record({
      node: fc.nat(nodes - 1),
      arrive: fc.nat(intervals - 1),
      stay: fc.integer({ min: 1, max: intervals }),
      energyKwh: fc.integer({ min: 0, max: 400 }),
      maxKw: fc.constantFrom(3.3, 3.6, 7.04, 11),
    })
    .map(({ node, arrive, stay, energyKwh, maxKw }) => ({
      id: `v${index}`,
      node: `n${node}`,
      arrive,
      depart: Math.min(intervals, arrive + stay),
      energyKwh: energyKwh / 10,
      maxKw,
    }));

/** Forests of up to eight limits, up to fifteen vehicles, tied and untied prices, plenty and shortage. */
export const randomProblem: fc.Arbitrary<ChargingProblem> = fc
  .record({
    intervals: fc.integer({ min: 1, max: 14 }),
    nodes: fc.integer({ min: 1, max: 8 }),
    vehicles: fc.integer({ min: 0, max: 15 }),
    intervalMinutes: fc.constantFrom(15, 30, 60),
  })
  .chain(({ intervals, nodes, vehicles, intervalMinutes }) =>
    fc.record({
      version: fc.constant(1 as const),
      intervalMinutes: fc.constant(intervalMinutes),
      startAt: fc.constant('2026-11-20T04:00:00.000Z'),
      prices: fc.array(
        fc.oneof(
          fc.constantFrom(...PRICES),
          fc.integer({ min: -20, max: 130 }).map((n) => n / 100),
        ),
        {
          minLength: intervals,
          maxLength: intervals,
        },
      ),
      nodes: fc.tuple(...Array.from({ length: nodes }, (_, n) => node(n, intervals))),
      vehicles: fc.tuple(...Array.from({ length: vehicles }, (_, v) => vehicle(v, nodes, intervals))),
    }),
  );
