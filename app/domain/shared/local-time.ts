// China keeps one time, UTC+8, without daylight saving since 1992.
const OFFSET_MS = 8 * 3_600_000;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const MINUTES_PER_DAY = 1440;

export interface LocalTime {
  readonly on: string;
  readonly time: string;
  readonly minuteOfDay: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

/** Epoch milliseconds of an ISO instant; NaN when the text is not one. */
export function msFromInstant(at: string): number {
  return Date.parse(at);
}

/** UTC ISO text of finite epoch milliseconds. */
export function instantFromMs(ms: number): string {
  return new Date(ms).toISOString();
}

/** True for UTC ISO text with a `Z`, such as `2026-11-21T07:52:24.000Z`. */
export function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** True for an existing calendar date `YYYY-MM-DD`. */
export function isDate(on: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) return false;
  const ms = Date.parse(`${on}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(on);
}

/** Minutes after midnight of `HH:mm` in 00:00 to 24:00, or null when the text is not such a time. */
export function minuteOfDayFrom(time: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(time);
  if (!match) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minute <= MINUTES_PER_DAY ? minute : null;
}

/** `HH:mm` of a minute of day in 0 to 1440. */
export function timeFromMinute(minuteOfDay: number): string {
  const hours = String(Math.floor(minuteOfDay / 60)).padStart(2, '0');
  return `${hours}:${String(minuteOfDay % 60).padStart(2, '0')}`;
}

/** Date, time and weekday (1 Monday to 7 Sunday) in Asia/Shanghai of epoch milliseconds. */
export function localTimeOfMs(ms: number): LocalTime {
  const shifted = new Date(ms + OFFSET_MS);
  const text = shifted.toISOString();
  return {
    on: text.slice(0, 10),
    time: text.slice(11, 16),
    minuteOfDay: shifted.getUTCHours() * 60 + shifted.getUTCMinutes(),
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay() || 7,
  };
}

/** Date, time and weekday in Asia/Shanghai of an ISO instant. */
export function localTimeOf(at: string): LocalTime {
  return localTimeOfMs(Date.parse(at));
}

/** Whole minutes of the wall clock in Asia/Shanghai since 1970-01-01 00:00 on it. */
export function localMinuteOf(at: string): number {
  return Math.floor((Date.parse(at) + OFFSET_MS) / MINUTE_MS);
}

/** Epoch milliseconds of a local date and minute of day; 1440 is the midnight that ends the day. */
export function msFromLocal(on: string, minuteOfDay = 0): number {
  return Date.parse(`${on}T00:00:00Z`) - OFFSET_MS + minuteOfDay * MINUTE_MS;
}

/** UTC ISO instant of a local date and minute of day. */
export function instantFromLocal(on: string, minuteOfDay = 0): string {
  return instantFromMs(msFromLocal(on, minuteOfDay));
}

/** The local date `days` after `on` (negative for before). */
export function addDays(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Weekday of a date, 1 Monday to 7 Sunday. */
export function weekdayOf(on: string): number {
  return new Date(`${on}T00:00:00Z`).getUTCDay() || 7;
}
