import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingProblem, hostingCapacity, planCharging, type Vehicle } from '~/planner';

const HOURS = 12;

const site = (limitKw: number, vehicles: Vehicle[] = []): ChargingProblem => ({
  version: 1,
  intervalMinutes: 60,
  startAt: '2026-11-20T10:00:00.000Z',
  prices: new Array<number>(HOURS).fill(0.5),
  nodes: [{ id: 'T1', parent: null, limitKw: new Array<number>(HOURS).fill(limitKw) }],
  vehicles,
});

/** A car that comes at six, stays the night and wants 14 kWh: two hours of full power. */
const car = (i: number, more: Partial<Vehicle> = {}): Vehicle => ({
  id: `c${i}`,
  node: 'T1',
  arrive: 0,
  depart: HOURS,
  energyKwh: 14,
  maxKw: 7,
  ...more,
});
const cars = (count: number) => Array.from({ length: count }, (_, i) => car(i));

describe('hostingCapacity', () => {
  it('counts the cars that fit at once and the cars that fit in turn', () => {
    expect(hostingCapacity(site(35), cars(100))).toMatchObject({
      uncontrolled: 5,
      ordered: 30,
      bottleneck: { node: 'T1', intervals: Array.from({ length: HOURS }, (_, t) => t) },
    });
  });

  it('leaves room for the cars that are there already', () => {
    expect(hostingCapacity(site(35, [car(900), car(901)]), cars(100))).toMatchObject({
      uncontrolled: 3,
      ordered: 28,
    });
  });

  it('has no bottleneck when all candidates fit', () => {
    expect(hostingCapacity(site(350), cars(9))).toEqual({ uncontrolled: 9, ordered: 9, bottleneck: null });
  });

  it('takes nobody where there is no headroom', () => {
    expect(hostingCapacity(site(0), cars(3))).toMatchObject({ uncontrolled: 0, ordered: 0 });
  });

  it('is the last count at which the planner serves everybody', () => {
    const stay = fc.record({
      arrive: fc.nat(HOURS - 3),
      energyKwh: fc.integer({ min: 1, max: 20 }),
      maxKw: fc.constantFrom(3.5, 7),
    });
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 12 }), fc.integer({ min: 1, max: 30 }), (stays, limitKw) => {
        const candidates = stays.map((one, i) =>
          car(i, { ...one, energyKwh: Math.min(one.energyKwh, one.maxKw * 3) }),
        );
        const { ordered, uncontrolled } = hostingCapacity(site(limitKw), candidates, { leastServed: 1 });
        expect(uncontrolled).toBeLessThanOrEqual(ordered);
        candidates.forEach((_, i) => {
          const { unmetKwh } = planCharging(site(limitKw, candidates.slice(0, i + 1)));
          expect(unmetKwh < 1e-8).toBe(i < ordered);
        });
      }),
    );
  });
});
