import {
  addDays,
  isDate,
  localTimeOfMs,
  MINUTES_PER_DAY,
  msFromLocal,
  weekdayOf,
} from '../shared/local-time';
import type { TimeWindow } from '../shared/time-window';

/** A slot of `minutes` that repeats each week at a local minute of day; weekday 1 Monday to 7 Sunday. */
export interface WeeklySlot {
  readonly weekday: number;
  readonly startMinute: number;
  readonly minutes: number;
}

export const MOST_WEEKS = 26;

export type SeriesFault = 'weekday' | 'time' | 'until' | 'too-many-weeks' | 'no-week';

/** What is wrong with a series that begins at `nowMs` and ends on a local date; null where nothing is. */
export function seriesFault(weekly: WeeklySlot, untilOn: string, nowMs: number): SeriesFault | null {
  const { weekday, startMinute, minutes } = weekly;
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) return 'weekday';
  if (!Number.isInteger(startMinute) || startMinute < 0 || startMinute >= MINUTES_PER_DAY) return 'time';
  if (!Number.isInteger(minutes) || minutes < 1) return 'time';
  if (!isDate(untilOn)) return 'until';
  const todayOn = localTimeOfMs(nowMs).on;
  if (untilOn > addDays(todayOn, MOST_WEEKS * 7)) return 'too-many-weeks';
  return firstWeekOn(weekly, nowMs) > untilOn ? 'no-week' : null;
}

/** The first local date of the weekday on which the slot has not begun at `nowMs`. */
export function firstWeekOn({ weekday, startMinute }: WeeklySlot, nowMs: number): string {
  const todayOn = localTimeOfMs(nowMs).on;
  const on = addDays(todayOn, (weekday - weekdayOf(todayOn) + 7) % 7);
  return msFromLocal(on, startMinute) < nowMs ? nextWeekOn(on) : on;
}

export function nextWeekOn(on: string): string {
  return addDays(on, 7);
}

/** The slot of the week that begins on a local date; it may end on the next one. */
export function slotOfWeek({ startMinute, minutes }: WeeklySlot, on: string): TimeWindow {
  return { start: msFromLocal(on, startMinute), end: msFromLocal(on, startMinute + minutes) };
}
