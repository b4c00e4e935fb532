import { msFromInstant } from '~/domain/shared/local-time';
import { takeBackAll } from '~/use-cases/shared/booking/booked-slots.server';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import { declineRequest } from '~/use-cases/shared/booking/decline-request.server';
import { reachBooking } from '~/use-cases/shared/booking/reach-booking.server';
import { slotFreed } from '~/use-cases/shared/booking/slot-freed.server';
import type { AccessRefusal, ActingPerson, Deps } from '~/use-cases/shared/deps';
import type { TakenBack } from '~/use-cases/shared/sharing/take-back.server';
import type { Trx } from '~db/client.server';
import type { VisibleBooking } from '~db/queries/bookings.server';
import { listBookingsAtPile, setPileHousehold } from '~db/queries/lending.server';

export type BlockOutcome = { ok: true; takenBack: TakenBack[] } | AccessRefusal;

/** Blocks the household behind a booking at the own lent pile: what it has booked there ahead is taken back, what it has asked for declined. */
export async function blockGuest(
  deps: Deps,
  actor: ActingPerson,
  { bookingId }: { bookingId: string },
): Promise<BlockOutcome> {
  const found = await reachBooking(deps.db, actor, 'sharing.lend', bookingId, 'lender');
  if (!found.ok) return found;
  return changeBookings(deps, found.booking.compound_id, (trx) =>
    blockInTransaction(trx, deps, actor, found.booking),
  );
}

async function blockInTransaction(
  trx: Trx,
  deps: Deps,
  { personId }: ActingPerson,
  guest: VisibleBooking,
): Promise<BlockOutcome> {
  const at = deps.clock();
  const key = { compoundId: guest.compound_id, pileId: guest.pile_id };
  await setPileHousehold(trx, key, guest.household_id, 'blocked', at);
  const open = await listBookingsAtPile(trx, key, ['booked', 'offered', 'requested'], msFromInstant(at));
  const own = open.filter(({ household_id }) => household_id === guest.household_id);
  for (const request of own.filter(({ status }) => status === 'requested'))
    await declineRequest(trx, deps, request, { reason: 'blocked', personId });
  const held = own.filter(({ status }) => status !== 'requested');
  const lenderHouseholdId = guest.lender_household_id;
  const takenBack = await takeBackAll(trx, deps, held, { reason: 'blocked', personId, lenderHouseholdId });
  if (takenBack.length > 0) await slotFreed(trx, deps, key);
  return { ok: true, takenBack };
}
