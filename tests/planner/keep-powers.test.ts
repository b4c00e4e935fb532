import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingPlan, type ChargingProblem, planCharging } from '~/planner';
import { randomProblem } from './random-problem';

const powersOf = (plan: ChargingPlan) => new Map(plan.vehicles.map((vehicle) => [vehicle.id, vehicle.kw]));

function distance(a: ChargingPlan, b: ChargingPlan): number {
  const before = powersOf(a);
  return b.vehicles.reduce(
    (sum, { id, kw }) =>
      sum + kw.reduce((all, power, t) => all + Math.abs(power - (before.get(id)?.[t] ?? power)), 0),
    0,
  );
}

/** Twenty equal cars on a flat tariff: any of countless plans is as good as another. */
const indifferent: ChargingProblem = {
  version: 1,
  intervalMinutes: 15,
  startAt: '2026-11-20T12:00:00.000Z',
  prices: new Array<number>(40).fill(0.5),
  nodes: [{ id: 'T1', parent: null, limitKw: new Array<number>(40).fill(60) }],
  vehicles: Array.from({ length: 20 }, (_, i) => ({
    id: `v${i}`,
    node: 'T1',
    arrive: i % 7,
    depart: 40 - (i % 5),
    energyKwh: 10 + (i % 9),
    maxKw: 7.04,
  })),
};

describe('Powers of before', () => {
  it('change nothing of energy, cost and load', () => {
    const changed = fc.tuple(randomProblem, fc.nat(14), fc.integer({ min: 1, max: 100 }));
    fc.assert(
      fc.property(changed, ([problem, which, more]) => {
        const before = powersOf(planCharging(problem));
        const vehicles = problem.vehicles.map((vehicle, v) =>
          v === which ? { ...vehicle, energyKwh: vehicle.energyKwh + more / 10 } : vehicle,
        );
        const fresh = planCharging({ ...problem, vehicles });
        const kept = planCharging({ ...problem, vehicles }, { before });
        expect(kept.unmetKwh).toBeCloseTo(fresh.unmetKwh, 6);
        expect(kept.costYuan).toBeCloseTo(fresh.costYuan, 6);
        problem.vehicles.forEach((_, v) => {
          expect(kept.vehicles[v]!.unmetKwh).toBeCloseTo(fresh.vehicles[v]!.unmetKwh, 6);
        });
        problem.nodes.forEach((node, n) => {
          for (const [t, limit] of node.limitKw.entries()) {
            expect(kept.nodes[n]!.loadKw[t]).toBeLessThanOrEqual(limit + 1e-9);
            if (node.parent === null)
              expect(kept.nodes[n]!.loadKw[t]).toBeCloseTo(fresh.nodes[n]!.loadKw[t]!, 5);
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  it('stay exactly what they were when nothing else changed', () => {
    fc.assert(
      fc.property(randomProblem, (problem) => {
        const plan = planCharging(problem);
        expect(distance(plan, planCharging(problem, { before: powersOf(plan) }))).toBeLessThan(1e-5);
      }),
    );
  });

  it('stay mostly what they were when one car of many leaves', () => {
    const plan = planCharging(indifferent);
    const left = { ...indifferent, vehicles: indifferent.vehicles.slice(1) };
    const kept = distance(plan, planCharging(left, { before: powersOf(plan) }));
    const fresh = distance(plan, planCharging(left));
    expect(kept).toBeLessThan(fresh / 2);
  });
});
