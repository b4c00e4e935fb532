import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingPlan, type ChargingProblem, planCharging } from '~/planner';
import { compoundNight } from '../bench/compound-night';
import { randomProblem } from './random-problem';

const startsOf = (plan: ChargingPlan) =>
  plan.vehicles.reduce(
    (sum, { kw }) => sum + kw.filter((power, t) => power > 0 && !((kw[t - 1] ?? 0) > 0)).length,
    0,
  );

/** The same optimum without any wish for long runs. */
const scattered = (problem: ChargingProblem) => planCharging(problem, { before: new Map() });

const withFloor = (problem: ChargingProblem): ChargingProblem => ({
  ...problem,
  vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, minKw: 1.32 })),
});

/** All cars are plugged in already, under limits that leave room. */
const withRoom = (problem: ChargingProblem): ChargingProblem => ({
  ...problem,
  vehicles: problem.vehicles.map((vehicle) => ({
    ...vehicle,
    arrive: 0,
    depart: Math.max(80, vehicle.depart),
    energyKwh: Math.min(vehicle.energyKwh, 24),
  })),
  nodes: problem.nodes.map((node) => ({ ...node, limitKw: node.limitKw.map((kw) => kw * 3) })),
});

const nights = Array.from({ length: 10 }, (_, k) => k + 1);

describe('Charging in turns', () => {
  it.each([
    ['with room', withRoom, 1.6],
    ['that is tight', (problem: ChargingProblem) => problem, 1.65],
    ['with room and a least power', (problem: ChargingProblem) => withFloor(withRoom(problem)), 1.75],
    ['that is tight, with a least power', withFloor, 1.9],
  ])('starts a car less than twice on a night %s', (_, change, starts) => {
    for (const cars of [20, 60]) {
      const problems = nights.map((seed) => change(compoundNight(cars, seed)));
      const all = problems.reduce((sum, problem) => sum + startsOf(planCharging(problem)), 0);
      expect(all / (cars * nights.length)).toBeLessThan(starts);
    }
  });

  it('takes nothing from anybody, costs no more and leaves every interval its load', () => {
    fc.assert(
      fc.property(randomProblem, fc.integer({ min: 1, max: 15 }), (problem, every) => {
        const free = scattered(problem);
        const inTurns = planCharging(problem, { charging: (id) => Number(id.slice(1)) % every === 0 });
        expect(inTurns.costYuan).toBeCloseTo(free.costYuan, 6);
        inTurns.vehicles.forEach(({ unmetKwh }, v) => {
          expect(unmetKwh).toBeCloseTo(free.vehicles[v]!.unmetKwh, 6);
        });
        problem.nodes.forEach((node, n) => {
          node.limitKw.forEach((limit, t) => {
            const load = inTurns.nodes[n]!.loadKw[t]!;
            expect(load).toBeLessThanOrEqual(limit + 1e-9);
            if (node.parent === null) expect(load).toBeCloseTo(free.nodes[n]!.loadKw[t]!, 5);
          });
        });
      }),
      { numRuns: 500 },
    );
  });

  it('loses next to no energy to a least power that a plan without turns would deliver', () => {
    for (const seed of nights) {
      const problem = withFloor(compoundNight(60, seed));
      const wanted = problem.vehicles.reduce((sum, { energyKwh }) => sum + energyKwh, 0);
      expect(planCharging(problem).unmetKwh).toBeLessThan(scattered(problem).unmetKwh + 0.002 * wanted);
    }
  });

  it('lets a car that charges go on before one that leaves earlier', () => {
    const problem: ChargingProblem = {
      version: 1,
      intervalMinutes: 60,
      startAt: '2026-11-20T15:00:00.000Z',
      prices: new Array(8).fill(0.4),
      nodes: [{ id: 'T1', parent: null, limitKw: new Array(8).fill(7) }],
      vehicles: [
        { id: 'early', node: 'T1', arrive: 0, depart: 7, energyKwh: 7, maxKw: 7 },
        { id: 'going', node: 'T1', arrive: 0, depart: 8, energyKwh: 7, maxKw: 7 },
      ],
      options: { tieBreak: 'earliest' },
    };
    const powers = (going: string) =>
      planCharging(problem, { charging: (id) => id === going }).vehicles.map(({ kw }) => kw.slice(0, 3));
    expect(powers('going')).toEqual([
      [0, 7, 0],
      [7, 0, 0],
    ]);
    expect(powers('')).toEqual([
      [7, 0, 0],
      [0, 7, 0],
    ]);
  });
});
