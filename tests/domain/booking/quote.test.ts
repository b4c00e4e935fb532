import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_QUOTE, guaranteeFen, joinQuotes, type Quote, quoteForEnergy } from '~/domain/booking/quote';
import { HUBEI_2023 } from '~/domain/tariff/hubei-2023';
import { priceEnergy } from '~/domain/tariff/price-energy';
import { at, MINUTE } from './minutes';

const anyQuote: fc.Arbitrary<Quote> = fc
  .record({
    energies: fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 40 }),
    startQuarter: fc.integer({ min: 0, max: 96 }),
    perKwhE4: fc.integer({ min: 0, max: 10_000 }),
  })
  .map(({ energies, startQuarter, perKwhE4 }) => {
    const intervals = energies.map((energyWh, n) => ({
      startAt: new Date(at((startQuarter + n) * 15)).toISOString(),
      endAt: new Date(at((startQuarter + n) * 15) + 15 * MINUTE).toISOString(),
      energyWh,
    }));
    const priced = priceEnergy(intervals, [HUBEI_2023], { perKwhE4, byBandE4: {} });
    if (!priced.ok) throw new Error(priced.reason);
    const { ok: _, ...quote } = priced;
    return quote;
  });
const sumsOf = ({ lines }: Quote) => {
  const sum = (of: (line: Quote['lines'][number]) => number) =>
    lines.reduce((total, line) => total + of(line), 0);
  return {
    energyWh: sum((line) => line.energyWh),
    electricityFen: sum((line) => line.electricityFen),
    serviceFen: sum((line) => line.serviceFen),
  };
};

describe('a quote for another energy', () => {
  it('keeps its lines equal to its sums, and its price a kWh to within a fen', () => {
    fc.assert(
      fc.property(anyQuote, fc.integer({ min: 0, max: 100_000 }), (quote, energyWh) => {
        const part = quoteForEnergy(quote, energyWh);
        const { electricityFen, serviceFen, totalFen } = part;
        expect(sumsOf(part)).toEqual({ energyWh: part.energyWh, electricityFen, serviceFen });
        expect(totalFen).toBe(electricityFen + serviceFen);
        if (quote.energyWh === 0) return;
        expect(part.energyWh).toBe(energyWh);
        expect(Math.abs(totalFen - (quote.totalFen * energyWh) / quote.energyWh)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is the quote itself for its own energy, and nothing for none', () => {
    fc.assert(
      fc.property(anyQuote, (quote) => {
        if (quote.energyWh > 0) expect(quoteForEnergy(quote, quote.energyWh)).toEqual(quote);
        expect(quoteForEnergy(quote, 0)).toEqual(EMPTY_QUOTE);
      }),
    );
  });

  it('joins with what comes after it without losing a fen', () => {
    fc.assert(
      fc.property(anyQuote, anyQuote, (first, then) => {
        const both = joinQuotes(first, then);
        expect(sumsOf(both)).toEqual({
          energyWh: both.energyWh,
          electricityFen: both.electricityFen,
          serviceFen: both.serviceFen,
        });
        expect(both.totalFen).toBe(first.totalFen + then.totalFen);
      }),
    );
  });
});

describe('the guarantee of a quote', () => {
  it('never lets a covered kWh cost more than quoted, and never adds to a bill', () => {
    fc.assert(
      fc.property(anyQuote, anyQuote, (quote, bill) => {
        const off = guaranteeFen(quote, bill);
        expect(off).toBeLessThanOrEqual(0);
        if (quote.energyWh === 0 || bill.energyWh === 0) return;
        const covered = Math.min(bill.energyWh, quote.energyWh);
        const paidForCovered = (bill.totalFen * covered) / bill.energyWh + off;
        expect(paidForCovered).toBeLessThanOrEqual((quote.totalFen * covered) / quote.energyWh + 1);
      }),
    );
  });
});
