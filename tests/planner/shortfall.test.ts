import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingProblem, planCharging, type Vehicle } from '~/planner';
import { reachable, residualArcs } from './exchange-paths';
import { randomProblem } from './random-problem';

const scarce = fc
  .tuple(randomProblem, fc.array(fc.constantFrom(0.5, 1, 2), { minLength: 15, maxLength: 15 }))
  .map(([problem, weights]) => ({
    ...problem,
    nodes: problem.nodes.map((node) => ({ ...node, limitKw: node.limitKw.map((kw) => kw / 3) })),
    vehicles: problem.vehicles.map((vehicle, v) => ({ ...vehicle, weight: weights[v]! })),
  }));

const car = (id: string, more: Partial<Vehicle> = {}): Vehicle => ({
  id,
  node: 'F1',
  arrive: 0,
  depart: 4,
  energyKwh: 10,
  maxKw: 7,
  ...more,
});

const site = (vehicles: Vehicle[]): ChargingProblem => ({
  version: 1,
  intervalMinutes: 60,
  startAt: '2026-11-20T04:00:00.000Z',
  prices: [0.5, 0.5, 0.3, 0.5],
  nodes: [
    { id: 'T1', parent: null, limitKw: [20, 20, 20, 20] },
    { id: 'F1', parent: 'T1', limitKw: [4, 4, 4, 4] },
  ],
  vehicles,
});

describe('A shortfall', () => {
  it('is shared so that nobody could get more without somebody who has no more getting less', () => {
    fc.assert(
      fc.property(scarce, (problem) => {
        const plan = planCharging(problem);
        const arcs = residualArcs(problem, plan);
        const served = (v: number) => {
          const { energyKwh, weight } = problem.vehicles[v]!;
          return energyKwh === 0
            ? Number.POSITIVE_INFINITY
            : (1 - plan.vehicles[v]!.unmetKwh / energyKwh) / weight;
        };
        problem.vehicles.forEach((vehicle, i) => {
          if (plan.vehicles[i]!.unmetKwh < 1e-4) return;
          const found = reachable(arcs, `vehicle/${vehicle.id}`);
          problem.vehicles.forEach((other, j) => {
            if (j === i || !found.has(`vehicle/${other.id}`) || other.energyKwh === 0) return;
            if (plan.vehicles[j]!.unmetKwh > other.energyKwh - 1e-4) return;
            expect(served(j)).toBeLessThanOrEqual(served(i) + 1e-3);
          });
        });
      }),
      { numRuns: 500 },
    );
  });

  it('gives equal vehicles equal energy', () => {
    const plan = planCharging(site([car('v1'), car('v2'), car('v3', { energyKwh: 1 })]));
    expect(plan.vehicles.map((vehicle) => vehicle.unmetKwh)).toEqual([
      expect.closeTo(50 / 21, 9),
      expect.closeTo(50 / 21, 9),
      expect.closeTo(5 / 21, 9),
    ]);
    expect(plan.vehicles.every((vehicle) => vehicle.reason === 'short')).toBe(true);
  });

  it('gives a vehicle of twice the weight twice the share', () => {
    const plan = planCharging(site([car('v1', { weight: 2, energyKwh: 20 }), car('v2', { energyKwh: 20 })]));
    expect(plan.vehicles[0]!.unmetKwh).toBeCloseTo(20 - 32 / 3, 9);
    expect(plan.vehicles[1]!.unmetKwh).toBeCloseTo(20 - 16 / 3, 9);
  });

  it('is proved by a cut: what its vehicles want, less all that can reach them, is what is missing', () => {
    fc.assert(
      fc.property(scarce, (problem) => {
        const plan = planCharging(problem);
        expect(plan.bottleneck).toBe(plan.bottlenecks[0] ?? null);
        expect(plan.status === 'shortfall').toBe(plan.unmetKwh > 1e-6);
        let proved = 0;
        for (const cut of plan.bottlenecks) {
          expect(cut.demandKwh - cut.capacityKwh).toBeCloseTo(cut.unmetKwh, 6);
          const alone = planCharging({
            ...problem,
            vehicles: problem.vehicles.filter((vehicle) => cut.vehicles.includes(vehicle.id)),
          });
          expect(alone.unmetKwh).toBeCloseTo(cut.unmetKwh, 6);
          proved += cut.unmetKwh;
        }
        expect(proved).toBeCloseTo(plan.unmetKwh, 6);
      }),
      { numRuns: 500 },
    );
  });

  it('names the full node, its full intervals and the vehicles that want them', () => {
    const plan = planCharging(
      site([
        car('v1', { arrive: 1, depart: 3 }),
        car('v2', { arrive: 1, depart: 3 }),
        car('v3', { energyKwh: 2 }),
      ]),
    );
    expect(plan.bottleneck).toEqual({
      intervals: [1, 2],
      vehicles: ['v1', 'v2'],
      node: 'F1',
      demandKwh: 20,
      capacityKwh: 8,
      unmetKwh: 12,
    });
  });

  it('names no node when a vehicle leaves too soon for its own power', () => {
    const plan = planCharging(site([car('v1', { depart: 1, maxKw: 3 })]));
    expect(plan.bottleneck).toMatchObject({ intervals: [], vehicles: ['v1'], node: null, unmetKwh: 7 });
  });

  it('names the pile when its own limit is what holds its only vehicle', () => {
    const plan = planCharging(site([car('v1', { energyKwh: 20 })]));
    expect(plan.bottleneck).toMatchObject({
      intervals: [0, 1, 2, 3],
      vehicles: ['v1'],
      node: 'F1',
      unmetKwh: 4,
    });
  });
});
