import type { SharingRules } from '~/domain/booking/sharing-rules';
import { slotOfWeek } from '~/domain/booking/weekly-series';
import { DAY_MS, msFromInstant } from '~/domain/shared/local-time';
import { bookWeeks, type WeekOutcome } from '~/use-cases/shared/booking/book-weeks.server';
import { takeTime } from '~/use-cases/shared/booking/change-bookings.server';
import { notifyHousehold } from '~/use-cases/shared/booking/notify-household.server';
import type { Deps } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { findSeries, listActiveSeries, type SeriesRow } from '~db/queries/booking-series.server';
import { getSharingRules } from '~db/queries/sharing-rules.server';

/** Books the weeks of every series that may be booked by now, each once, and tells a household which week it cannot have. */
export async function continueSeries(deps: Deps): Promise<{ booked: number; missed: number }> {
  const weeks: WeekOutcome[] = [];
  const rulesOf = new Map<string, SharingRules>();
  for (const due of await listActiveSeries(deps.db)) {
    const { compound_id: compoundId } = due;
    const rules = rulesOf.get(compoundId) ?? (await getSharingRules(deps.db, compoundId)).rules;
    rulesOf.set(compoundId, rules);
    if (!isWithinReach(due, rules, msFromInstant(deps.clock()))) continue;
    const outcome = await takeTime(deps, compoundId, (trx) => continueOne(trx, deps, due));
    if (outcome.ok) weeks.push(...outcome.weeks);
  }
  const booked = weeks.filter(({ ok }) => ok).length;
  return { booked, missed: weeks.length - booked };
}

/** Whether anybody could book the next week already; how far its own household may book is judged with the week. */
function isWithinReach(series: SeriesRow, rules: SharingRules, nowMs: number): boolean {
  const days = Math.max(rules.withoutOwnDaysAhead, rules.withOwnDaysAhead);
  return startOf(series, series.next_on) < nowMs + days * DAY_MS;
}

async function continueOne(
  trx: Trx,
  deps: Deps,
  key: SeriesRow,
): Promise<{ ok: true; isRepeat: boolean; weeks: WeekOutcome[] }> {
  const series = await findSeries(trx, key.compound_id, key.id);
  if (series?.status !== 'active') return { ok: true, isRepeat: true, weeks: [] };
  const weeks = await bookWeeks(trx, deps, series);
  for (const week of weeks) {
    if (week.ok) continue;
    await notifyHousehold(trx, deps, {
      compoundId: series.compound_id,
      householdId: series.household_id,
      kind: 'series-missed',
      dedupeKey: `series:${series.id}:${week.on}`,
      facts: {
        seriesId: series.id,
        startAt: week.startAt,
        reason: week.reason,
        nextBest: week.nextBest,
      },
      link: '/home/shared',
    });
  }
  return { ok: true, isRepeat: weeks.length === 0, weeks };
}

function startOf({ weekday, start_minute, minutes }: SeriesRow, on: string): number {
  return slotOfWeek({ weekday, startMinute: start_minute, minutes }, on).start;
}
