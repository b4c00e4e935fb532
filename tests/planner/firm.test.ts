import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingProblem, planCharging } from '~/planner';
import { randomProblem } from './random-problem';

const scarce = fc
  .tuple(randomProblem, fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }))
  .map(([problem, firm]) => ({
    ...problem,
    nodes: problem.nodes.map((node) => ({ ...node, limitKw: node.limitKw.map((kw) => kw / 3) })),
    vehicles: problem.vehicles.map((vehicle, v) => ({ ...vehicle, firm: firm[v]! })),
  }));

const plain = (problem: ChargingProblem): ChargingProblem => ({
  ...problem,
  vehicles: problem.vehicles.map(({ firm: _, ...vehicle }) => vehicle),
});

const unmetOf = (problem: ChargingProblem, isCounted: (v: number) => boolean) =>
  planCharging(problem).vehicles.reduce((sum, { unmetKwh }, v) => sum + (isCounted(v) ? unmetKwh : 0), 0);

describe('A promise', () => {
  it('lacks only what would be lacking if nobody else were there', () => {
    fc.assert(
      fc.property(scarce, (problem) => {
        const alone = { ...problem, vehicles: problem.vehicles.filter(({ firm }) => firm) };
        const together = unmetOf(problem, (v) => problem.vehicles[v]!.firm);
        expect(together).toBeCloseTo(planCharging(alone).unmetKwh, 5);
      }),
      { numRuns: 400 },
    );
  });

  it('costs the others together no more energy than it takes, and nobody money', () => {
    fc.assert(
      fc.property(scarce, (problem) => {
        const firm = planCharging(problem);
        const free = planCharging(plain(problem));
        expect(firm.unmetKwh).toBeCloseTo(free.unmetKwh, 5);
        expect(firm.costYuan).toBeCloseTo(free.costYuan, 5);
      }),
      { numRuns: 300 },
    );
  });

  it('comes before the fair share of those who have none', () => {
    const plan = planCharging({
      version: 1,
      intervalMinutes: 60,
      startAt: '2026-11-20T04:00:00.000Z',
      prices: [0.5, 0.5],
      nodes: [{ id: 'T1', parent: null, limitKw: [6, 6] }],
      vehicles: ['v1', 'v2', 'v3'].map((id) => ({
        id,
        node: 'T1',
        arrive: 0,
        depart: 2,
        energyKwh: 8,
        maxKw: 7,
        firm: id === 'v2',
      })),
    });
    expect(plan.vehicles.map(({ unmetKwh }) => unmetKwh)).toEqual([
      expect.closeTo(6, 6),
      0,
      expect.closeTo(6, 6),
    ]);
  });
});
