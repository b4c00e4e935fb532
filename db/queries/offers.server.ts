import type { Db, Trx } from '../client.server';
import type { BookingRow } from './bookings.server';

/** The offers to an entry of the wait list that are still open. */
export async function listOffersOfWait(
  db: Db | Trx,
  compoundId: string,
  waitId: string,
): Promise<BookingRow[]> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('wait_id', '=', waitId)
    .where('status', '=', 'offered')
    .execute();
}

/** Offers whose time to answer ended at or before `at`, of every compound, the longest overdue first. */
export async function listOverdueOffers(db: Db, at: string): Promise<BookingRow[]> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('status', '=', 'offered')
    .where('answer_by_at', '<=', at)
    .orderBy('answer_by_at')
    .orderBy('id')
    .execute();
}
