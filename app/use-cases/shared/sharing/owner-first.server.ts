import { slotsTheOwnerNeeds } from '~/domain/booking/owner-first';
import { msFromInstant } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import { lockBookings } from '~db/queries/bookings.server';
import { listBookingsAtPile } from '~db/queries/lending.server';
import { findSharedPile } from '~db/queries/shared-piles.server';
import { takeBackAll } from '../booking/booked-slots.server';
import type { Deps } from '../deps';
import { loadOwnerStays } from './owner-stays.server';
import type { TakenBack } from './take-back.server';

/**
 * While the car of a lent pile's owner charges there, takes back the guests' slots that are about to begin before it leaves by its
 * wish. Called after the owner's session is stored, in the same transaction; it locks the compound's bookings.
 */
export async function ownerPluggedIn(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  { compoundId, pileId }: { compoundId: string; pileId: string },
): Promise<TakenBack[]> {
  const pile = await findSharedPile(trx, compoundId, pileId);
  if (!pile?.lender_household_id) return [];
  await lockBookings(trx, compoundId);
  const at = deps.clock();
  const nowMs = msFromInstant(at);
  const stays = (await loadOwnerStays(trx, compoundId, [pile], at)).get(pileId) ?? [];
  const booked = await listBookingsAtPile(trx, { compoundId, pileId }, ['booked', 'offered'], nowMs);
  const slots = booked.map((booking) => ({
    booking,
    start: booking.start_ms,
    end: msFromInstant(booking.end_at),
  }));
  const needed = new Set(stays.flatMap((stay) => slotsTheOwnerNeeds(stay, slots, nowMs)));
  return takeBackAll(
    trx,
    deps,
    [...needed].map(({ booking }) => booking),
    { reason: 'owner-plugged-in', personId: null, lenderHouseholdId: pile.lender_household_id },
  );
}
