import type { Trx } from '~db/client.server';
import type { BookingRow } from '~db/queries/bookings.server';
import type { Deps } from '../deps';
import { nextBestElsewhere } from '../sharing/take-back.server';
import { closeBooking } from './close-booking.server';
import { notifyHousehold } from './notify-household.server';

export type NotApproved = 'by-lender' | 'given-to-another' | 'not-answered' | 'blocked' | 'lending-stopped';

/** Ends a request that its lender does not grant or has not answered, and tells the household with the nearest slot it could have; false where it is none any more. */
export async function declineRequest(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  booking: BookingRow,
  { reason, personId }: { reason: NotApproved; personId: string | null },
): Promise<boolean> {
  if (booking.status !== 'requested') return false;
  const event = reason === 'not-answered' ? 'expired' : 'declined';
  if (!(await closeBooking(trx, deps, booking, { event, reason, personId }))) return false;
  const { compound_id: compoundId, household_id: householdId, id: bookingId, start_at: startAt } = booking;
  await notifyHousehold(trx, deps, {
    compoundId,
    householdId,
    kind: 'request-answered',
    dedupeKey: `answer:${bookingId}`,
    facts: {
      bookingId,
      startAt,
      approved: false,
      reason,
      nextBest: await nextBestElsewhere(trx, deps.clock(), booking),
    },
    link: '/home/shared',
  });
  return true;
}
