import { isWishOver } from '~/domain/booking/wait-wish';
import { msFromInstant } from '~/domain/shared/local-time';
import { announceBookings } from '~/use-cases/shared/booking/announce-bookings';
import { type Offered, slotFreed } from '~/use-cases/shared/booking/slot-freed.server';
import { wishOf } from '~/use-cases/shared/booking/waiting-line.server';
import type { Deps } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { lockBookings } from '~db/queries/bookings.server';
import { listOpenWaitEntries, listWaitingCompounds, updateWaitEntry } from '~db/queries/wait-entries.server';

/** Offers whatever is free to those who wait, in every compound, and ends the waiting of those whose time is over. */
export async function offerFreedSlots(deps: Deps): Promise<{ offered: Offered[] }> {
  const all: Offered[] = [];
  for (const compoundId of await listWaitingCompounds(deps.db)) {
    const offered = await deps.db.transaction().execute(async (trx) => {
      await lockBookings(trx, compoundId);
      await endWaiting(trx, deps, compoundId);
      return slotFreed(trx, deps, { compoundId, pileId: null });
    });
    all.push(...offered);
    if (offered.length === 0) continue;
    announceBookings(deps, compoundId);
  }
  return { offered: all };
}

async function endWaiting(trx: Trx, deps: Deps, compoundId: string): Promise<void> {
  const at = deps.clock();
  for (const entry of await listOpenWaitEntries(trx, compoundId)) {
    if (entry.status === 'waiting' && isWishOver(wishOf(entry), msFromInstant(at)))
      await updateWaitEntry(trx, entry, { status: 'over', ended_at: at });
  }
}
