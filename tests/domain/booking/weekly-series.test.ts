import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstWeekOn, nextWeekOn, seriesFault, slotOfWeek } from '~/domain/booking/weekly-series';
import { localTimeOfMs } from '~/domain/shared/local-time';
import { at, MINUTE } from './minutes';

const anyWeekly = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  startMinute: fc.integer({ min: 0, max: 1439 }),
  minutes: fc.integer({ min: 1, max: 1440 }),
});

describe('a weekly series', () => {
  it('keeps its weekday and its local time every week of two years', () => {
    fc.assert(
      fc.property(anyWeekly, fc.integer({ min: 0, max: 1_000_000 }), (weekly, now) => {
        let on = firstWeekOn(weekly, at(now));
        for (let week = 0; week < 26; week += 1) {
          const slot = slotOfWeek(weekly, on);
          const { weekday, minuteOfDay } = localTimeOfMs(slot.start);
          expect({ weekday, minuteOfDay }).toEqual({
            weekday: weekly.weekday,
            minuteOfDay: weekly.startMinute,
          });
          expect(slot.end - slot.start).toBe(weekly.minutes * MINUTE);
          on = nextWeekOn(on);
        }
      }),
    );
  });

  it('begins with the first such time that is not over, less than a week away', () => {
    fc.assert(
      fc.property(anyWeekly, fc.integer({ min: 0, max: 1_000_000 }), (weekly, now) => {
        const { start } = slotOfWeek(weekly, firstWeekOn(weekly, at(now)));
        expect(start).toBeGreaterThanOrEqual(at(now));
        expect(start - at(now)).toBeLessThan(7 * 1440 * MINUTE);
      }),
    );
  });

  it.each([
    [{ weekday: 0 }, '2026-12-31', 'weekday'],
    [{ weekday: 2.5 }, '2026-12-31', 'weekday'],
    [{ startMinute: 1440 }, '2026-12-31', 'time'],
    [{ minutes: 0 }, '2026-12-31', 'time'],
    [{}, 'next year', 'until'],
    [{}, '2027-05-21', 'too-many-weeks'],
    [{}, '2027-05-20', null],
    [{ weekday: 3 }, '2026-11-24', 'no-week'],
    [{ weekday: 3 }, '2026-11-25', null],
  ])('with %j until %s has the fault %s', (change, untilOn, fault) => {
    // Thursday 19 November 2026.
    const weekly = { weekday: 4, startMinute: 1200, minutes: 120, ...change };
    expect(seriesFault(weekly, untilOn, at(600))).toBe(fault);
  });
});
