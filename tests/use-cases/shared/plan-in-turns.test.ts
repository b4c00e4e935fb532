import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingPlan, type ChargingProblem, planCharging } from '~/planner';
import { chainPowers, planInTurns } from '~/use-cases/shared/plan-in-turns';
import { compoundNight } from '../../bench/compound-night';

const runsOf = (plan: ChargingPlan) =>
  plan.vehicles.reduce(
    (sum, { kw }) => sum + kw.filter((power, t) => power > 0 && !((kw[t - 1] ?? 0) > 0)).length,
    0,
  );
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

describe('dealing the load out in turns', () => {
  it('makes fewer starts on a night with room', () => {
    let scattered = 0;
    let inTurns = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const problem = withFloor(withRoom(compoundNight(20, seed)));
      scattered += runsOf(planCharging(problem));
      inTurns += runsOf(planInTurns(problem, { chargesNow: () => false }));
    }
    expect(inTurns).toBeLessThan(scattered * 0.8);
  });

  it('takes no energy from anybody and costs no more, on a tight night either', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const problem = withFloor(compoundNight(20, seed));
      const free = planCharging(problem);
      const inTurns = planInTurns(problem, { chargesNow: () => false });
      expect(inTurns.unmetKwh).toBeLessThanOrEqual(free.unmetKwh + 0.01);
      expect(inTurns.costYuan).toBeLessThanOrEqual(free.costYuan + 0.01);
    }
  });

  it('never asks for more than the plan’s load or a car’s own limits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 1000 }), (cars, seed) => {
        const problem = withFloor(compoundNight(cars, seed));
        const plan = planCharging(problem);
        const powers = chainPowers(problem, plan, { chargesNow: (id) => id.endsWith('3') });
        const root = plan.nodes.find((node) => node.id === 'T1')!;
        root.loadKw.forEach((load, t) => {
          const sum = [...powers.values()].reduce((total, kw) => total + kw[t]!, 0);
          expect(sum).toBeLessThanOrEqual(load + 1e-6);
        });
        for (const vehicle of problem.vehicles) {
          const kw = powers.get(vehicle.id)!;
          expect(Math.max(...kw)).toBeLessThanOrEqual(vehicle.maxKw + 1e-9);
          expect(kw.slice(0, vehicle.arrive).every((power) => power === 0)).toBe(true);
          expect(kw.slice(vehicle.depart).every((power) => power === 0)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('lets a car that charges go on before one that leaves earlier', () => {
    const problem: ChargingProblem = {
      version: 1,
      intervalMinutes: 60,
      startAt: '2026-11-20T15:00:00.000Z',
      prices: [0.4, 0.4, 0.4, 0.4],
      nodes: [{ id: 'T1', parent: null, limitKw: [7, 7, 7, 7] }],
      vehicles: [
        { id: 'early', node: 'T1', arrive: 0, depart: 3, energyKwh: 7, maxKw: 7 },
        { id: 'going', node: 'T1', arrive: 0, depart: 4, energyKwh: 7, maxKw: 7 },
      ],
    };
    const plan = planCharging({ ...problem, options: { tieBreak: 'earliest' } });
    expect(chainPowers(problem, plan, { chargesNow: (id) => id === 'going' }).get('going')).toEqual([
      7, 0, 0, 0,
    ]);
    expect(chainPowers(problem, plan, { chargesNow: () => false }).get('early')).toEqual([7, 0, 0, 0]);
  });
});
