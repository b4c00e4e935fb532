import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingPlan, type ChargingProblem, planCharging } from '~/planner';
import { reachable, residualArcs } from './exchange-paths';
import { randomProblem } from './random-problem';

const LEVEL_KW = 1e-4;

const based = fc
  .tuple(randomProblem, fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 14, maxLength: 14 }))
  .map(([problem, base]) => ({
    ...problem,
    nodes: problem.nodes.map((node) =>
      node.parent === null
        ? { ...node, baseKw: base.slice(0, problem.prices.length).map((kw) => kw / 10) }
        : node,
    ),
  }));

/** Pairs of intervals of one root, equally priced, between which load could be moved. */
function* movable(problem: ChargingProblem, plan: ChargingPlan) {
  const arcs = residualArcs(problem, plan);
  for (const [n, root] of problem.nodes.entries()) {
    if (root.parent !== null) continue;
    const load = plan.nodes[n]!.loadKw;
    for (const from of load.keys()) {
      if (load[from]! < LEVEL_KW) continue;
      const found = reachable(arcs, `${root.id}/${from}`);
      for (const to of load.keys()) {
        const equal = problem.prices[from] === problem.prices[to];
        if (!equal || !found.has(`${root.id}/${to}`) || root.limitKw[to]! - load[to]! < LEVEL_KW) continue;
        yield { root, load, from, to };
      }
    }
  }
}

describe('The flattest plan', () => {
  it('leaves no two equally priced intervals whose load could be made more level', () => {
    fc.assert(
      fc.property(based, (problem) => {
        const plan = planCharging(problem);
        for (const { root, load, from, to } of movable(problem, plan)) {
          const total = (t: number) => load[t]! + (root.baseKw?.[t] ?? 0);
          expect(total(from)).toBeLessThanOrEqual(total(to) + LEVEL_KW);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('fills the valley of the base load', () => {
    const plan = planCharging({
      version: 1,
      intervalMinutes: 60,
      startAt: '2026-11-20T04:00:00.000Z',
      prices: [0.5, 0.5, 0.5],
      nodes: [{ id: 'T1', parent: null, limitKw: [50, 50, 50], baseKw: [10, 4, 6] }],
      vehicles: [{ id: 'v1', node: 'T1', arrive: 0, depart: 3, energyKwh: 6, maxKw: 7 }],
    });
    expect(plan.vehicles[0]!.kw).toEqual([0, 4, 2]);
    expect(plan.vehicles[0]!.reason).toBe('flat');
  });
});

describe('The earliest plan', () => {
  it('leaves no load that could be moved to an earlier interval at the same price', () => {
    fc.assert(
      fc.property(randomProblem, (problem) => {
        const plan = planCharging({ ...problem, options: { tieBreak: 'earliest' } });
        for (const { from, to } of movable(problem, plan)) expect(to).toBeGreaterThanOrEqual(from);
      }),
      { numRuns: 500 },
    );
  });
});
