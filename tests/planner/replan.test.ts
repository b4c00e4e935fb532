import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChargingPlan,
  type ChargingProblem,
  keepPlan,
  type PlanEvent,
  planCharging,
  replan,
} from '~/planner';
import { compoundNight } from '../bench/compound-night';
import { randomProblem } from './random-problem';

const seeds = fc.array(
  fc.record({
    kind: fc.constantFrom('plug', 'unplug', 'limit', 'prices', 'time' as const),
    which: fc.nat(1000),
    kw: fc.integer({ min: 0, max: 300 }).map((kw) => kw / 10),
    from: fc.nat(1000),
    stay: fc.nat(1000),
    firm: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);

type Seed = typeof seeds extends fc.Arbitrary<(infer Each)[]> ? Each : never;

/** An event that fits the problem, from numbers that know nothing of it. */
function eventFrom(problem: ChargingProblem, seed: Seed, n: number): PlanEvent | undefined {
  const intervals = problem.prices.length;
  const { vehicles, nodes } = problem;
  const from = seed.from % intervals;
  const until = from + 1 + (seed.stay % (intervals - from));
  if (seed.kind === 'plug') {
    const vehicle = {
      id: `x${n}`,
      node: nodes[seed.which % nodes.length]!.id,
      arrive: from,
      depart: until,
      energyKwh: seed.kw,
      maxKw: 7.04,
      firm: seed.firm,
    };
    return { type: 'plug', vehicle };
  }
  if (seed.kind === 'unplug') {
    const vehicle = vehicles[seed.which % Math.max(1, vehicles.length)];
    return vehicle && { type: 'unplug', vehicleId: vehicle.id };
  }
  if (seed.kind === 'limit') {
    const node = nodes[seed.which % nodes.length]!;
    const limitKw = node.limitKw.map((kw, t) => (t >= from && t < until ? seed.kw : kw));
    return { type: 'limit', nodeId: node.id, limitKw };
  }
  if (seed.kind === 'prices') {
    const prices = problem.prices.map((price, t) => (t >= from && t < until ? seed.kw / 30 : price));
    return { type: 'problem', problem: { ...problem, prices }, elapsed: 0 };
  }
  return intervals > 1 ? { type: 'problem', problem: later(problem), elapsed: 1 } : undefined;
}

/** The problem one interval later, whatever was charged meanwhile. */
function later(problem: ChargingProblem): ChargingProblem {
  return {
    ...problem,
    prices: problem.prices.slice(1),
    nodes: problem.nodes.map((node) => ({ ...node, limitKw: node.limitKw.slice(1) })),
    vehicles: problem.vehicles.flatMap((vehicle) =>
      vehicle.depart > 1
        ? [{ ...vehicle, arrive: Math.max(0, vehicle.arrive - 1), depart: vehicle.depart - 1 }]
        : [],
    ),
  };
}

function expectAsGood(problem: ChargingProblem, plan: ChargingPlan, fresh: ChargingPlan): void {
  expect(plan.unmetKwh).toBeCloseTo(fresh.unmetKwh, 6);
  expect(plan.costYuan).toBeCloseTo(fresh.costYuan, 6);
  plan.vehicles.forEach(({ id, unmetKwh }, v) => {
    expect(id).toBe(fresh.vehicles[v]!.id);
    expect(unmetKwh).toBeCloseTo(fresh.vehicles[v]!.unmetKwh, 6);
  });
  problem.nodes.forEach((node, n) => {
    node.limitKw.forEach((kw, t) => {
      const load = plan.nodes[n]!.loadKw[t]!;
      expect(load).toBeLessThanOrEqual(kw + 1e-9);
      if (node.parent === null) expect(Math.abs(load - fresh.nodes[n]!.loadKw[t]!)).toBeLessThan(1e-6);
    });
  });
}

/** Powers that differ, among the vehicles of both plans. */
function changes(before: ChargingPlan, after: ChargingPlan): number {
  const powers = new Map(before.vehicles.map(({ id, kw }) => [id, kw]));
  return after.vehicles.reduce((sum, { id, kw }) => {
    const earlier = powers.get(id);
    return sum + kw.filter((power, t) => Math.abs(power - (earlier?.[t] ?? power)) > 1e-6).length;
  }, 0);
}

describe('A plan kept from event to event', () => {
  it('is as good as one made anew: in energy, its shares, cost and the load of every interval', () => {
    fc.assert(
      fc.property(
        randomProblem,
        seeds,
        fc.constantFrom('flattest', 'earliest'),
        (start, events, tieBreak) => {
          let kept = keepPlan({ ...start, options: { tieBreak: tieBreak as 'flattest' } });
          events.forEach((seed, n) => {
            const event = eventFrom(kept.problem, seed, n);
            if (!event) return;
            kept = replan(kept, event);
            expectAsGood(kept.problem, kept.plan, planCharging(kept.problem));
          });
        },
      ),
      { numRuns: Number(process.env.PLANNER_RUNS ?? 500) },
    );
  });

  it('is as good on nights of a whole compound, and changes fewer powers than a plan made anew', () => {
    let kept = 0;
    let anew = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const night = compoundNight(60, seed);
      const before = keepPlan({ ...night, vehicles: night.vehicles.slice(1) });
      const after = replan(before, { type: 'plug', vehicle: night.vehicles[0]! });
      const fresh = planCharging(after.problem);
      expectAsGood(after.problem, after.plan, fresh);
      kept += changes(before.plan, after.plan);
      anew += changes(before.plan, fresh);
    }
    expect(kept).toBeLessThan(anew * 0.7);
  });

  it('has only powers that can be set, and the bound of a plan made anew', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (seed) => {
        const night = compoundNight(15, seed);
        const vehicles = night.vehicles.map((vehicle) => ({ ...vehicle, minKw: 1.38 }));
        const start = keepPlan({ ...night, vehicles: vehicles.slice(1) });
        const { plan, problem } = replan(start, { type: 'plug', vehicle: vehicles[0]! });
        const { lowerBound } = planCharging(problem);
        expect(plan.lowerBound.unmetKwh).toBeCloseTo(lowerBound.unmetKwh, 6);
        expect(plan.lowerBound.costYuan).toBeCloseTo(lowerBound.costYuan, 6);
        for (const kw of plan.vehicles.flatMap((vehicle) => vehicle.kw)) {
          if (kw > 0) expect(kw).toBeGreaterThanOrEqual(1.38 - 1e-9);
        }
        problem.nodes.forEach((node, n) => {
          for (const [t, kw] of node.limitKw.entries())
            expect(plan.nodes[n]!.loadKw[t]).toBeLessThanOrEqual(kw + 1e-9);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every power below a root that the event does not touch', () => {
    const [a, b] = [compoundNight(20, 1), compoundNight(20, 2)];
    const below = (root: string, { nodes, vehicles }: ChargingProblem) => ({
      nodes: nodes.map((node) => ({
        ...node,
        id: `${root}/${node.id}`,
        parent: node.parent && `${root}/${node.parent}`,
      })),
      vehicles: vehicles.map((car) => ({ ...car, id: `${root}/${car.id}`, node: `${root}/${car.node}` })),
    });
    const [east, west] = [below('east', a), below('west', b)];
    const both = {
      ...a,
      nodes: [...east.nodes, ...west.nodes],
      vehicles: [...east.vehicles, ...west.vehicles],
    };
    const before = keepPlan(both);
    const after = replan(before, { type: 'unplug', vehicleId: 'east/v0' });
    expect(after.plan.vehicles.slice(-20)).toEqual(before.plan.vehicles.slice(-20));
    expectAsGood(after.problem, after.plan, planCharging(after.problem));
  });
});
