import { addDays, DAY_MS, instantFromLocal, localTimeOf, MINUTES_PER_DAY, weekdayOf } from './local-time';

/** Public holidays and 调休 working days by local date; a date not listed is a working day from Monday to Friday. */
export interface WorkingDayCalendar {
  readonly days: Readonly<Record<string, 'workday' | 'holiday'>>;
  readonly knownUntilOn: string;
}

/** `dueAt` is the local midnight that ends the last day: on time means before it. `provisional` when the days are not yet published. */
export interface Due {
  readonly dueAt: string;
  readonly provisional: boolean;
}

export interface Period {
  readonly amount: number;
  readonly unit: 'working-days' | 'days';
}

export interface Pause {
  readonly pausedAt: string;
  readonly resumedAt: string | null;
}

export type Clock =
  | {
      readonly state: 'running';
      readonly dueAt: string;
      readonly provisional: boolean;
      readonly remaining: number;
    }
  | { readonly state: 'paused'; readonly remaining: number };

/** True when the local date is a working day by the calendar. */
export function isWorkingDay(on: string, calendar: WorkingDayCalendar): boolean {
  const listed = calendar.days[on];
  return listed ? listed === 'workday' : weekdayOf(on) <= 5;
}

/** End of the n-th working day after the day of `startAt`, which itself does not count; n = 0 ends the first working day from that day on. */
export function addWorkingDays(startAt: string, days: number, calendar: WorkingDayCalendar): Due {
  let on = localTimeOf(startAt).on;
  if (days <= 0) while (!isWorkingDay(on, calendar)) on = addDays(on, 1);
  for (let left = Math.ceil(days); left > 0; ) {
    on = addDays(on, 1);
    if (isWorkingDay(on, calendar)) left -= 1;
  }
  return endOfDay(on, calendar);
}

/** End of a period after the day of `startAt`: in working days, or in calendar days of which each counts. */
export function addPeriod(startAt: string, period: Period, calendar: WorkingDayCalendar): Due {
  if (period.unit === 'working-days') return addWorkingDays(startAt, period.amount, calendar);
  return { ...endOfDay(addDays(localTimeOf(startAt).on, period.amount), calendar), provisional: false };
}

/** Working days after the day of `fromAt` up to and including the day of `toAt`; 0 when `toAt` is earlier. */
export function workingDaysBetween(fromAt: string, toAt: string, calendar: WorkingDayCalendar): number {
  const last = localTimeOf(toAt).on;
  let count = 0;
  for (let on = addDays(localTimeOf(fromAt).on, 1); on <= last; on = addDays(on, 1)) {
    if (isWorkingDay(on, calendar)) count += 1;
  }
  return count;
}

/** Working days of the allowance left when the clock stops at `pausedAt`, at least 0; the day of the pause counts as used. */
export function remaining(
  startAt: string,
  days: number,
  pausedAt: string,
  calendar: WorkingDayCalendar,
): number {
  return Math.max(0, days - workingDaysBetween(startAt, pausedAt, calendar));
}

/** Where a clock of `days` working days stands after its pauses, given in order of time; the last one may be open. */
export function clockAfterPauses(
  startAt: string,
  days: number,
  pauses: readonly Pause[],
  calendar: WorkingDayCalendar,
): Clock {
  let from = startAt;
  let left = days;
  for (const pause of pauses) {
    left = remaining(from, left, pause.pausedAt, calendar);
    if (pause.resumedAt === null) return { state: 'paused', remaining: left };
    from = pause.resumedAt;
  }
  return { state: 'running', remaining: left, ...addWorkingDays(from, left, calendar) };
}

/** Whole local days by which `nowAt` is past `dueAt`, 0 while on time, 1 from the first instant of lateness. */
export function daysOverdue(dueAt: string, nowAt: string): number {
  const late = Date.parse(nowAt) - Date.parse(dueAt);
  return late < 0 ? 0 : Math.floor(late / DAY_MS) + 1;
}

function endOfDay(on: string, calendar: WorkingDayCalendar): Due {
  return { dueAt: instantFromLocal(on, MINUTES_PER_DAY), provisional: on > calendar.knownUntilOn };
}
