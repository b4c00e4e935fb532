import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALWAYS_OPEN, hoursFault, type OpeningHours, openWindows } from '~/domain/booking/opening-hours';
import { localTimeOfMs } from '~/domain/shared/local-time';
import { anyException, anyHours, anyWindow, at, between, isIn, MINUTE } from './minutes';

/** Minute by minute: the hours of this local day, or those of the day before that run past midnight. */
function isOpenByHours(hours: readonly OpeningHours[], ms: number): boolean {
  const { weekday, minuteOfDay } = localTimeOfMs(ms);
  const before = weekday === 1 ? 7 : weekday - 1;
  return hours.some(
    ({ weekdays, fromMinute, toMinute }) =>
      (weekdays.includes(weekday) && fromMinute <= minuteOfDay && minuteOfDay < toMinute) ||
      (weekdays.includes(before) && fromMinute <= minuteOfDay + 1440 && minuteOfDay + 1440 < toMinute),
  );
}

describe('opening hours', () => {
  it('are open in exactly the minutes that the week and its exceptions say', () => {
    fc.assert(
      fc.property(
        fc.array(anyHours, { maxLength: 4 }),
        fc.array(anyException(-500, 5000), { maxLength: 5 }),
        anyWindow(0, 4320),
        (hours, exceptions, range) => {
          const open = openWindows(hours, exceptions, range);
          for (let ms = at(-600); ms < at(5100); ms += 7 * MINUTE) {
            const inRange = range.start <= ms && ms < range.end;
            const has = (kind: string) =>
              isIn(
                exceptions.filter((exception) => exception.kind === kind),
                ms,
              );
            const expected = inRange && !has('closed') && (has('open') || isOpenByHours(hours, ms));
            if (isIn(open, ms) !== expected)
              expect({ ms, open: isIn(open, ms) }).toEqual({ ms, open: expected });
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('come in order and touch nowhere but at an exception', () => {
    fc.assert(
      fc.property(fc.array(anyHours, { maxLength: 4 }), (hours) => {
        const open = openWindows(hours, [], between(0, 14_400));
        for (const [index, window] of open.slice(1).entries())
          expect(window.start).toBeGreaterThan(open[index]!.end);
      }),
    );
  });

  it('run through midnight where they are always open', () => {
    expect(openWindows(ALWAYS_OPEN, [], between(100, 9000))).toEqual([between(100, 9000)]);
  });

  it('are the night of Friday until Saturday morning where Friday says so', () => {
    const friday = { weekdays: [5], fromMinute: 22 * 60, toMinute: 31 * 60 };
    // The test's first day is a Thursday.
    expect(openWindows([friday], [], between(0, 4320))).toEqual([between(1440 + 1320, 1440 + 1860)]);
  });

  it.each([
    [{ weekdays: [], fromMinute: 0, toMinute: 60 }, 'no-days'],
    [{ weekdays: [0], fromMinute: 0, toMinute: 60 }, 'no-days'],
    [{ weekdays: [1.5], fromMinute: 0, toMinute: 60 }, 'no-days'],
    [{ weekdays: [1], fromMinute: 60, toMinute: 60 }, 'backwards'],
    [{ weekdays: [1], fromMinute: 1440, toMinute: 1500 }, 'backwards'],
    [{ weekdays: [1], fromMinute: 0.5, toMinute: 60 }, 'backwards'],
    [{ weekdays: [1], fromMinute: 60, toMinute: 1501 }, 'too-long'],
    [{ weekdays: [1], fromMinute: 1320, toMinute: 1860 }, null],
  ] as const)('says of %j: %s', (hours, fault) => {
    expect(hoursFault(hours)).toBe(fault);
  });
});
