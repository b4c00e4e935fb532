import { instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import {
  COMMON_BOARD,
  findPriceBoard,
  insertPriceBoard,
  listPriceBoards,
} from '~db/queries/price-boards.server';
import type { Deps } from '../deps';

const E4_PER_FEN = 100;

export interface LentPrice {
  compoundId: string;
  pileId: string;
  /** For each kWh on top of the energy price, fen. */
  serviceFen: number;
  notice: string;
  personId: string;
}

/**
 * Publishes what guests pay at a lent pile from this moment on, with the compound's rule for cars that stay too long; a price that
 * is in force already is not published again. Slots booked before keep the price they were booked at.
 */
export async function publishLentPrice(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  { compoundId, pileId, serviceFen, notice, personId }: LentPrice,
): Promise<string> {
  const at = deps.clock();
  const [last] = await listPriceBoards(trx, compoundId, pileId);
  const perKwhE4 = serviceFen * E4_PER_FEN;
  if (last?.serviceFee.perKwhE4 === perKwhE4 && last.notice === notice) return last.id;
  const common = await findPriceBoard(trx, compoundId, COMMON_BOARD, at);
  const id = deps.newId('board');
  const fromMs = last
    ? Math.max(msFromInstant(at), msFromInstant(last.valid_from_at) + 1)
    : msFromInstant(at);
  await insertPriceBoard(trx, {
    compound_id: compoundId,
    id,
    board: pileId,
    version: (last?.version ?? 0) + 1,
    valid_from_at: instantFromMs(fromMs),
    service_fee: JSON.stringify({ perKwhE4, byBandE4: {} }),
    occupation: common?.occupation ? JSON.stringify(common.occupation) : null,
    notice,
    published_at: at,
    published_by: personId,
  });
  return id;
}
