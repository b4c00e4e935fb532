import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideHalfUp, fenForEnergy, fenFromYuan, yuanFromFen } from '~/domain/shared/money-fen';

describe('fen', () => {
  it('come from yuan text without passing through a fraction', () => {
    expect(fenFromYuan('0.29')).toEqual({ ok: true, amountFen: 29 });
    expect(fenFromYuan('19.9')).toEqual({ ok: true, amountFen: 1990 });
    expect(fenFromYuan(' -0.05 ')).toEqual({ ok: true, amountFen: -5 });
    expect(fenFromYuan('-0')).toEqual({ ok: true, amountFen: 0 });
  });

  it.each([
    ['1.234', 'more-than-two-decimals'],
    ['1,234.00', 'not-a-number'],
    ['', 'not-a-number'],
    ['.5', 'not-a-number'],
    ['1e3', 'not-a-number'],
    ['1234567890123', 'too-large'],
  ])('refuse the text "%s" as %s', (text, reason) => {
    expect(fenFromYuan(text)).toEqual({ ok: false, reason });
  });

  it('survive the way to yuan text and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), (amountFen) => {
        expect(fenFromYuan(yuanFromFen(amountFen))).toEqual({ ok: true, amountFen: amountFen || 0 });
      }),
    );
  });

  it('round halves away from zero and never drift more than half', () => {
    expect([divideHalfUp(5, 10), divideHalfUp(-5, 10), divideHalfUp(4, 10), divideHalfUp(-4, 10)]).toEqual([
      1, -1, 0, 0,
    ]);
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1e9 }), (numerator, denominator) => {
        const exact = BigInt(numerator);
        const error = BigInt(divideHalfUp(numerator, denominator)) * BigInt(denominator) - exact;
        expect((error < 0n ? -error : error) * 2n <= BigInt(denominator)).toBe(true);
      }),
    );
  });

  it('charge 10 kWh at 0.5883 yuan as 588 fen and 1 kWh at 0.005 as 1 fen', () => {
    expect(fenForEnergy(10_000, 5883)).toBe(588);
    expect(fenForEnergy(1000, 50)).toBe(1);
  });
});
