import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingProblem, parseProblem, planCharging, type Vehicle } from '~/planner';
import { settingsOf } from '~/planner/power-settings';
import { sharesOf, solveWithHighs } from './highs-oracle';
import { allThreePhase, PHASES, split } from './random-phases';

const site = (vehicles: Vehicle[]): ChargingProblem => ({
  version: 1,
  intervalMinutes: 60,
  startAt: '2026-11-20T04:00:00.000Z',
  prices: [0.3, 0.6],
  nodes: [
    { id: 'F1', parent: null, limitKw: [12, 12] },
    ...PHASES.map((phase) => ({ id: phase, parent: 'F1', phase, limitKw: phase === 'C' ? [2, 2] : [4, 4] })),
  ],
  vehicles,
});
const car = { id: 'v1', node: 'F1', arrive: 0, depart: 2, energyKwh: 9, maxKw: 11, phases: PHASES };

const wantedOf = ({ vehicles }: ChargingProblem) =>
  vehicles.reduce((sum, { energyKwh }) => sum + energyKwh, 0);

describe('A vehicle on several phases', () => {
  it('takes the same power from each, under every limit', () => {
    fc.assert(
      fc.property(split, (problem) => {
        expect(parseProblem(problem)).toMatchObject({ ok: true });
        const plan = planCharging(problem);
        problem.nodes.forEach((node, n) => {
          for (const [t, limit] of node.limitKw.entries()) {
            const load = problem.vehicles.reduce(
              (sum, other, v) =>
                sum + plan.vehicles[v]!.kw[t]! * (sharesOf(problem, other).get(node.id) ?? 0),
              0,
            );
            expect(load).toBeLessThanOrEqual(limit + 1e-9);
            expect(plan.nodes[n]!.loadKw[t]).toBeCloseTo(load, 9);
          }
        });
      }),
      { numRuns: 150 },
    );
  });

  it('gets the energy of the linear program with equal parts to 0.02 %, and is bounded as closely', async () => {
    const lost = { mean: 0, worst: 0, bound: 0 };
    let wanted = 0;
    await fc.assert(
      fc.asyncProperty(split, async (problem) => {
        const plan = planCharging(problem);
        const optimum = await solveWithHighs(problem);
        const energyKwh = wantedOf(problem);
        expect(plan.lowerBound.unmetKwh).toBeLessThanOrEqual(optimum.unmetKwh + 1e-6);
        expect(plan.unmetKwh).toBeGreaterThanOrEqual(optimum.unmetKwh - 1e-6);
        wanted += energyKwh;
        lost.mean += plan.unmetKwh - optimum.unmetKwh;
        lost.bound += optimum.unmetKwh - plan.lowerBound.unmetKwh;
        lost.worst = Math.max(lost.worst, (plan.unmetKwh - optimum.unmetKwh) / energyKwh);
      }),
      { numRuns: 150, seed: 1 },
    );
    expect(lost.mean / wanted).toBeLessThan(0.0002);
    expect(lost.worst).toBeLessThan(0.005);
    expect(lost.bound / wanted).toBeLessThan(0.0002);
  });

  it('gets exactly the linear program where all vehicles are on all three phases', async () => {
    await fc.assert(
      fc.asyncProperty(allThreePhase, async (problem) => {
        const plan = planCharging(problem);
        const optimum = await solveWithHighs(problem);
        expect(plan.unmetKwh).toBeCloseTo(optimum.unmetKwh, 6);
        expect(plan.costYuan).toBeCloseTo(optimum.costYuan, 5);
        expect(plan.lowerBound.unmetKwh).toBeCloseTo(optimum.unmetKwh, 6);
      }),
      { numRuns: 150 },
    );
  });

  it('loses less than a tenth of a kWh by more headroom, and nothing where all are on three phases', () => {
    const raised = (problems: typeof split) =>
      fc.tuple(problems, fc.nat(9), fc.integer({ min: 1, max: 100 })).map(([problem, which, more]) => ({
        problem,
        nodes: problem.nodes.map((node, n) =>
          n === which ? { ...node, limitKw: node.limitKw.map((kw) => kw + more / 10) } : node,
        ),
      }));
    for (const [problems, mostKwh] of [
      [split, 0.1],
      [allThreePhase, 1e-6],
    ] as const) {
      fc.assert(
        fc.property(raised(problems), ({ problem, nodes }) => {
          const less = planCharging({ ...problem, nodes }).unmetKwh - planCharging(problem).unmetKwh;
          expect(less).toBeLessThanOrEqual(mostKwh);
        }),
        { numRuns: 200, seed: 11 },
      );
    }
  });

  it('is set to possible powers only, with a loss that the plan tells', () => {
    fc.assert(
      fc.property(split, fc.constantFrom({ stepKw: 0.66 }, { stepShare: 0.25 }), (problem, options) => {
        const settable = {
          ...problem,
          options,
          vehicles: problem.vehicles.map((other) => ({ ...other, minKw: 1.32 * other.phases!.length })),
        };
        const plan = planCharging(settable);
        settable.vehicles.forEach((other, v) => {
          const { min, step } = settingsOf(other, options);
          for (const kw of plan.vehicles[v]!.kw) {
            if (kw === 0) continue;
            expect(kw).toBeGreaterThanOrEqual(min - 1e-9);
            expect(Math.abs(kw / step - Math.round(kw / step))).toBeLessThan(1e-6);
          }
        });
        settable.nodes.forEach((node, n) => {
          for (const [t, limit] of node.limitKw.entries())
            expect(plan.nodes[n]!.loadKw[t]).toBeLessThanOrEqual(limit + 1e-9);
        });
        const missing = plan.unmetKwh + plan.roundingKwh;
        expect(plan.loss.unmetKwh).toBeCloseTo(missing - plan.lowerBound.unmetKwh, 6);
      }),
      { numRuns: 200 },
    );
  });

  it('gets three times what its fullest phase lets through', () => {
    const plan = planCharging(site([car]));
    expect(plan.vehicles[0]!.kw).toEqual([6, 3]);
    expect(plan.nodes.map((node) => node.loadKw[0])).toEqual([6, 2, 2, 2]);
  });

  it('reports the bottleneck of the phase that holds it', () => {
    const plan = planCharging(site([{ ...car, energyKwh: 15 }]));
    expect(plan.unmetKwh).toBeCloseTo(3, 9);
    expect(plan.bottleneck).toMatchObject({ vehicles: ['v1'], intervals: [0, 1] });
  });
});

describe('A vehicle on one phase of a split node', () => {
  it('is held by the limit of that phase', () => {
    const plan = planCharging(site([{ ...car, phases: ['C'], maxKw: 7, energyKwh: 3 }]));
    expect(plan.vehicles[0]!.kw).toEqual([2, 1]);
  });

  it.each([
    ['vehicles[0].phases: is missing, and the node is split into phases', { phases: undefined }],
    ['vehicles[0].phaseNodes: must have one node for each of phases', { phaseNodes: ['A'] }],
    ['vehicles[0].phaseNodes[2]: is not the id of a node: "D"', { phaseNodes: ['A', 'B', 'D'] }],
    ['vehicles[0].phaseNodes[1]: must be on phase "B"', { phaseNodes: ['A', 'C', 'B'] }],
    ['vehicles[0].phaseNodes: must meet in the node of the vehicle only', { phaseNodes: ['A', 'A', 'A'] }],
    [
      'vehicles[0].node: must be on a phase of "F1", which is split into phases',
      { node: 'P1', phases: ['A'] },
    ],
  ])('is refused with "%s"', (complaint, change) => {
    const problem = site([{ ...car, ...change } as Vehicle]);
    const parsed = parseProblem({
      ...problem,
      nodes: [...problem.nodes, { id: 'P1', parent: 'F1', limitKw: [7, 7] }],
    });
    const errors = parsed.ok ? [] : parsed.errors.map(({ path, message }) => `${path}: ${message}`);
    expect(errors).toContain(complaint);
  });
});
