import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargeBill, type ChargeBillInput, chargeBill } from '~/domain/billing/charge-bill';
import type { Quote } from '~/domain/booking/quote';
import { EMPTY_QUOTE } from '~/domain/booking/quote';
import { instantFromMs } from '~/domain/shared/local-time';
import type { IntervalEnergy } from '~/domain/shared/meter-points';
import { HUBEI_2023 } from '~/domain/tariff/hubei-2023';
import { priceEnergy } from '~/domain/tariff/price-energy';

const START_MS = Date.parse('2026-11-20T10:00:00.000Z');
const QUARTER_MS = 15 * 60_000;
const versions = [HUBEI_2023];

const profile = fc
  .array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 60 })
  .map((wh): IntervalEnergy[] =>
    wh.map((energyWh, t) => ({
      startAt: instantFromMs(START_MS + t * QUARTER_MS),
      endAt: instantFromMs(START_MS + (t + 1) * QUARTER_MS),
      energyWh,
    })),
  );
const serviceFee = fc.integer({ min: 0, max: 8000 }).map((perKwhE4) => ({ perKwhE4, byBandE4: {} }));

function quoteOf(intervals: readonly IntervalEnergy[], fee: ChargeBillInput['serviceFee']): Quote {
  const priced = priceEnergy(intervals, versions, fee);
  if (!priced.ok) throw new Error(priced.reason);
  const { energyWh, electricityFen, serviceFen, totalFen, lines } = priced;
  return { energyWh, electricityFen, serviceFen, totalFen, lines };
}

function billOf(input: Partial<ChargeBillInput>): ChargeBill {
  const bill = chargeBill({
    intervals: [],
    versions,
    serviceFee: { perKwhE4: 3000, byBandE4: {} },
    quote: EMPTY_QUOTE,
    owedFen: 0,
    occupationFen: 0,
    operatorShare: null,
    ...input,
  });
  if (!bill.ok) throw new Error(bill.reason);
  return bill;
}

const inputs = fc.record({
  quoted: profile,
  intervals: profile,
  serviceFee,
  owedFen: fc.integer({ min: 0, max: 20_000 }),
  occupationFen: fc.integer({ min: 0, max: 9000 }),
  operatorShare: fc.option(fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)),
});

describe('The bill of a visit', () => {
  it('adds up in whole fen, and is below nothing only by what is owed', () => {
    fc.assert(
      fc.property(inputs, ({ quoted, ...input }) => {
        const bill = billOf({ ...input, quote: quoteOf(quoted, input.serviceFee) });
        const { electricityFen, serviceFen, guaranteeFen, compensationFen, occupationFen } = bill;
        expect(bill.totalFen).toBe(
          electricityFen + serviceFen + guaranteeFen + compensationFen + occupationFen,
        );
        expect(bill.lines.reduce((sum, line) => sum + line.electricityFen, 0)).toBe(electricityFen);
        expect(bill.lines.reduce((sum, line) => sum + line.serviceFen, 0)).toBe(serviceFen);
        expect(bill.lines.reduce((sum, line) => sum + line.energyWh, 0)).toBe(bill.energyWh);
        expect(bill.totalFen).toBeGreaterThanOrEqual(occupationFen - input.owedFen);
        expect(compensationFen + input.owedFen).toBe(0);
        for (const fen of Object.values(bill))
          if (typeof fen === 'number') expect(Number.isSafeInteger(fen)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is never raised by the quote’s guarantee, and up to the promise costs no more a kWh than quoted', () => {
    fc.assert(
      fc.property(inputs, ({ quoted, intervals, serviceFee: fee }) => {
        const quote = quoteOf(quoted, fee);
        const bill = billOf({ intervals, serviceFee: fee, quote });
        expect(bill.guaranteeFen).toBeLessThanOrEqual(0);
        const isCovered = bill.energyWh > 0 && bill.energyWh <= quote.energyWh;
        if (isCovered)
          expect(bill.totalFen).toBeLessThanOrEqual(
            Math.ceil((quote.totalFen * bill.energyWh) / quote.energyWh) + 1,
          );
      }),
      { numRuns: 500 },
    );
  });

  it('of the quoted profile is the quote to the fen', () => {
    fc.assert(
      fc.property(profile, serviceFee, (intervals, fee) => {
        const quote = quoteOf(intervals, fee);
        const bill = billOf({ intervals, serviceFee: fee, quote });
        expect(bill).toMatchObject({
          energyWh: quote.energyWh,
          electricityFen: quote.electricityFen,
          serviceFen: quote.serviceFen,
          lines: quote.lines,
          guaranteeFen: expect.toSatisfy((fen: number) => fen === 0),
          totalFen: quote.totalFen,
        });
      }),
      { numRuns: 300 },
    );
  });

  it('parts the service fee between lender and operator without losing a fen', () => {
    fc.assert(
      fc.property(inputs, ({ intervals, serviceFee: fee, operatorShare }) => {
        const { lenderFen, serviceFen } = billOf({ intervals, serviceFee: fee, operatorShare });
        expect(lenderFen).toBeGreaterThanOrEqual(0);
        expect(lenderFen).toBeLessThanOrEqual(serviceFen);
        if (operatorShare === null) expect(lenderFen).toBe(0);
        if (operatorShare === 0) expect(lenderFen).toBe(serviceFen);
      }),
    );
  });

  it('pays back in full what is owed, as a credit where little came', () => {
    const intervals = [
      { startAt: '2026-11-20T15:00:00.000Z', endAt: '2026-11-20T16:00:00.000Z', energyWh: 5000 },
    ];
    const charged = billOf({ intervals });
    const bill = billOf({ intervals, owedFen: 99_999, occupationFen: 120 });
    expect(bill.compensationFen).toBe(-99_999);
    expect(bill.totalFen).toBe(charged.totalFen - 99_999 + 120);
  });
});
