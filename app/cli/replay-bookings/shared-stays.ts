import { HOUR_MS, MINUTE_MS, msFromLocal } from '~/domain/shared/local-time';
import { locateColumns, parseTable } from '../simulate/delimited-text';
import { type Parsed, refuse } from '../simulate/findings';
import { parseSessionFile } from '../simulate/session-file';
import type { Session } from '../simulate/sessions';
import { calendarOf, formatDate, minutesPerDay, startOfDay } from '../simulate/wall-clock';

/** One stay at a shared pile, moved to a year that the tariff covers: same weekday, same time of day. */
export interface SharedStay {
  readonly householdId: string;
  /** Whole quarter hours around the stay that the file tells, epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
  readonly wantedWh: number;
  readonly carKw: number;
}

export interface SharedWeek {
  /** The first day as the file dates it. */
  readonly from: string;
  readonly days: number;
  readonly startMs: number;
  readonly stays: readonly SharedStay[];
  /** Shared piles that the file's sessions of these days used. */
  readonly pilesUsed: number;
}

const QUARTER = 15;
const MOST_WANTED_KWH = 200;
const TARIFF_YEAR = 2026;
/** Whole weeks, so that weekdays stay. */
const YEAR_MINUTES = 364 * minutesPerDay;

/** The stays of a file's shared piles that began on `days` days from `from`, or from the Monday of the week with the most of them. */
export function sharedWeek(text: string, from: number | null, days: number): Parsed<SharedWeek> {
  const parsed = parseSessionFile(text, null);
  if (!parsed.ok) return parsed;
  if (parsed.value.form !== 'trondheim')
    return refuse(1, 'says nothing of shared piles: the Trondheim form is needed (User_type, Shared_ID)');
  const piles = sharedPilesOf(text);
  if (!piles.ok) return piles;
  const shared = parsed.value.sessions.filter(({ id }) => piles.value.has(id));
  if (shared.length === 0) return refuse(0, 'has no session at a shared pile that can be replayed');
  const first = from ?? busiestMonday(shared);
  const chosen = shared.filter(
    ({ arriveAt }) => arriveAt >= first && arriveAt < first + days * minutesPerDay,
  );
  if (chosen.length === 0)
    return refuse(0, `has no session at a shared pile on the ${days} days from ${formatDate(first)}`);
  const year = Number(formatDate(first).slice(0, 4));
  const shift = (TARIFF_YEAR - year) * YEAR_MINUTES;
  return {
    ok: true,
    value: {
      from: formatDate(first),
      days,
      startMs: toMs(first + shift),
      stays: chosen.map((session) => stayOf(session, shift)).sort((a, b) => a.startMs - b.startMs),
      pilesUsed: new Set(chosen.map(({ id }) => piles.value.get(id))).size,
    },
  };
}

/** The shared pile of each session that has one, by the session's id. */
function sharedPilesOf(text: string): Parsed<Map<string, string>> {
  const table = parseTable(text, ';');
  if (!table.ok) return table;
  const at = locateColumns(table.value, ['session_ID', 'User_type', 'Shared_ID'] as const);
  if (!at.ok) return at;
  const cell = (cells: readonly string[], name: keyof typeof at.value) => cells[at.value[name]] ?? '';
  return {
    ok: true,
    value: new Map(
      table.value.rows.flatMap(({ cells }) =>
        cell(cells, 'User_type') === 'Shared'
          ? [[cell(cells, 'session_ID'), cell(cells, 'Shared_ID')] as const]
          : [],
      ),
    ),
  };
}

function busiestMonday(sessions: readonly Session[]): number {
  const counts = new Map<number, number>();
  for (const { arriveAt } of sessions) {
    const sinceMonday = (calendarOf(arriveAt).weekday + 6) % 7;
    const monday = startOfDay(arriveAt) - sinceMonday * minutesPerDay;
    counts.set(monday, (counts.get(monday) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b)[0]![0];
}

function stayOf({ userId, arriveAt, departAt, energyKwh, maxKw }: Session, shift: number): SharedStay {
  return {
    householdId: userId,
    startMs: toMs(Math.floor((arriveAt + shift) / QUARTER) * QUARTER),
    endMs: toMs(Math.ceil((departAt + shift) / QUARTER) * QUARTER),
    wantedWh: Math.max(1, Math.round(Math.min(energyKwh, MOST_WANTED_KWH) * 1000)),
    carKw: maxKw,
  };
}

function toMs(minute: number): number {
  return msFromLocal(formatDate(minute), 0) + (minute - startOfDay(minute)) * MINUTE_MS;
}

/** How long before it comes a household asks for its slot. */
export const ASKS_BEFORE_MS = 12 * HOUR_MS;
