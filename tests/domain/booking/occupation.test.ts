import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OccupationRule, occupationFee, SUGGESTED_OCCUPATION } from '~/domain/booking/occupation';
import { localTimeOfMs } from '~/domain/shared/local-time';
import { anyWindow, at, between, MINUTE } from './minutes';

const anyRule: fc.Arbitrary<OccupationRule> = fc.record({
  graceMinutes: fc.integer({ min: 0, max: 90 }),
  fenPerMinute: fc.integer({ min: 0, max: 100 }),
  capFenPerDay: fc.integer({ min: 0, max: 5000 }),
  freeFromMinute: fc.integer({ min: 0, max: 1439 }),
  freeToMinute: fc.integer({ min: 0, max: 1439 }),
});

const isFree = ({ freeFromMinute, freeToMinute }: OccupationRule, minute: number) =>
  freeFromMinute <= freeToMinute
    ? freeFromMinute <= minute && minute < freeToMinute
    : minute >= freeFromMinute || minute < freeToMinute;

describe('the occupation fee', () => {
  it('counts each paid minute once and caps each local day', () => {
    fc.assert(
      fc.property(anyWindow(0, 4320), anyRule, (stay, rule) => {
        const minutesOn = new Map<string, number>();
        for (let ms = stay.start + rule.graceMinutes * MINUTE; ms < stay.end; ms += MINUTE) {
          const { on, minuteOfDay } = localTimeOfMs(ms);
          if (!isFree(rule, minuteOfDay)) minutesOn.set(on, (minutesOn.get(on) ?? 0) + 1);
        }
        const expected = [...minutesOn].map(([on, minutes]) => ({
          on,
          minutes,
          feeFen: Math.min(rule.capFenPerDay, minutes * rule.fenPerMinute),
        }));
        const fee = occupationFee(stay, rule);
        expect(fee.days).toEqual(expected);
        expect(fee.feeFen).toBe(expected.reduce((sum, day) => sum + day.feeFen, 0));
      }),
      { numRuns: 300 },
    );
  });

  it('never falls while the car stays, and never charges a minute that has not passed', () => {
    fc.assert(
      fc.property(anyWindow(0, 2880), fc.nat(MINUTE - 1), anyRule, (stay, ms, rule) => {
        const whole = occupationFee(stay, rule).feeFen;
        const later = occupationFee({ ...stay, end: stay.end + ms }, rule).feeFen;
        expect(later).toBeGreaterThanOrEqual(whole);
        expect(later).toBeLessThanOrEqual(whole + rule.fenPerMinute);
      }),
    );
  });

  it('is nothing at night by the suggested rule', () => {
    expect(occupationFee(between(22 * 60, 24 * 60 + 7 * 60), SUGGESTED_OCCUPATION).feeFen).toBe(0);
    expect(occupationFee({ start: at(600), end: at(700) }, SUGGESTED_OCCUPATION)).toEqual({
      days: [{ on: '2026-11-19', minutes: 70, feeFen: 3000 }],
      feeFen: 3000,
    });
  });
});
