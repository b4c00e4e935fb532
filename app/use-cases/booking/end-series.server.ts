import { can, canSee } from '~/domain/permissions/can';
import { msFromInstant } from '~/domain/shared/local-time';
import { cancelBooking } from '~/use-cases/shared/booking/cancel-booking.server';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import type { AccessRefusal, ActingPerson, Deps } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import {
  findSeries,
  findVisibleSeries,
  listBookingsOfSeries,
  updateSeries,
} from '~db/queries/booking-series.server';

export type EndSeriesOutcome = { ok: true; isRepeat: boolean; cancelled: string[] } | AccessRefusal;

/** Ends a weekly series; the slots that it has booked stay, or are given back as well. */
export async function endSeries(
  deps: Deps,
  actor: ActingPerson,
  input: { seriesId: string; cancelBooked: boolean },
): Promise<EndSeriesOutcome> {
  const series = await findVisibleSeries(deps.db, actor.grants, input.seriesId);
  const resource = series && { tenancy: series.tenancy, householdId: series.household_id };
  if (!resource || !canSee(actor, resource)) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'booking.change', resource)) return { ok: false, reason: 'forbidden' };
  return changeBookings(deps, series.compound_id, (trx) =>
    endInTransaction(trx, deps, actor, series.compound_id, input),
  );
}

async function endInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  { seriesId, cancelBooked }: { seriesId: string; cancelBooked: boolean },
): Promise<EndSeriesOutcome> {
  const nowMs = msFromInstant(deps.clock());
  const series = await findSeries(trx, compoundId, seriesId);
  if (!series) return { ok: false, reason: 'not-found' };
  const wasActive = series.status === 'active';
  if (wasActive) await updateSeries(trx, series, { status: 'ended' });
  const cancelled: string[] = [];
  const ahead = cancelBooked ? await listBookingsOfSeries(trx, compoundId, seriesId, nowMs) : [];
  for (const booking of ahead) {
    if (await cancelBooking(trx, deps, booking, actor.personId)) cancelled.push(booking.id);
  }
  return { ok: true, isRepeat: !wasActive && cancelled.length === 0, cancelled };
}
