import { addDays, localTimeOfMs, MINUTES_PER_DAY, msFromLocal, weekdayOf } from '../shared/local-time';
import { intersect, subtract, type TimeWindow, union } from '../shared/time-window';

/** Open on these weekdays (1 Monday to 7 Sunday) from a local minute of day to another; up to 2880, past midnight. */
export interface OpeningHours {
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** A single stretch that is closed although the hours say open, or open although they say closed; closed wins. */
export interface OpeningException extends TimeWindow {
  readonly kind: 'closed' | 'open';
}

export const ALWAYS_OPEN: readonly OpeningHours[] = [
  { weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: MINUTES_PER_DAY },
];

/** The stretches within `range` (epoch ms) in which a pile is open, ascending and disjoint. */
export function openWindows(
  hours: readonly OpeningHours[],
  exceptions: readonly OpeningException[],
  range: TimeWindow,
): TimeWindow[] {
  const open: TimeWindow[] = exceptions.filter(({ kind }) => kind === 'open');
  const lastOn = localTimeOfMs(range.end).on;
  for (let on = addDays(localTimeOfMs(range.start).on, -1); on <= lastOn; on = addDays(on, 1)) {
    for (const { weekdays, fromMinute, toMinute } of hours) {
      if (weekdays.includes(weekdayOf(on)) && fromMinute < toMinute)
        open.push({ start: msFromLocal(on, fromMinute), end: msFromLocal(on, toMinute) });
    }
  }
  const closed = exceptions.filter(({ kind }) => kind === 'closed');
  return union(open).flatMap((window) => {
    const clipped = intersect(window, range);
    return clipped ? subtract(clipped, closed) : [];
  });
}

export type HoursFault = 'no-days' | 'backwards' | 'too-long';

/** What is wrong with hours as somebody typed them; null where nothing is. */
export function hoursFault({ weekdays, fromMinute, toMinute }: OpeningHours): HoursFault | null {
  if (weekdays.length === 0 || weekdays.some((day) => !Number.isInteger(day) || day < 1 || day > 7))
    return 'no-days';
  if (!Number.isInteger(fromMinute) || !Number.isInteger(toMinute)) return 'backwards';
  if (fromMinute < 0 || fromMinute >= MINUTES_PER_DAY || toMinute <= fromMinute) return 'backwards';
  return toMinute - fromMinute > MINUTES_PER_DAY ? 'too-long' : null;
}
