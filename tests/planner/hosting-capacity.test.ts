import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersFrom } from '~/domain/shared/seeded-numbers';
import {
  type DemandModel,
  HOSTING_HOURS,
  type HostingOptions,
  type HostingSite,
  hostingCapacity,
  planCharging,
  publishedDemand,
} from '~/planner';
import { drawNights } from '~/planner/draw-nights';
import { servesAll } from '~/planner/serves-all';
import { randomProblem } from './random-problem';

const constant = (kw: number) => new Array<number>(HOSTING_HOURS).fill(kw);
const pile = { nodes: ['T1'], maxKw: 7 };
const site = (limitKw: number, further = 100, more: Partial<HostingSite> = {}): HostingSite => ({
  intervalMinutes: 60,
  nodes: [{ id: 'T1', parent: null, limitKw: constant(limitKw) }],
  present: [],
  further: Array.from({ length: further }, () => pile),
  ...more,
});
const limits = (limitKw: number) => site(limitKw).nodes;

const hour = (at: number) => Array.from({ length: 24 }, (_, h) => (h === at ? 1 : 0));
/** Every car comes at six each evening, stays twelve hours and wants the same. */
const everyEvening = (energyKwh: number, more: Partial<DemandModel> = {}): DemandModel => ({
  version: 1,
  source: '',
  licence: '',
  fromOn: '2026-01-01',
  toOn: '2026-06-30',
  piles: 20,
  pileNights: 3600,
  stays: 3600,
  nightSpread: 0,
  groups: [
    {
      maxKw: 7,
      pileShare: 1,
      usedShare: new Array<number>(7).fill(1),
      arrivals: { workday: hour(18), restday: hour(18) },
      stayHours: new Array<number[]>(6).fill([12]),
      energyKwh: new Array<number[]>(4).fill([energyKwh]),
    },
  ],
  ...more,
});
const seeded = (seed = 1, more: Partial<HostingOptions> = {}): HostingOptions => ({
  random: numbersFrom(seed),
  nights: 140,
  ...more,
});

describe('hostingCapacity', () => {
  it('counts piles that fit at once, in turn and after the upgrade', () => {
    const found = hostingCapacity(site(35, 100, { upgrade: limits(70) }), everyEvening(14), seeded());
    expect([found.uncontrolled.piles, found.ordered.piles, found.upgraded!.piles]).toEqual([5, 30, 60]);
    expect(found).toMatchObject({ nights: 140, energyShare: 0.99, nightShare: 0.95 });
    expect(found.ordered).toMatchObject({ goodNights: 140, provenPiles: 30 });
  });

  it('says what stops the next pile: where, when, and how much is missing', () => {
    const { uncontrolled, ordered } = hostingCapacity(site(35), everyEvening(14), seeded());
    expect(uncontrolled.stoppedBy).toMatchObject({ node: 'T1', firstInterval: 6, lastInterval: 7 });
    expect(uncontrolled.stoppedBy!.missingKwh).toBeCloseTo(14, 6);
    expect(ordered.stoppedBy).toMatchObject({ node: 'T1', firstInterval: 6, lastInterval: 17 });
    expect(ordered.stoppedBy!.missingKwh).toBeCloseTo(31 * 14 * 0.99 - 12 * 35, 6);
  });

  it('has nothing that stops it when all piles named fit', () => {
    const { ordered } = hostingCapacity(site(350, 9), everyEvening(14), seeded());
    expect(ordered).toMatchObject({ piles: 9, stoppedBy: null });
  });

  it('leaves room for the piles that are there, and takes none where they alone are too many', () => {
    const crowd = Array.from({ length: 12 }, () => pile);
    const shared = hostingCapacity(site(35, 100, { present: crowd }), everyEvening(14), seeded());
    expect([shared.uncontrolled.piles, shared.ordered.piles]).toEqual([0, 18]);
    expect(shared.uncontrolled).toMatchObject({ goodNights: 0, provenPiles: 0 });
    expect(hostingCapacity(site(0), everyEvening(14), seeded()).ordered.piles).toBe(0);
  });

  it('charges piles that take no orders at once in every mode', () => {
    const stubborn = Array.from({ length: 3 }, () => ({ ...pile, orderable: false }));
    const of = (present: HostingSite['present']) =>
      hostingCapacity(site(14, 20, { present }), everyEvening(14), seeded());
    expect(of(stubborn).ordered.piles).toBe(0);
    expect(of(stubborn.slice(1)).ordered.piles).toBe(10);
  });

  it('holds the level for every car, not for the sum of them: one car on a weak line spoils the night', () => {
    const line = { id: 'L', parent: 'T1', limitKw: constant(0.5) };
    const present = [{ nodes: ['L'], maxKw: 7 }];
    const weak = { ...site(700, 50, { present }), nodes: [...limits(700), line] };
    expect(hostingCapacity(weak, everyEvening(7), seeded()).ordered).toMatchObject({
      piles: 0,
      goodNights: 0,
    });
  });

  it('looks at the lines of each phase', () => {
    const lines = ['A', 'B', 'C'].map((id) => ({ id, parent: 'T1', limitKw: constant(14) }));
    const three = { ...site(42), nodes: [...limits(42), ...lines] };
    const onOne = { ...three, further: three.further.map(() => ({ nodes: ['A'], maxKw: 7 })) };
    const spread = { ...three, further: three.further.map((_, i) => ({ nodes: ['ABC'[i % 3]!], maxKw: 7 })) };
    const threePhase = { ...three, further: three.further.map(() => ({ nodes: ['A', 'B', 'C'], maxKw: 7 })) };
    const of = (one: HostingSite) => hostingCapacity(one, everyEvening(14), seeded()).ordered.piles;
    expect([of(onOne), of(spread), of(threePhase)]).toEqual([12, 36, 36]);
  });

  it('lets one night in twenty be worse at a level of 95 %, none at 100 %', () => {
    const usedShare = [0, 1, 1, 1, 1, 1, 1];
    const model = everyEvening(14, { nightSpread: 0 });
    const mixed = {
      ...model,
      groups: [{ ...model.groups[0]!, usedShare: usedShare.map((one) => one * 0.5) }],
    };
    const at = (nightShare: number) => hostingCapacity(site(35), mixed, seeded(3, { nightShare })).ordered;
    expect(at(1).piles).toBeLessThan(at(0.95).piles);
    expect(at(1).goodNights).toBe(140);
    expect(at(0.95).goodNights).toBeGreaterThanOrEqual(133);
  });

  it('says with Wilson how sure the share of good nights is', () => {
    const { goodShare } = hostingCapacity(site(35), everyEvening(14), seeded()).ordered;
    expect(goodShare.low).toBeCloseTo(140 / (140 + 1.96 ** 2), 9);
    expect(goodShare.high).toBeCloseTo(1, 9);
    const few = hostingCapacity(site(35), everyEvening(14), seeded(1, { nights: 20 })).ordered;
    expect(few).toMatchObject({ piles: 30, provenPiles: 0 });
  });

  it('answers the same for the same seed', () => {
    const of = (seed: number) => hostingCapacity(site(60, 80), publishedDemand, seeded(seed));
    expect(of(7)).toEqual(of(7));
    expect(of(7)).not.toEqual(of(8));
  });

  it('takes at least 100 nights when nothing else is asked for', () => {
    expect(
      hostingCapacity(site(35), everyEvening(14), { random: numbersFrom(1) }).nights,
    ).toBeGreaterThanOrEqual(100);
  });

  it('counts no fewer with more kVA or with order, and no more at a stricter level', () => {
    const asked = fc.tuple(
      fc.nat(1000),
      fc.integer({ min: 5, max: 120 }),
      fc.integer({ min: 0, max: 60 }),
      fc.nat(8),
    );
    fc.assert(
      fc.property(asked, ([seed, limitKw, moreKw, standing]) => {
        const present = Array.from({ length: standing }, () => pile);
        const at = (kw: number, more: Partial<HostingOptions> = {}) =>
          hostingCapacity(
            site(kw, 60, { present, upgrade: limits(kw + moreKw) }),
            publishedDemand,
            seeded(seed, { nights: 30, ...more }),
          );
        const found = at(limitKw);
        expect(found.ordered.piles).toBeGreaterThanOrEqual(found.uncontrolled.piles);
        expect(found.upgraded!.piles).toBeGreaterThanOrEqual(found.ordered.piles);
        expect(at(limitKw + moreKw).uncontrolled.piles).toBeGreaterThanOrEqual(found.uncontrolled.piles);
        expect(at(limitKw + moreKw).ordered.piles).toBe(found.upgraded!.piles);
        expect(at(limitKw, { nightShare: 1 }).ordered.piles).toBeLessThanOrEqual(found.ordered.piles);
        for (const mode of [found.uncontrolled, found.ordered, found.upgraded!]) {
          expect(mode.provenPiles).toBeLessThanOrEqual(mode.piles);
          expect(mode.stoppedBy === null).toBe(mode.piles === 60);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is the last count at which the planner gives every car its part on enough nights', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 5, max: 60 }), (seed, limitKw) => {
        const one = site(limitKw, 30);
        const { ordered } = hostingCapacity(one, publishedDemand, seeded(seed, { nights: 20 }));
        const nights = drawNights(one, publishedDemand, 20, numbersFrom(seed));
        const goodWith = (piles: number) =>
          nights.filter((night) => {
            const vehicles = night.further.slice(0, piles).flat();
            const plan = planCharging({
              version: 1,
              intervalMinutes: 60,
              startAt: '2026-11-20T04:00:00.000Z',
              prices: constant(0.5),
              nodes: one.nodes,
              vehicles,
            });
            return plan.vehicles.every(({ unmetKwh }, v) => unmetKwh <= 0.01 * vehicles[v]!.energyKwh + 1e-6);
          }).length;
        expect(goodWith(ordered.piles)).toBe(ordered.goodNights);
        expect(ordered.goodNights).toBeGreaterThanOrEqual(19);
        if (ordered.piles < 30) expect(goodWith(ordered.piles + 1)).toBeLessThan(19);
      }),
      { numRuns: 15 },
    );
  });
});

describe('servesAll', () => {
  it('agrees with the plan on random trees', () => {
    fc.assert(
      fc.property(randomProblem, (problem) => {
        const free = problem.vehicles.map((vehicle) => ({ ...vehicle, minKw: 0, stepKw: 0 }));
        const plan = planCharging({ ...problem, vehicles: free, options: {} });
        expect(servesAll({ ...problem, vehicles: free })).toBe(plan.unmetKwh <= 1e-8);
      }),
    );
  });
});
