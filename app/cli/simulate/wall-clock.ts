/**
 * Local wall-clock time as whole minutes since 1970-01-01 00:00 on the same clock. Tariffs and household load follow
 * the wall clock, so the replay does too; an hour skipped or repeated by daylight saving is not modelled.
 */
export type LocalMinute = number;

export const minutesPerDay = 1440;
export const slotMinutes = 15;
export const slotsPerDay = minutesPerDay / slotMinutes;

function fromParts(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
): LocalMinute | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59) return undefined;
  return date.getTime() / 60_000 + hour * 60 + minute;
}

/** `dd.mm.yyyy hh:mm` */
export function parseDottedTime(text: string): LocalMinute | undefined {
  const match = /^(\d{2})\.(\d{2})\.(\d{4}) (\d{1,2}):(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [day, month, year, hour, minute] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return fromParts(year, month, day, hour, minute);
}

/** `yyyy-mm-dd` at 00:00 */
export function parseDate(text: string): LocalMinute | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  return fromParts(Number(match[1]), Number(match[2]), Number(match[3]), 0, 0);
}

export interface OffsetTime {
  localSeconds: number;
  instantSeconds: number;
}

/** `yyyy-mm-dd hh:mm:ss±hh:mm`: the wall clock read from the text and the instant it stands for. */
export function parseOffsetTime(text: string): OffsetTime | undefined {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:([+-])(\d{2}):?(\d{2})|Z)$/.exec(text);
  if (!match) return undefined;
  const local = fromParts(
    Number(match[1]),
    Number(match[2]),
    Number(match[3]),
    Number(match[4]),
    Number(match[5]),
  );
  const seconds = Number(match[6]);
  if (local === undefined || seconds > 59) return undefined;
  const offsetMinutes =
    match[7] === undefined ? 0 : (match[7] === '-' ? -1 : 1) * (Number(match[8]) * 60 + Number(match[9]));
  const localSeconds = local * 60 + seconds;
  return { localSeconds, instantSeconds: localSeconds - offsetMinutes * 60 };
}

export function formatDate(minute: LocalMinute): string {
  return new Date(minute * 60_000).toISOString().slice(0, 10);
}

export function startOfDay(minute: LocalMinute): LocalMinute {
  return Math.floor(minute / minutesPerDay) * minutesPerDay;
}

/** Month 1 to 12 and weekday 0 (Sunday) to 6. */
export function calendarOf(minute: LocalMinute): { month: number; weekday: number } {
  const date = new Date(minute * 60_000);
  return { month: date.getUTCMonth() + 1, weekday: date.getUTCDay() };
}
