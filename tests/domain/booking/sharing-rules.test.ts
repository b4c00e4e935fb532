import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  busyMinutes,
  cancelsTooLate,
  DEFAULT_SHARING_RULES,
  furthestStart,
  judgeQuota,
  rulesFaults,
  type SharingRules,
  takeBackFen,
  weekOf,
} from '~/domain/booking/sharing-rules';
import { localTimeOfMs } from '~/domain/shared/local-time';
import { anyWindow, at, between, MINUTE } from './minutes';

const rules = (change: Partial<SharingRules>): SharingRules => ({ ...DEFAULT_SHARING_RULES, ...change });
const anyBusyHours = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .filter(([from, to]) => from < to)
  .map(([busyFromMinute, busyToMinute]) => ({ busyFromMinute, busyToMinute }));

describe('the busy minutes of a slot', () => {
  it('are its minutes in the busy hours, minute by minute', () => {
    fc.assert(
      fc.property(anyWindow(0, 4320), anyBusyHours, (slot, busy) => {
        let expected = 0;
        for (let ms = slot.start; ms < slot.end; ms += MINUTE) {
          const { minuteOfDay } = localTimeOfMs(ms);
          if (busy.busyFromMinute <= minuteOfDay && minuteOfDay < busy.busyToMinute) expected += 1;
        }
        expect(busyMinutes(slot, rules(busy))).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the quota of a week', () => {
  it('is never exceeded by slots that were judged one after another', () => {
    fc.assert(
      fc.property(
        fc.array(anyWindow(0, 20_160, 30), { maxLength: 30 }),
        fc.record({
          slotsPerWeek: fc.integer({ min: 1, max: 6 }),
          busyMinutesPerWeek: fc.integer({ min: 0, max: 900 }),
        }),
        (wanted, change) => {
          const inForce = rules(change);
          const got: typeof wanted = [];
          for (const slot of wanted) {
            const standing = { hasOwnPile: false, slots: got, noShows: 0 };
            if (judgeQuota(slot, standing, inForce).ok) got.push(slot);
          }
          for (const { start } of got) {
            const week = weekOf(start);
            const sameWeek = got.filter((slot) => week.start <= slot.start && slot.start < week.end);
            const busy = sameWeek.reduce((sum, slot) => sum + busyMinutes(slot, inForce), 0);
            expect(sameWeek.length).toBeLessThanOrEqual(inForce.slotsPerWeek);
            expect(busy).toBeLessThanOrEqual(inForce.busyMinutesPerWeek);
          }
        },
      ),
    );
  });

  it('says what is left of it', () => {
    const standing = { hasOwnPile: false, noShows: 0, slots: [between(18 * 60, 20 * 60)] };
    expect(judgeQuota(between(1440 + 19 * 60, 1440 + 22 * 60), standing, DEFAULT_SHARING_RULES)).toEqual({
      ok: true,
      slotsLeft: 2,
      busyMinutesLeft: 60,
    });
    expect(judgeQuota(between(1440 + 18 * 60, 1440 + 23 * 60), standing, DEFAULT_SHARING_RULES)).toEqual({
      ok: false,
      reason: 'busy-hours-used-up',
      minutesLeft: 240,
    });
  });
});

describe('how far ahead a household may book', () => {
  it.each([
    [false, 0, 7],
    [true, 0, 2],
    [false, 2, 7],
    [false, 3, 1],
    [true, 3, 1],
  ])('with an own pile %s and %i missed slots it is %i days', (hasOwnPile, noShows, days) => {
    expect(furthestStart(at(0), { hasOwnPile, noShows }, DEFAULT_SHARING_RULES)).toBe(at(days * 1440));
  });
});

describe('coming late', () => {
  it('to cancel counts from one minute after the limit', () => {
    expect(cancelsTooLate(at(120), at(60), DEFAULT_SHARING_RULES)).toBe(false);
    expect(cancelsTooLate(at(120), at(61), DEFAULT_SHARING_RULES)).toBe(true);
  });

  it('to take a slot back is paid for from less than the notice on', () => {
    expect(takeBackFen(at(120), at(0), DEFAULT_SHARING_RULES)).toBe(0);
    expect(takeBackFen(at(120), at(1), DEFAULT_SHARING_RULES)).toBe(500);
    expect(takeBackFen(at(120), at(180), DEFAULT_SHARING_RULES)).toBe(500);
  });
});

describe('rules as somebody types them', () => {
  it('are faultless by default and name each number that is out of its bounds', () => {
    expect(rulesFaults(DEFAULT_SHARING_RULES)).toEqual([]);
    const typed = rules({
      slotsPerWeek: 0,
      promiseShare: 1.5,
      busyToMinute: 60,
      takeBackFen: -1,
      offerMinutes: 7.5,
    });
    expect(
      rulesFaults(typed)
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual(['busyToMinute', 'offerMinutes', 'promiseShare', 'slotsPerWeek', 'takeBackFen']);
    expect(rulesFaults(rules({ busyMinutesPerWeek: Number.NaN }))).toHaveLength(1);
  });
});
