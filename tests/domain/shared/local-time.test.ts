import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  instantFromLocal,
  isDate,
  isInstant,
  localTimeOf,
  minuteOfDayFrom,
  timeFromMinute,
  weekdayOf,
} from '~/domain/shared/local-time';

const minuteInstant = fc
  .integer({ min: 0, max: 60 * 24 * 366 * 60 })
  .map((m) => new Date(m * 60_000).toISOString());

describe('local time in China', () => {
  it('is the next day from 16:00 UTC on', () => {
    expect(localTimeOf('2026-11-20T16:00:00.000Z')).toEqual({
      on: '2026-11-21',
      time: '00:00',
      minuteOfDay: 0,
      year: 2026,
      month: 11,
      day: 21,
      weekday: 6,
    });
    expect(localTimeOf('2026-11-20T15:59:59.999Z').on).toBe('2026-11-20');
  });

  it('returns to the same instant', () => {
    fc.assert(
      fc.property(minuteInstant, (at) => {
        const local = localTimeOf(at);
        expect(instantFromLocal(local.on, local.minuteOfDay)).toBe(at);
        expect(minuteOfDayFrom(local.time)).toBe(local.minuteOfDay);
        expect(weekdayOf(local.on)).toBe(local.weekday);
      }),
    );
  });

  it('ends a day at 24:00, which is 00:00 of the next', () => {
    expect(instantFromLocal('2026-12-31', 1440)).toBe(instantFromLocal('2027-01-01'));
    expect(minuteOfDayFrom('24:00')).toBe(1440);
    expect(timeFromMinute(1440)).toBe('24:00');
  });

  it.each(['24:01', '7:00', '12:60', ''])('has no time "%s"', (time) =>
    expect(minuteOfDayFrom(time)).toBeNull(),
  );

  it('knows dates that exist', () => {
    expect(isDate('2028-02-29')).toBe(true);
    expect(isDate('2026-02-29')).toBe(false);
    expect(isDate('2026-2-9')).toBe(false);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('accepts instants only in UTC', () => {
    expect(isInstant('2026-11-21T07:52:24.000Z')).toBe(true);
    expect(isInstant('2026-11-21T07:52:24+08:00')).toBe(false);
    expect(isInstant('2026-13-21T07:52:24Z')).toBe(false);
  });
});
