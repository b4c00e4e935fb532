import { nextWeekOn, slotOfWeek } from '~/domain/booking/weekly-series';
import { instantFromMs } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import { type SeriesRow, updateSeries } from '~db/queries/booking-series.server';
import type { Deps } from '../deps';
import { bookOrRequest } from './book-or-request.server';
import type { NextBest } from './place-booking.server';

export type WeekOutcome = { readonly on: string; readonly startAt: string; readonly endAt: string } & (
  | { readonly ok: true; readonly bookingId: string; readonly promisedWh: number; readonly totalFen: number }
  | { readonly ok: false; readonly reason: string; readonly nextBest: NextBest | null }
);

/** Tries every week of a series that lies inside what its household may book, once, and moves the series on; the caller has locked the compound's bookings. */
export async function bookWeeks(trx: Trx, deps: Deps, series: SeriesRow): Promise<WeekOutcome[]> {
  const weekly = { weekday: series.weekday, startMinute: series.start_minute, minutes: series.minutes };
  const weeks: WeekOutcome[] = [];
  let on = series.next_on;
  for (; on <= series.until_on; on = nextWeekOn(on)) {
    const slot = slotOfWeek(weekly, on);
    const times = { startAt: instantFromMs(slot.start), endAt: instantFromMs(slot.end) };
    const asked = await bookOrRequest(trx, deps, {
      compoundId: series.compound_id,
      householdId: series.household_id,
      pileId: series.pile_id,
      vehicleId: series.vehicle_id,
      ...times,
      wantedWh: series.wanted_wh,
      agreedWh: null,
      personId: series.person_id,
      idempotencyKey: `series:${series.id}:${on}`,
      seriesId: series.id,
    });
    if (!asked.ok && asked.reason === 'too-far') break;
    if (asked.ok) {
      const { bookingId, promisedWh, quote } = asked;
      weeks.push({ on, ...times, ok: true, bookingId, promisedWh, totalFen: quote.totalFen });
    } else {
      weeks.push({ on, ...times, ok: false, reason: asked.reason, nextBest: asked.nextBest });
    }
  }
  if (on !== series.next_on)
    await updateSeries(trx, series, { next_on: on, ...(on > series.until_on && { status: 'ended' }) });
  return weeks;
}
