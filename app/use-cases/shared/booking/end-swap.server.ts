import type { Trx } from '~db/client.server';
import { closeSwap, type SwapRow } from '~db/queries/swaps.server';
import type { Deps } from '../deps';
import { notifyHousehold } from './notify-household.server';

/** Ends a swap that is asked for and tells both households how; false where it has ended already. */
export async function endSwap(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  swap: SwapRow,
  status: 'accepted' | 'declined' | 'over',
  households: readonly string[],
): Promise<boolean> {
  const { compound_id: compoundId, id: swapId } = swap;
  if (!(await closeSwap(trx, swap, status, deps.clock()))) return false;
  for (const householdId of new Set(households)) {
    await notifyHousehold(trx, deps, {
      compoundId,
      householdId,
      kind: 'swap-answered',
      dedupeKey: `swap-answered:${swapId}`,
      facts: { swapId, accepted: status === 'accepted' },
      link: '/home/shared/wait',
    });
  }
  return true;
}
