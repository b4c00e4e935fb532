import type { Db, Trx } from '../client.server';

/** Who waits for time at a pile, or at any, that has not passed, the earliest first. */
export async function listOpenWaits(db: Db | Trx, compoundId: string, pileId: string, nowAt: string) {
  return db
    .selectFrom('wait_entry')
    .select(['id', 'household_id'])
    .where('compound_id', '=', compoundId)
    .where('status', '=', 'waiting')
    .where('to_at', '>', nowAt)
    .where((eb) => eb.or([eb('pile_id', 'is', null), eb('pile_id', '=', pileId)]))
    .orderBy('made_at')
    .orderBy('id')
    .execute();
}
