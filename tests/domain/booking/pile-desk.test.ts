import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookableGaps } from '~/domain/booking/bookable-gaps';
import { guestMark } from '~/domain/booking/guest-mark';
import { LENDING_PRESETS, PRESET_NAMES, presetOf } from '~/domain/booking/lending-presets';
import { hoursFault } from '~/domain/booking/opening-hours';
import { type DayBooking, pileDay } from '~/domain/booking/pile-day';
import { DAY_MS, HOUR_MS, instantFromMs, msFromLocal } from '~/domain/shared/local-time';

const START = msFromLocal('2026-11-20');
const DAY = { start: START, end: START + DAY_MS };
const at = (hour: number) => instantFromMs(START + hour * HOUR_MS);

function booking(from: number, to: number, change: Partial<DayBooking> = {}): DayBooking {
  return {
    status: 'booked',
    start_at: at(from),
    end_at: at(to),
    checked_in_at: null,
    left_at: null,
    closed_at: null,
    ...change,
  };
}

describe('a day of a pile', () => {
  it('counts booked and used time of the day alone, and none of what was cancelled', () => {
    const day = [
      booking(-2, 1, { status: 'finished', checked_in_at: at(-1), left_at: at(0.5) }),
      booking(10, 12, { status: 'cancelled' }),
      booking(14, 16, { status: 'active', checked_in_at: at(14.25) }),
      booking(23, 26),
    ];
    expect(pileDay(day, DAY, START + 15 * HOUR_MS)).toEqual({ bookedMinutes: 240, usedMinutes: 75 });
  });

  it('never counts more than the day', () => {
    const hour = fc.integer({ min: -48, max: 48 });
    fc.assert(
      fc.property(hour, hour, hour, (from, length, now) => {
        const one = booking(from, from + Math.abs(length) + 1, { checked_in_at: at(from) });
        const { bookedMinutes, usedMinutes } = pileDay([one], DAY, START + now * HOUR_MS);
        for (const minutes of [bookedMinutes, usedMinutes]) {
          expect(minutes).toBeGreaterThanOrEqual(0);
          expect(minutes).toBeLessThanOrEqual(1440);
        }
      }),
    );
  });
});

describe('what keeps a pile from being booked', () => {
  const facts = {
    kind: 'common',
    status: 'open',
    hasPrice: true,
    energised: true,
    retired: false,
    connected: true,
    tradeSettlement: true,
    verificationNo: 'JD-1',
    verificationUntilOn: '2027-01-01',
    insurancePolicy: '',
    insuredUntilOn: '',
  };

  it('is its papers, its price and a pause; insurance only where it is lent', () => {
    expect(bookableGaps(facts, '2026-11-20')).toEqual([]);
    expect(bookableGaps({ ...facts, kind: 'lent' }, '2026-11-20')).toEqual(['not-insured']);
    expect(bookableGaps({ ...facts, status: 'paused', hasPrice: false }, '2027-01-02')).toEqual([
      'verification-over',
      'no-price',
      'paused',
    ]);
  });
});

describe('the mark of a guest', () => {
  it('is the same for the same household at a pile, and another at another pile', () => {
    expect(guestMark('pile_1', 'hh_1')).toMatch(/^[A-Z]\d{2}$/);
    expect(guestMark('pile_1', 'hh_1')).toBe(guestMark('pile_1', 'hh_1'));
    expect(guestMark('pile_1', 'hh_1')).not.toBe(guestMark('pile_2', 'hh_1'));
  });

  it('seldom falls together for the guests of one pile', () => {
    const marks = new Set(Array.from({ length: 40 }, (_, n) => guestMark('pile_1', `hh_${n}`)));
    expect(marks.size).toBeGreaterThanOrEqual(38);
  });
});

describe('the hours that a lender picks with one tap', () => {
  it.each(PRESET_NAMES)('are hours that can be meant, and are known again: %s', (name) => {
    for (const hours of LENDING_PRESETS[name]) expect(hoursFault(hours)).toBeNull();
    expect(presetOf(LENDING_PRESETS[name])).toBe(name);
    expect(presetOf([])).toBeNull();
  });
});
