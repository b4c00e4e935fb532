import type { Trx } from '~db/client.server';
import { listOpenWaits } from '~db/queries/wait-entries.server';
import type { Deps } from './deps';

/** The entries of the wait list that a pile's free time may suit, the earliest first. */
export async function slotFreed(
  trx: Trx,
  deps: Pick<Deps, 'clock'>,
  { compoundId, pileId }: { compoundId: string; pileId: string },
): Promise<{ waitId: string }[]> {
  const waiting = await listOpenWaits(trx, compoundId, pileId, deps.clock());
  return waiting.map(({ id }) => ({ waitId: id }));
}
