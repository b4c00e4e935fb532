import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersFrom } from '~/cli/simulate/seeded-numbers';
import {
  type ChargingProblem,
  type HostingNight,
  hostingOverNights,
  sampleNights,
  type Vehicle,
} from '~/planner';

const HOURS = 12;

const site = (limitKw: number): ChargingProblem => ({
  version: 1,
  intervalMinutes: 60,
  startAt: '2026-11-20T10:00:00.000Z',
  prices: new Array<number>(HOURS).fill(0.5),
  nodes: [{ id: 'T1', parent: null, limitKw: new Array<number>(HOURS).fill(limitKw) }],
  vehicles: [],
});
const stay = (energyKwh: number): Omit<Vehicle, 'id'> => ({
  node: 'T1',
  arrive: 0,
  depart: HOURS,
  energyKwh,
  maxKw: 7,
});
const night = (piles: number, energyKwh: number): HostingNight => ({
  present: [],
  added: Array.from({ length: piles }, (_, i) => ({ ...stay(energyKwh), id: `added ${i}` })),
});
const drawn = (seed: number, piles = 40, nights = 30) =>
  sampleNights([stay(7), stay(14), stay(28)], { nights, piles, usedShare: 0.6 }, numbersFrom(seed));

describe('hostingOverNights', () => {
  it('counts piles that fit at once, in turn and after the upgrade, on equal nights', () => {
    const nights = Array.from({ length: 20 }, () => night(100, 14));
    const found = hostingOverNights(site(35), nights, { energyShare: 1, upgrade: site(70).nodes });
    expect([found.uncontrolled.piles, found.ordered.piles, found.upgraded!.piles]).toEqual([5, 30, 60]);
    expect(found.ordered.goodNights).toBe(20);
  });

  it('lets one night in twenty be worse at a level of 95 %', () => {
    const nights = [night(50, 28), ...Array.from({ length: 19 }, () => night(50, 14))];
    const at = (nightShare: number) =>
      hostingOverNights(site(35), nights, { energyShare: 1, nightShare }).ordered;
    expect(at(0.95)).toMatchObject({ piles: 30, goodNights: 19 });
    expect(at(1)).toMatchObject({ piles: 15, goodNights: 20 });
  });

  it('says with Wilson how sure the share of good nights is, and how many piles it proves', () => {
    const few = Array.from({ length: 20 }, () => night(50, 14));
    const many = Array.from({ length: 100 }, () => night(50, 14));
    const share = hostingOverNights(site(35), few).ordered.goodShare;
    expect(share.low).toBeCloseTo(20 / (20 + 1.96 ** 2), 9);
    expect(share.high).toBeCloseTo(1, 9);
    expect(hostingOverNights(site(35), few, { energyShare: 1 }).ordered.provenPiles).toBe(0);
    expect(hostingOverNights(site(35), many, { energyShare: 1 }).ordered.provenPiles).toBe(30);
  });

  it('answers the same for the same seed', () => {
    expect(hostingOverNights(site(40), drawn(7))).toEqual(hostingOverNights(site(40), drawn(7)));
    expect(drawn(7)).not.toEqual(drawn(8));
  });

  it('takes more piles with a larger limit and fewer at a stricter level, and order never takes fewer', () => {
    const levels = fc.tuple(fc.nat(1000), fc.integer({ min: 5, max: 80 }), fc.integer({ min: 0, max: 40 }));
    fc.assert(
      fc.property(levels, ([seed, limitKw, moreKw]) => {
        const nights = drawn(seed, 20, 10);
        const found = hostingOverNights(site(limitKw), nights, { upgrade: site(limitKw + moreKw).nodes });
        const strict = hostingOverNights(site(limitKw), nights, { energyShare: 1, nightShare: 1 });
        expect(found.ordered.piles).toBeGreaterThanOrEqual(found.uncontrolled.piles);
        expect(found.upgraded!.piles).toBeGreaterThanOrEqual(found.ordered.piles);
        expect(strict.ordered.piles).toBeLessThanOrEqual(found.ordered.piles);
        for (const level of [found.ordered, found.uncontrolled]) {
          expect(level.provenPiles).toBeLessThanOrEqual(level.piles);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('hosts nothing without a night to go by', () => {
    expect(hostingOverNights(site(40), []).ordered).toMatchObject({
      piles: 0,
      goodShare: { low: 0, high: 1 },
    });
  });
});
