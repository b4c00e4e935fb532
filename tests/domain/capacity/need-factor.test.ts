import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandKw, groupByRating, needFactorAt, rawDemandKw } from '~/domain/capacity/need-factor';
import { CAPACITY_PARAMETERS } from '~/domain/capacity/parameters';
import { siteKva } from '~/domain/capacity/site-sizing';

const steps = CAPACITY_PARAMETERS.needFactor.value;
const ratings = fc.array(fc.constantFrom(3.52, 7, 7.04, 10.56, 21.12), { maxLength: 120 });
const demandOf = (kws: readonly number[]) =>
  demandKw(
    groupByRating(kws, (kw) => kw),
    steps,
  );

describe('the need factor', () => {
  it('takes the step that reaches the count', () => {
    expect([1, 4, 5, 10, 11, 50, 51, 500].map((n) => needFactorAt(n, steps))).toEqual([
      1, 1, 0.85, 0.85, 0.65, 0.65, 0.45, 0.45,
    ]);
  });

  it.each([
    [10, 59.5, 59.5],
    [11, 59.5, 50.05],
    [40, 182, 182],
    [50, 227.5, 227.5],
    [51, 227.5, 160.65],
    [60, 227.5, 189],
  ])('asks for %s piles of 7 kW a demand of %s kW where the table alone gives %s', (count, demand, raw) => {
    expect(demandKw([{ kw: 7, count }], steps)).toBeCloseTo(demand, 9);
    expect(rawDemandKw([{ kw: 7, count }], steps)).toBeCloseTo(raw, 9);
  });

  it('never falls when a pile is added and never exceeds the sum of ratings', () => {
    fc.assert(
      fc.property(ratings, fc.constantFrom(1.32, 7, 42), (kws, more) => {
        expect(demandOf([...kws, more])).toBeGreaterThanOrEqual(demandOf(kws) - 1e-9);
        expect(demandOf(kws)).toBeLessThanOrEqual(kws.reduce((a, b) => a + b, 0) + 1e-9);
      }),
    );
  });

  it('does not depend on the order of the piles and equals the maximum over every count', () => {
    fc.assert(
      fc.property(ratings, (kws) => {
        const sorted = kws.toSorted((a, b) => b - a);
        let sum = 0;
        let most = 0;
        for (const [i, kw] of sorted.entries()) {
          sum += kw;
          most = Math.max(most, needFactorAt(i + 1, steps) * sum);
        }
        expect(demandOf(kws)).toBeCloseTo(most, 6);
        expect(demandOf(kws.toReversed())).toBeCloseTo(most, 6);
      }),
    );
  });
});

describe('sizing a new site', () => {
  const site = {
    spaces: 300,
    slowKw: 7,
    fastShare: 0,
    fastKw: 0,
    simultaneity: 1,
    needFactor: 0.45,
    transformerLoadRate: 0.75,
    powerFactor: 0.95,
  };

  it('gives 265.3 kVA for a fifth of 300 spaces and 596.8 kVA for 45 %', () => {
    expect(siteKva({ ...site, slowShare: 0.2 })).toBeCloseTo(265.3, 1);
    expect(siteKva({ ...site, slowShare: 0.45 })).toBeCloseTo(596.8, 1);
  });

  it('adds fast piles at their own rating', () => {
    const fast = siteKva({ ...site, slowShare: 0, fastShare: 0.1, fastKw: 60 });
    expect(fast).toBeCloseTo((0.45 * 30 * 60) / (0.75 * 0.95), 9);
  });
});
