import type { Trx } from '~db/client.server';
import type { BookingRow } from '~db/queries/bookings.server';
import type { Deps } from '../deps';
import { closeBooking } from './close-booking.server';
import { slotFreed } from './slot-freed.server';

/** Why a cancelled booking ended: its own household gave the slot back, */
export const BY_HOUSEHOLD = 'by-household';
/** or took its request back before it was answered, which never counts. */
const WITHDRAWN = 'withdrawn';

type HouseholdsReason = typeof BY_HOUSEHOLD | typeof WITHDRAWN;

export function isByHousehold(closeReason: string | null): closeReason is HouseholdsReason {
  return closeReason === BY_HOUSEHOLD || closeReason === WITHDRAWN;
}

/** Gives a household's slot back, and its time to those who wait; null where its status does not let it. */
export async function cancelBooking(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  booking: BookingRow,
  personId: string,
): Promise<HouseholdsReason | null> {
  const wasRequest = booking.status === 'requested';
  const reason = wasRequest ? WITHDRAWN : BY_HOUSEHOLD;
  if (!(await closeBooking(trx, deps, booking, { event: 'cancelled', reason, personId }))) return null;
  if (!wasRequest) await slotFreed(trx, deps, { compoundId: booking.compound_id, pileId: booking.pile_id });
  return reason;
}
