import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingProblem, neededNow, planCharging, type Vehicle } from '~/planner';
import { randomProblem } from './random-problem';

const night = (vehicles: Partial<Vehicle>[], limitKw: number[]): ChargingProblem => ({
  version: 1,
  intervalMinutes: 60,
  startAt: '2026-11-20T10:00:00.000Z',
  prices: limitKw.map((_, t) => (t < 2 ? 0.9 : 0.3)),
  nodes: [{ id: 'T1', parent: null, limitKw }],
  vehicles: vehicles.map((vehicle, k) => ({
    id: `v${k}`,
    node: 'T1',
    arrive: 0,
    depart: limitKw.length,
    energyKwh: 7,
    maxKw: 7,
    ...vehicle,
  })),
  options: { tieBreak: 'earliest' },
});
const withFirstLimit = (problem: ChargingProblem, firstKw: ReadonlyMap<string, number>, share = 1) => ({
  ...problem,
  nodes: problem.nodes.map((node) =>
    node.parent === null
      ? { ...node, limitKw: node.limitKw.map((kw, t) => (t === 0 ? firstKw.get(node.id)! * share : kw)) }
      : node,
  ),
});
const firstKwOf = (problem: ChargingProblem, plan: ReturnType<typeof planCharging>) =>
  new Map(
    problem.nodes.flatMap((node, n) =>
      node.parent === null ? [[node.id, plan.nodes[n]!.loadKw[0]!] as const] : [],
    ),
  );

describe('What is needed now', () => {
  it('is what the hours after it have no room for', () => {
    const two = [{ energyKwh: 14 }, { energyKwh: 14 }];
    expect(neededNow(night(two, [10, 10, 10, 10])).get('T1')).toBe(0);
    expect(neededNow(night(two, [10, 10, 8, 5])).get('T1')).toBeCloseTo(5, 9);
  });

  it('is what a car lacks that leaves soon, and what many lack that may come', () => {
    expect(neededNow(night([{ depart: 2, energyKwh: 9 }], [10, 10, 10, 10])).get('T1')).toBeCloseTo(2, 9);
    const coming = { arrive: 2, energyKwh: 14, weight: 1e-9 };
    expect(neededNow(night([{ energyKwh: 14 }, coming], [10, 0, 7, 7])).get('T1')).toBeCloseTo(7, 9);
  });

  it('is enough for all energy, and less is not', () => {
    fc.assert(
      fc.property(randomProblem, (problem) => {
        const free = { ...problem, vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, minKw: 0 })) };
        const firstKw = neededNow(free);
        const { unmetKwh } = planCharging(free);
        expect(planCharging(withFirstLimit(free, firstKw)).unmetKwh).toBeCloseTo(unmetKwh, 6);
        const least = [...firstKw.values()].reduce((sum, kw) => sum + kw, 0);
        const lacking = planCharging(withFirstLimit(free, firstKw, 0.5)).unmetKwh - unmetKwh;
        expect(lacking).toBeCloseTo((least * 0.5 * problem.intervalMinutes) / 60, 6);
      }),
      { numRuns: 200 },
    );
  });
});

describe('A plan with a least load of the first interval', () => {
  it('charges that much before the cheap hours, and no more', () => {
    const problem = night([{ energyKwh: 14 }], [10, 10, 10, 10]);
    const plan = planCharging(problem, { leastNow: new Map([['T1', 3]]) });
    expect(plan.nodes[0]!.loadKw).toEqual([3, 0, 7, 4].map((kw) => expect.closeTo(kw, 9)));
  });

  it('does so in powers that can be set too, where the cheap hours have room for all', () => {
    const problem = night([{ minKw: 1.32 }, { minKw: 1.32, energyKwh: 5 }], [10, 10, 10, 10]);
    const plan = planCharging(problem, { leastNow: new Map([['T1', 5]]), charging: (id) => id === 'v1' });
    expect(plan.unmetKwh).toBe(0);
    expect(plan.nodes[0]!.loadKw[0]).toBeGreaterThanOrEqual(5 - 1e-9);
    expect(plan.nodes[0]!.loadKw[1]).toBe(0);
    expect(plan.loss.costYuan).toBeCloseTo(0, 9);
  });

  it('charges that much in all where some take one phase and some all three', () => {
    const lines = ['A', 'B', 'C'] as const;
    const [onOne, onAll] = night([{}, {}], [30, 30, 30, 30]).vehicles;
    const problem = {
      ...night([], [30, 30, 30, 30]),
      nodes: [
        { id: 'T1', parent: null, limitKw: [30, 30, 30, 30] },
        ...lines.map((phase) => ({ id: `T1.${phase}`, parent: 'T1', limitKw: [10, 10, 10, 10], phase })),
      ],
      vehicles: [
        { ...onOne!, node: 'T1.A', phases: ['A' as const] },
        { ...onAll!, node: 'T1', phases: [...lines], maxKw: 21, energyKwh: 21 },
      ],
    };
    const plan = planCharging(problem, { leastNow: new Map([['T1', 9]]) });
    expect(plan.unmetKwh).toBeCloseTo(0, 9);
    expect(plan.nodes[0]!.loadKw[0]).toBeCloseTo(9, 6);
    expect(plan.nodes[0]!.loadKw[1]).toBeCloseTo(0, 6);
    expect(plan.loss.costYuan).toBeCloseTo(0, 6);
  });

  it('leaves nobody less energy, passes no limit and has the load as far as vehicles take it', () => {
    fc.assert(
      fc.property(randomProblem, fc.double({ min: 0, max: 40, noNaN: true }), (random, kw) => {
        const problem = { ...random, options: { ...random.options, tieBreak: 'earliest' as const } };
        const leastNow = new Map(problem.nodes.map(({ id }) => [id, kw]));
        const free = planCharging(problem);
        const plan = planCharging(problem, { leastNow });
        expect(plan.unmetKwh).toBeCloseTo(free.unmetKwh, 5);
        for (const [n, node] of problem.nodes.entries()) {
          plan.nodes[n]!.loadKw.forEach((load, t) => {
            expect(load).toBeLessThanOrEqual(node.limitKw[t]! + 1e-6);
          });
        }
        const most = firstKwOf(
          problem,
          planCharging({ ...problem, prices: problem.prices.map((_, t) => Number(t > 0)) }),
        );
        for (const [id, load] of firstKwOf(problem, plan))
          expect(load).toBeGreaterThanOrEqual(Math.min(kw, most.get(id)!) - 1e-6);
      }),
      { numRuns: 150 },
    );
  });
});

describe('The first interval', () => {
  it('goes to the car that can wait least, even where another charges already', () => {
    const problem = night([{ depart: 2, energyKwh: 10 }, { energyKwh: 20 }], [7, 7, 7, 7, 7, 7, 7, 7]);
    const plan = planCharging(problem, { charging: (id) => id === 'v1' });
    expect(plan.vehicles.map(({ kw }) => kw[0])).toEqual([expect.closeTo(7, 9), 0]);
  });

  it('goes to it in powers that can be set, and both cars get all they would have', () => {
    const stepped = { minKw: 1.32, stepKw: 0.22 };
    const cars = [
      { ...stepped, depart: 3, energyKwh: 12.1, maxKw: 6.6 },
      { ...stepped, energyKwh: 20.9, maxKw: 6.6 },
    ];
    const problem = night(cars, [7, 7, 7, 7, 7, 7, 7, 7]);
    const flat = { ...problem, prices: problem.prices.map(() => 0.3) };
    for (const going of ['v0', 'v1', '']) {
      const plan = planCharging(flat, { charging: (id) => id === going });
      expect(plan.vehicles[0]!.kw[0], going).toBeCloseTo(6.6, 6);
      expect(plan.unmetKwh).toBe(0);
    }
  });

  it('is left to the car that charges where none is pressed', () => {
    const problem = night([{ depart: 7 }, {}], [7, 7, 7, 7, 7, 7, 7, 7]);
    const [waits, charges] = planCharging(
      { ...problem, prices: problem.prices.map(() => 0.3) },
      { charging: (id) => id === 'v1' },
    ).vehicles;
    expect([waits!.kw[0], charges!.kw[0]]).toEqual([0, 7]);
  });

  it('changes nobody’s energy, no cost and no load of the transformer', () => {
    fc.assert(
      fc.property(randomProblem, fc.nat(), (problem, odd) => {
        const scattered = planCharging(problem, { before: new Map() });
        const plan = planCharging(problem, { charging: (id) => (id.length + odd) % 2 === 0 });
        plan.vehicles.forEach((vehicle, v) => {
          expect(vehicle.unmetKwh).toBeCloseTo(scattered.vehicles[v]!.unmetKwh, 5);
        });
        expect(plan.costYuan).toBeCloseTo(scattered.costYuan, 5);
        for (const [n, { parent }] of problem.nodes.entries()) {
          if (parent !== null) continue;
          plan.nodes[n]!.loadKw.forEach((kw, t) => {
            expect(kw).toBeCloseTo(scattered.nodes[n]!.loadKw[t]!, 5);
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});
