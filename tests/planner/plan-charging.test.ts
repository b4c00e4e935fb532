import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingPlan, type ChargingProblem, planCharging } from '~/planner';
import { solveWithHighs } from './highs-oracle';
import { randomProblem } from './random-problem';

const RUNS = { numRuns: Number(process.env.PLANNER_RUNS ?? 300) };

function expectWithinLimits(problem: ChargingProblem, plan: ChargingPlan): void {
  problem.nodes.forEach((node, n) => {
    node.limitKw.forEach((kw, t) => {
      expect(plan.nodes[n]!.loadKw[t]).toBeLessThanOrEqual(kw + 1e-9);
    });
  });
  problem.vehicles.forEach((vehicle, v) => {
    const { kw, unmetKwh } = plan.vehicles[v]!;
    const hours = problem.intervalMinutes / 60;
    kw.forEach((power, t) => {
      const inside = t >= vehicle.arrive && t < vehicle.depart;
      expect(power).toBeGreaterThanOrEqual(0);
      expect(power).toBeLessThanOrEqual(inside ? vehicle.maxKw : 0);
    });
    const kwh = kw.reduce((sum, power) => sum + power * hours, 0);
    expect(kwh + unmetKwh).toBeCloseTo(vehicle.energyKwh, 7);
    expect(kwh).toBeLessThanOrEqual(vehicle.energyKwh + 1e-9);
  });
}

describe('planCharging', () => {
  it('has the unmet energy and the cost of the linear program, under every limit', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomProblem,
        fc.constantFrom('flattest' as const, 'earliest' as const),
        async (problem, tieBreak) => {
          const plan = planCharging({ ...problem, options: { tieBreak } });
          expectWithinLimits(problem, plan);
          if (problem.vehicles.length === 0) return;
          const optimum = await solveWithHighs(problem);
          expect(plan.unmetKwh).toBeCloseTo(optimum.unmetKwh, 6);
          expect(plan.costYuan).toBeCloseTo(optimum.costYuan, 6);
        },
      ),
      RUNS,
    );
  });
});
