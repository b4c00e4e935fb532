import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingProblem, planCharging } from '~/planner';
import { promisesFirst } from '~/use-cases/shared/night/promises-first';
import { randomProblem } from '../../../planner/random-problem';

const scarce = fc.tuple(randomProblem, fc.array(fc.boolean(), { minLength: 15, maxLength: 15 })).map(
  ([problem, firm]): ChargingProblem => ({
    ...problem,
    nodes: problem.nodes.map((node) => ({ ...node, limitKw: node.limitKw.map((kw) => kw / 2) })),
    vehicles: problem.vehicles.map((vehicle, v) => ({
      ...vehicle,
      firm: firm[v]!,
      minKw: Math.min(vehicle.maxKw, 1.32),
    })),
  }),
);

const firmUnmet = (problem: ChargingProblem, plan = planCharging(problem)) =>
  plan.vehicles.reduce((sum, { unmetKwh }, v) => sum + (problem.vehicles[v]!.firm ? unmetKwh : 0), 0);

describe('Promises in powers that cannot be cut finely', () => {
  it('lack no more than if nobody else were there, and no limit is passed', () => {
    fc.assert(
      fc.property(scarce, (problem) => {
        const plan = promisesFirst(problem, (part) => planCharging(part));
        expect(plan.vehicles.map(({ id }) => id)).toEqual(problem.vehicles.map(({ id }) => id));
        const alone = { ...problem, vehicles: problem.vehicles.filter(({ firm }) => firm) };
        expect(firmUnmet(problem, plan)).toBeLessThanOrEqual(firmUnmet(alone) + 0.011);
        for (const { id, loadKw } of plan.nodes) {
          const { limitKw } = problem.nodes.find((node) => node.id === id)!;
          loadKw.forEach((kw, t) => {
            expect(kw).toBeLessThanOrEqual(limitKw[t]! + 1e-6);
          });
        }
        const unmet = plan.vehicles.reduce((sum, { unmetKwh }) => sum + unmetKwh, 0);
        expect(plan.unmetKwh).toBeCloseTo(unmet, 5);
      }),
      { numRuns: 200 },
    );
  });
});
