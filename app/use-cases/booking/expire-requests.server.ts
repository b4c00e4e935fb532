import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import { declineRequest } from '~/use-cases/shared/booking/decline-request.server';
import type { Deps } from '~/use-cases/shared/deps';
import { findBooking } from '~db/queries/bookings.server';
import { listUnansweredRequests } from '~db/queries/lending.server';

/** Ends the requests that their lenders have not answered in time. */
export async function expireRequests(deps: Deps): Promise<{ expired: string[] }> {
  const expired: string[] = [];
  for (const due of await listUnansweredRequests(deps.db, deps.clock())) {
    const { ok } = await changeBookings(deps, due.compound_id, async (trx) => {
      const booking = await findBooking(trx, due.compound_id, due.id);
      if (!booking) return { ok: false };
      return { ok: await declineRequest(trx, deps, booking, { reason: 'not-answered', personId: null }) };
    });
    if (ok) expired.push(due.id);
  }
  return { expired };
}
