import { REMIND_MS } from '~/domain/booking/visit';
import { msFromInstant } from '~/domain/shared/local-time';
import { notifyHousehold } from '~/use-cases/shared/booking/notify-household.server';
import type { Deps } from '~/use-cases/shared/deps';
import { listBookingsInStatus } from '~db/queries/bookings.server';

/** Reminds households of the slots that begin within a quarter of an hour, once for each time a slot has had. */
export async function remindSlots(deps: Deps): Promise<number> {
  const nowMs = msFromInstant(deps.clock());
  const soon = await listBookingsInStatus(deps.db, ['booked'], nowMs + REMIND_MS + 1);
  let told = 0;
  for (const { compound_id: compoundId, household_id: householdId, id: bookingId, ...booking } of soon) {
    if (booking.start_ms <= nowMs) continue;
    const { start_at: startAt } = booking;
    const isNews = await deps.db.transaction().execute((trx) =>
      notifyHousehold(trx, deps, {
        compoundId,
        householdId,
        kind: 'slot-soon',
        dedupeKey: `slot-soon:${bookingId}:${startAt}`,
        facts: { bookingId, startAt },
        link: `/home/bookings/${bookingId}`,
      }),
    );
    if (isNews) told += 1;
  }
  return told;
}
