import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessConnection } from '~/domain/capacity/assess-connection';
import { hostingEstimate } from '~/domain/capacity/hosting-estimate';
import { CAPACITY_PARAMETERS } from '~/domain/capacity/parameters';
import { eveningCurve, nthPile, piles, sevenKw, transformerOf } from './sites';

const estimate = (kva: number, base: number, standing: number, curve: number[] | null = null) =>
  hostingEstimate(
    { transformer: transformerOf(kva, base, { baseCurveKw: curve }), feeders: [], piles: piles(standing) },
    CAPACITY_PARAMETERS,
  );

describe('the instant answer', () => {
  it('of a transformer with 188 kW left is 41 uncontrolled piles and many more ordered', () => {
    expect(estimate(800, 420, 0)).toEqual({ uncontrolled: 41, ordered: 282, capped: false });
  });

  it('shrinks by exactly the piles that stand there already', () => {
    expect(estimate(800, 420, 10).uncontrolled).toBe(31);
  });

  it('is nothing at all above the limit', () => {
    expect(estimate(400, 310, 0)).toEqual({ uncontrolled: 0, ordered: 0, capped: false });
  });

  it('offers with ordered charging at least what needs none, even where the valley is short', () => {
    const parameters = {
      ...CAPACITY_PARAMETERS,
      energyPerDayKwh: { ...CAPACITY_PARAMETERS.energyPerDayKwh, value: 100 },
    };
    const site = { transformer: transformerOf(800, 420), feeders: [], piles: [] };
    expect(hostingEstimate(site, parameters)).toEqual({ uncontrolled: 41, ordered: 41, capped: false });
  });

  it('is bounded by a feeder as well', () => {
    const feeder = { name: 'F1', limitKw: 100, basePeakKw: 50, piles: [] };
    const site = { transformer: transformerOf(800, 420), feeders: [feeder], piles: [] };
    expect(hostingEstimate(site, CAPACITY_PARAMETERS)).toMatchObject({ uncontrolled: 8 });
  });

  it('counts more ordered piles with a measured curve than with the base flat at its peak', () => {
    expect(estimate(630, 430, 0, eveningCurve(430)).ordered).toBeGreaterThan(estimate(630, 430, 0).ordered);
  });

  it('agrees with the assessment: the last pile fits and the next does not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 1250 }),
        fc.double({ min: 0.4, max: 0.9, noNaN: true }),
        fc.integer({ min: 0, max: 60 }),
        (kva, load, standing) => {
          const base = kva * 0.95 * load;
          const { uncontrolled, ordered } = estimate(kva, base, standing);
          expect(ordered).toBeGreaterThanOrEqual(uncontrolled);
          const loadOf = (extra: number) => {
            const verdict = assessConnection(nthPile(kva, base, standing + extra));
            return verdict.ok && verdict.steps.find((step) => step.name === 'load-after')?.ok;
          };
          if (uncontrolled > 0 && uncontrolled < 4000) expect(loadOf(uncontrolled)).toBe(true);
          if (uncontrolled < 4000) expect(loadOf(uncontrolled + 1)).toBe(false);
          const last = assessConnection(nthPile(kva, base, standing + ordered));
          if (ordered > uncontrolled) expect(last).toMatchObject({ proposal: 'ordered' });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never grows when a pile is added', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80 }), fc.constantFrom(7, 10.56, 21.12), (standing, kw) => {
        const site = { transformer: transformerOf(800, 420), feeders: [] };
        const before = hostingEstimate({ ...site, piles: piles(standing) }, CAPACITY_PARAMETERS);
        const pile = { ...sevenKw, kw };
        const after = hostingEstimate({ ...site, piles: [...piles(standing), pile] }, CAPACITY_PARAMETERS);
        expect(after.uncontrolled).toBeLessThanOrEqual(before.uncontrolled);
        expect(after.ordered).toBeLessThanOrEqual(before.ordered);
      }),
    );
  });
});
