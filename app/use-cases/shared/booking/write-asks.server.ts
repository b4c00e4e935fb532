import type { Db } from '~db/client.server';
import { type BookingAsk, insertBookingAsks } from '~db/queries/bookings.server';
import { commitTogether } from '../commit-together';

const ASKS_PER_COMMIT = 500;
const writers = new WeakMap<Db, (ask: BookingAsk) => Promise<void>>();

/** Writes an ask with those that others make at the same moment; resolves once it is committed. */
export function writeAsk(db: Db, ask: BookingAsk): Promise<void> {
  const known = writers.get(db);
  if (known) return known(ask);
  const write = commitTogether((asks: readonly BookingAsk[]) => insertBookingAsks(db, asks), ASKS_PER_COMMIT);
  writers.set(db, write);
  return write(ask);
}
