import fc from 'fast-check';
import type { OpeningException, OpeningHours } from '~/domain/booking/opening-hours';
import type { TimeWindow } from '~/domain/shared/time-window';

export const MINUTE = 60_000;
/** Thursday 19 November 2026, 00:00 in Shanghai. */
export const MIDNIGHT = Date.parse('2026-11-18T16:00:00.000Z');

export const at = (minute: number): number => MIDNIGHT + minute * MINUTE;
export const between = (from: number, to: number): TimeWindow => ({ start: at(from), end: at(to) });

/** Windows of whole minutes, some empty, around the test's days. */
export const anyWindow = (from: number, to: number, step = 1): fc.Arbitrary<TimeWindow> =>
  fc
    .tuple(fc.integer({ min: from / step, max: to / step }), fc.integer({ min: from / step, max: to / step }))
    .map(([a, b]) => between(Math.min(a, b) * step, Math.max(a, b) * step));

export const anyHours: fc.Arbitrary<OpeningHours> = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    fromMinute: fc.integer({ min: 0, max: 1439 }),
    length: fc.integer({ min: 1, max: 1440 }),
  })
  .map(({ weekdays, fromMinute, length }) => ({ weekdays, fromMinute, toMinute: fromMinute + length }));

export const anyException = (from: number, to: number): fc.Arbitrary<OpeningException> =>
  fc
    .record({ kind: fc.constantFrom('closed' as const, 'open' as const), window: anyWindow(from, to) })
    .map(({ kind, window }) => ({ kind, ...window }));

/** Whether the minute that begins at `ms` lies in one of the windows. */
export const isIn = (windows: readonly TimeWindow[], ms: number): boolean =>
  windows.some((window) => window.start <= ms && ms < window.end);
