import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingProblem, planCharging } from '~/planner';
import { randomProblem } from './random-problem';

const settable = fc
  .tuple(
    randomProblem,
    fc.array(fc.constantFrom(0, 1.38, 3), { minLength: 15, maxLength: 15 }),
    fc.constantFrom(0, 0.22, 0.5),
  )
  .map(([problem, minKw, stepKw]) => ({
    ...problem,
    options: { stepKw },
    vehicles: problem.vehicles.map((vehicle, v) => ({ ...vehicle, minKw: minKw[v]! })),
  }));

/** A night of a compound at twice its share of the transformer, from fixed numbers. */
function night(cars: number, feeders: number, limitKw: number): ChargingProblem {
  const intervals = 60;
  return {
    version: 1,
    intervalMinutes: 15,
    startAt: '2026-11-20T10:00:00.000Z',
    prices: Array.from({ length: intervals }, (_, t) => (t < 20 ? 0.9 : 0.35)),
    nodes: [
      {
        id: 'T1',
        parent: null,
        limitKw: Array.from({ length: intervals }, (_, t) => limitKw + 10 * Math.sin(t)),
      },
      ...Array.from({ length: feeders }, (_, f) => ({
        id: `F${f}`,
        parent: 'T1',
        limitKw: new Array<number>(intervals).fill((1.3 * limitKw) / feeders),
      })),
    ],
    vehicles: Array.from({ length: cars }, (_, i) => ({
      id: `v${i}`,
      node: `F${i % feeders}`,
      arrive: (i * 7) % 20,
      depart: intervals - ((i * 5) % 15),
      energyKwh: 8 + ((i * 13) % 300) / 10,
      maxKw: i % 3 === 0 ? 3.52 : 7.04,
      minKw: 1.32,
    })),
  };
}

describe('Powers a vehicle can be set to', () => {
  it('are the only ones in a plan, under every limit and never for more than a vehicle wants', () => {
    fc.assert(
      fc.property(settable, (problem) => {
        const plan = planCharging(problem);
        const { stepKw } = problem.options;
        problem.vehicles.forEach((vehicle, v) => {
          const planned = plan.vehicles[v]!;
          for (const kw of planned.kw) {
            if (kw === 0) continue;
            expect(kw).toBeGreaterThanOrEqual(vehicle.minKw - 1e-9);
            expect(kw).toBeLessThanOrEqual(vehicle.maxKw + 1e-9);
            if (stepKw > 0) expect(Math.abs(kw / stepKw - Math.round(kw / stepKw))).toBeLessThan(1e-6);
          }
          const kwh = (planned.kw.reduce((sum, kw) => sum + kw, 0) * problem.intervalMinutes) / 60;
          expect(kwh + planned.unmetKwh).toBeCloseTo(vehicle.energyKwh, 6);
        });
        problem.nodes.forEach((node, n) => {
          for (const [t, kw] of node.limitKw.entries())
            expect(plan.nodes[n]!.loadKw[t]).toBeLessThanOrEqual(kw + 1e-9);
        });
        expect(plan.unmetKwh).toBeGreaterThanOrEqual(plan.lowerBound.unmetKwh - 1e-7);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['plenty', 200, 700],
    ['just enough', 200, 330],
    ['half of what is wanted', 200, 160],
  ])(
    'cost a compound of 200 cars at most half a point of energy and 1 % of price with %s',
    (_, cars, limitKw) => {
      for (const stepKw of [0, 0.22]) {
        const problem = { ...night(cars, 4, limitKw), options: { stepKw } };
        const plan = planCharging(problem);
        const wanted = problem.vehicles.reduce((sum, vehicle) => sum + vehicle.energyKwh, 0);
        expect((plan.unmetKwh - plan.lowerBound.unmetKwh) / wanted).toBeLessThan(0.005);
        const paid = plan.costYuan / (wanted - plan.unmetKwh);
        const bound = plan.lowerBound.costYuan / (wanted - plan.lowerBound.unmetKwh);
        expect(paid / bound).toBeLessThan(1.01);
      }
    },
  );

  it('call nobody short who only misses less than one step', () => {
    const problem = { ...night(10, 1, 700), options: { stepKw: 0.22 } };
    const plan = planCharging(problem);
    expect(plan.unmetKwh).toBeGreaterThan(0);
    expect(plan.status).toBe('optimal');
    expect(plan.bottleneck).toBeNull();
  });

  it('leave unmet what is too little to start for', () => {
    const problem = night(1, 1, 700);
    const plan = planCharging({ ...problem, vehicles: [{ ...problem.vehicles[0]!, energyKwh: 0.2 }] });
    expect(plan).toMatchObject({
      status: 'shortfall',
      unmetKwh: 0.2,
      lowerBound: { unmetKwh: 0 },
      bottleneck: null,
    });
  });
});
