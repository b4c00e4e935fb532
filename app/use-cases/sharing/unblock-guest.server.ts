import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import type { AccessRefusal, ActingPerson, Deps } from '~/use-cases/shared/deps';
import { type PileKey, reachPileToShare } from '~/use-cases/shared/sharing/pile-to-share.server';
import { listBlockedGuests, setPileHousehold } from '~db/queries/lending.server';

/** Lets a blocked household book the own lent pile again. */
export async function unblockGuest(
  deps: Deps,
  actor: ActingPerson,
  { householdId, ...key }: PileKey & { householdId: string },
): Promise<{ ok: true; isRepeat: boolean } | AccessRefusal> {
  const found = await reachPileToShare(deps.db, actor, 'sharing.lend', key);
  if (!found.ok) return found;
  return changeBookings(deps, key.compoundId, async (trx) => {
    const blocked = await listBlockedGuests(trx, key.compoundId, key.pileId);
    if (!blocked.some(({ id }) => id === householdId)) return { ok: true, isRepeat: true };
    await setPileHousehold(trx, key, householdId, null, deps.clock());
    return { ok: true, isRepeat: false };
  });
}
