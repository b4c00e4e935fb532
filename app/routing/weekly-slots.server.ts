import { type AppLoadContext, data, redirect } from '@remix-run/node';
import type { BookRefusal, WeeklyData } from '~/components/sharing/shared-page';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { localTimeOf, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { endSeriesSchema, weeklySchema } from '~/forms/slot.server';
import { wordsFor } from '~/i18n/define-words';
import { formatDate } from '~/i18n/format';
import { sharingWords } from '~/i18n/sharing';
import { slotRefusalText, slotRefusalWords } from '~/i18n/slot-refusals';
import { endSeries } from '~/use-cases/booking/end-series.server';
import { startSeries } from '~/use-cases/booking/start-series.server';
import type { Db } from '~db/client.server';
import { listSeriesOfHousehold } from '~db/queries/booking-series.server';
import { orRefuse, requireRole } from './guard.server';
import type { OwnHousehold } from './own-household.server';
import { sharingHousehold } from './sharing-household.server';
import { readForm } from './uploads.server';

/** Books the slot of the form every week, and says which weeks it got. */
export async function sendWeekly(context: AppLoadContext, request: Request, fields: Record<string, unknown>) {
  const household = sharingHousehold(context, request);
  if (!household) throw redirect('/home/join');
  const viewer = requireRole(context, request, 'resident');
  const words = wordsFor(context.locale, sharingWords).book;
  const parsed = weeklySchema.safeParse(fields);
  if (!parsed.success) return refusal(words.weekly.form, 400);
  const { formKey, startAt, endAt, ...slot } = parsed.data;
  const { weekday, minuteOfDay } = localTimeOf(startAt);
  const outcome = orRefuse(
    await startSeries(context.deps, viewer, {
      ...slot,
      compoundId: household.compoundId,
      householdId: household.householdId,
      weekday,
      startMinute: minuteOfDay,
      minutes: Math.round((msFromInstant(endAt) - msFromInstant(startAt)) / MINUTE_MS),
      idempotencyKey: formKey,
    }),
  );
  if (!outcome.ok) {
    if (outcome.reason === 'series') return refusal(words.weekly.faults[outcome.fault], 400);
    return refusal(
      slotRefusalText(outcome, wordsFor(context.locale, slotRefusalWords)),
      409,
      outcome.nextBest,
    );
  }
  const dates = (ok: boolean) =>
    outcome.weeks.filter((week) => week.ok === ok).map(({ on }) => formatDate(on, context.locale));
  const got = dates(true);
  const missed = dates(false);
  const text = [
    got.length > 0 ? words.weekly.got(got.join('、')) : words.weekly.later,
    ...(missed.length > 0 ? [words.weekly.missed(missed.join('、'))] : []),
  ].join('');
  return redirectWithFlash('/home/shared', { tone: missed.length > 0 ? 'warn' : 'good', text });
}

function refusal(text: string, status: number, nextBest: BookRefusal['nextBest'] = null) {
  return data<BookRefusal>({ text, nextBest, kwh: null }, status);
}

/** Ends a weekly series of the household, with the booked slots where the person says so. */
export async function sendEndSeries(context: AppLoadContext, request: Request) {
  const viewer = requireRole(context, request, 'resident');
  const words = wordsFor(context.locale, sharingWords);
  const parsed = endSeriesSchema.safeParse(Object.fromEntries(await readForm(request)));
  if (!parsed.success)
    return redirectWithFlash('/home/shared', { tone: 'warn', text: words.book.weekly.form });
  const { seriesId, cancelBooked } = parsed.data;
  const outcome = orRefuse(
    await endSeries(context.deps, viewer, { seriesId, cancelBooked: cancelBooked === 'on' }),
  );
  return redirectWithFlash('/home/shared', {
    tone: 'good',
    text: words.weeklyEnded(outcome.ok ? outcome.cancelled.length : 0),
  });
}

/** The weekly series of a household that go on. */
export async function readWeekly(
  db: Db,
  { compoundId, householdId }: OwnHousehold,
  spaceOf: (pileId: string) => string,
): Promise<WeeklyData[]> {
  const rows = await listSeriesOfHousehold(db, compoundId, householdId);
  return rows
    .filter(({ status }) => status === 'active')
    .map((row) => ({
      seriesId: row.id,
      spaceCode: spaceOf(row.pile_id),
      weekday: row.weekday,
      startMinute: row.start_minute,
      minutes: row.minutes,
      untilOn: row.until_on,
    }));
}
