import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingPlan, type ChargingProblem, planCharging, type Vehicle } from '~/planner';
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

  it('gives the same plan for the same problem', () => {
    fc.assert(
      fc.property(randomProblem, (problem) => {
        expect(planCharging(structuredClone(problem))).toEqual(planCharging(problem));
      }),
    );
  });

  it('gives every vehicle the same plan in whatever order vehicles and nodes are listed', () => {
    fc.assert(
      fc.property(randomProblem, (problem) => {
        const plan = planCharging(problem);
        const turned = planCharging({ ...problem, vehicles: [...problem.vehicles].reverse() });
        expect(turned.vehicles.reverse()).toEqual(plan.vehicles);
        expect(turned.nodes).toEqual(plan.nodes);
        const shuffled = planCharging({ ...problem, nodes: [...problem.nodes].reverse() });
        expect(shuffled.unmetKwh).toBeCloseTo(plan.unmetKwh, 7);
        expect(shuffled.costYuan).toBeCloseTo(plan.costYuan, 7);
        expect(shuffled.peakKw).toBeCloseTo(plan.peakKw, 5);
      }),
    );
  });

  it('never delivers less energy with more headroom', () => {
    const raised = fc.tuple(randomProblem, fc.nat(7), fc.integer({ min: 1, max: 100 }));
    fc.assert(
      fc.property(raised, ([problem, which, more]) => {
        const nodes = problem.nodes.map((node, n) =>
          n === which ? { ...node, limitKw: node.limitKw.map((kw) => kw + more / 10) } : node,
        );
        expect(planCharging({ ...problem, nodes }).unmetKwh).toBeLessThanOrEqual(
          planCharging(problem).unmetKwh + 1e-7,
        );
      }),
    );
  });

  it('keeps limits of any depth', () => {
    const depth = 2000;
    const nodes = Array.from({ length: depth }, (_, n) => ({
      id: `n${n}`,
      parent: n === 0 ? null : `n${n - 1}`,
      limitKw: [depth * 2 - n, depth * 2 - n],
    }));
    const vehicles = nodes.map((node, v) => ({
      id: `v${v}`,
      node: node.id,
      arrive: 0,
      depart: 2,
      energyKwh: 4,
      maxKw: 7,
    }));
    const problem = {
      version: 1 as const,
      intervalMinutes: 60,
      startAt: '2026-11-20T04:00:00.000Z',
      prices: [0.3, 0.6],
      nodes,
      vehicles,
    };
    const plan = planCharging(problem);
    expectWithinLimits(problem, plan);
    expect(plan.unmetKwh).toBeCloseTo(0, 6);
    expect(plan.costYuan).toBeCloseTo(depth * 2 * (0.3 + 0.6), 6);
  });

  it('measures its time with the clock it is given, and has none otherwise', () => {
    const problem = {
      version: 1 as const,
      intervalMinutes: 60,
      startAt: '2026-11-20T04:00:00.000Z',
      prices: [0.3],
      nodes: [],
      vehicles: [],
    };
    let ms = 100;
    expect(planCharging(problem, { now: () => (ms += 5) }).solveMs).toBe(5);
    expect(planCharging(problem).solveMs).toBe(0);
  });
});

describe('The reason of a vehicle', () => {
  const reasonOf = (more: Partial<Vehicle>, limitKw = [20, 20, 20, 20], prices = [0.6, 0.3, 0.3, 0.6]) =>
    planCharging({
      version: 1,
      intervalMinutes: 60,
      startAt: '2026-11-20T04:00:00.000Z',
      prices,
      nodes: [{ id: 'T1', parent: null, limitKw }],
      vehicles: [{ id: 'v1', node: 'T1', arrive: 0, depart: 4, energyKwh: 10, maxKw: 7, ...more }],
    }).vehicles[0]!.reason;

  it('is idle when it wants nothing', () => expect(reasonOf({ energyKwh: 0 })).toBe('idle'));
  it('is short when it cannot get everything', () => expect(reasonOf({ energyKwh: 29 })).toBe('short'));
  it('is immediate when it needs its whole window', () =>
    expect(reasonOf({ energyKwh: 28 })).toBe('immediate'));
  it('is limited when headroom moves it into dearer intervals', () =>
    expect(reasonOf({}, [9, 4, 4, 9])).toBe('limited'));
  it('is cheapest when it pays the least there is', () => expect(reasonOf({})).toBe('cheapest'));
  it('is flat when every interval costs the same', () =>
    expect(reasonOf({ arrive: 1, depart: 3 })).toBe('flat'));
});
