import { type PileTerms, strandedSlots } from '~/domain/booking/stranded-slots';
import { msFromInstant } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import type { BookingRow } from '~db/queries/bookings.server';
import { listBookingsAtPile } from '~db/queries/lending.server';
import type { Deps, Refusal } from '../deps';
import type { PileKey } from '../sharing/pile-to-share.server';
import { type TakeBackReason, type TakenBack, takeBack } from '../sharing/take-back.server';

/** A guest's slot as the one who runs the pile sees it: when, and no more. */
export interface BookedSlot {
  readonly bookingId: string;
  readonly startAt: string;
  readonly endAt: string;
}

/** Slots stand in the way of a change; it goes through once the person says that these are taken back. */
export type SlotsBooked = Refusal<'slots-booked', { slots: BookedSlot[] }>;

/** The slots of a pile that are booked or offered and would not lie in its terms any more; with null, all of them. */
export async function listStranded(
  trx: Trx,
  key: PileKey,
  nowAt: string,
  terms: PileTerms | null,
): Promise<BookingRow[]> {
  const booked = await listBookingsAtPile(trx, key, ['booked', 'offered'], msFromInstant(nowAt));
  if (!terms) return booked;
  const slots = booked.map((booking) => ({
    booking,
    householdId: booking.household_id,
    start: booking.start_ms,
    end: msFromInstant(booking.end_at),
  }));
  return strandedSlots(slots, terms).map(({ booking }) => booking);
}

/** The slots among these that the person has not said are taken back; null where it has for each. */
export function unconfirmed(
  bookings: readonly BookingRow[],
  confirmedIds: readonly string[],
): SlotsBooked | null {
  const open = bookings.filter(({ id }) => !confirmedIds.includes(id));
  if (open.length === 0) return null;
  const slots = open.map(({ id, start_at, end_at }) => ({ bookingId: id, startAt: start_at, endAt: end_at }));
  return { ok: false, reason: 'slots-booked', slots };
}

export async function takeBackAll(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  bookings: readonly BookingRow[],
  why: { reason: TakeBackReason; personId: string | null; lenderHouseholdId: string | null },
): Promise<TakenBack[]> {
  const done: TakenBack[] = [];
  for (const booking of bookings) {
    const taken = await takeBack(trx, deps, booking, why);
    if (taken) done.push(taken);
  }
  return done;
}
