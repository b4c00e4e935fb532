import { msFromInstant } from '~/domain/shared/local-time';
import {
  listStranded,
  type SlotsBooked,
  takeBackAll,
  unconfirmed,
} from '~/use-cases/shared/booking/booked-slots.server';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import { declineRequest } from '~/use-cases/shared/booking/decline-request.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { type PileKey, reachPileToShare } from '~/use-cases/shared/sharing/pile-to-share.server';
import type { TakenBack } from '~/use-cases/shared/sharing/take-back.server';
import type { Trx } from '~db/client.server';
import { listBookingsAtPile } from '~db/queries/lending.server';
import { findSharedPile, updateSharedPile } from '~db/queries/shared-piles.server';

export type StopLendingOutcome =
  | { ok: true; isRepeat: boolean; takenBack: TakenBack[] }
  | SlotsBooked
  | AccessRefusal
  | Refusal<'not-lent'>
  | Refusal<'in-use', { untilAt: string }>;

/** Ends the lending of a pile: open requests are declined, and each booked slot must be named to be taken back. */
export async function stopLending(
  deps: Deps,
  actor: ActingPerson,
  input: PileKey & { takeBackIds: readonly string[] },
): Promise<StopLendingOutcome> {
  const found = await reachPileToShare(deps.db, actor, 'sharing.lend', input);
  if (!found.ok) return found;
  return changeBookings(deps, input.compoundId, (trx) => stopInTransaction(trx, deps, actor, input));
}

async function stopInTransaction(
  trx: Trx,
  deps: Deps,
  { personId }: ActingPerson,
  { compoundId, pileId, takeBackIds }: PileKey & { takeBackIds: readonly string[] },
): Promise<StopLendingOutcome> {
  const at = deps.clock();
  const key = { compoundId, pileId };
  const pile = await findSharedPile(trx, compoundId, pileId);
  if (pile?.kind !== 'lent') return { ok: false, reason: 'not-lent' };
  if (pile.status === 'closed') return { ok: true, isRepeat: true, takenBack: [] };
  const [inUse] = await listBookingsAtPile(trx, key, ['active'], 0);
  if (inUse) return { ok: false, reason: 'in-use', untilAt: inUse.end_at };
  const booked = await listStranded(trx, key, at, null);
  const refusal = unconfirmed(booked, takeBackIds);
  if (refusal) return refusal;
  await updateSharedPile(trx, compoundId, pileId, { status: 'closed', updated_at: at });
  const lenderHouseholdId = pile.lender_household_id;
  const reason = 'lending-stopped';
  const takenBack = await takeBackAll(trx, deps, booked, { reason, personId, lenderHouseholdId });
  for (const request of await listBookingsAtPile(trx, key, ['requested'], msFromInstant(at)))
    await declineRequest(trx, deps, request, { reason, personId });
  return { ok: true, isRepeat: false, takenBack };
}
