import type { NearSlot } from '~/domain/booking/notice-kinds';
import { takeBackFen } from '~/domain/booking/sharing-rules';
import { isWishOver } from '~/domain/booking/wait-wish';
import { msFromInstant } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import type { BookingRow } from '~db/queries/bookings.server';
import { insertTakeBackCredit } from '~db/queries/lender-income.server';
import { getSharingRules } from '~db/queries/sharing-rules.server';
import { findWaitEntry, updateWaitEntry } from '~db/queries/wait-entries.server';
import { closeBooking } from '../booking/close-booking.server';
import { notifyHousehold } from '../booking/notify-household.server';
import { nextBestIn } from '../booking/place-booking.server';
import { loadSharingScene } from '../booking/sharing-scene.server';
import { wishOf } from '../booking/waiting-line.server';
import type { Deps } from '../deps';

/** Why a slot is taken from the household that had booked it. */
export type TakeBackReason =
  | 'owner-needs-it'
  | 'owner-plugged-in'
  | 'operator-needs-it'
  | 'hours-changed'
  | 'blocked'
  | 'lending-stopped'
  | 'pile-closed'
  | 'pile-offline'
  | 'pile-faulted'
  | 'car-stays';

export interface TakenBack {
  readonly bookingId: string;
  /** What the household gets for it, fen. */
  readonly fen: number;
}

/**
 * Takes a booked or offered slot back from its household, which is told with the nearest slot it could have in its place, and is
 * paid by rule where it comes late; null where the status does not let it. The caller has locked the compound's bookings.
 */
export async function takeBack(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  booking: BookingRow,
  why: { reason: TakeBackReason; personId: string | null; lenderHouseholdId: string | null },
): Promise<TakenBack | null> {
  const { compound_id: compoundId, household_id: householdId, id: bookingId, start_at: startAt } = booking;
  const { reason, personId, lenderHouseholdId } = why;
  const at = deps.clock();
  const { rules } = await getSharingRules(trx, compoundId);
  const wasBooked = booking.status === 'booked';
  const fen = wasBooked ? takeBackFen(booking.start_ms, msFromInstant(at), rules) : 0;
  const event = wasBooked ? 'taken-back' : 'expired';
  if (!(await closeBooking(trx, deps, booking, { event, reason, personId, detail: { fen } }))) return null;
  if (!wasBooked) await waitOn(trx, booking, at);
  if (fen > 0) await insertTakeBackCredit(trx, booking, { fen, lenderHouseholdId, at });
  await notifyHousehold(trx, deps, {
    compoundId,
    householdId,
    kind: 'slot-taken-back',
    dedupeKey: `taken-back:${bookingId}`,
    facts: { bookingId, startAt, reason, fen, nextBest: await nextBestElsewhere(trx, at, booking) },
    link: '/home/shared',
  });
  return { bookingId, fen };
}

/** Whoever loses an offer without having let it pass waits on where it stood. */
async function waitOn(trx: Trx, { compound_id, wait_id }: BookingRow, at: string): Promise<void> {
  const entry = wait_id ? await findWaitEntry(trx, compound_id, wait_id) : undefined;
  if (entry?.status !== 'offered') return;
  const isOver = isWishOver(wishOf(entry), msFromInstant(at));
  await updateWaitEntry(trx, entry, { status: isOver ? 'over' : 'waiting', ended_at: isOver ? at : null });
}

/** The nearest free slot for a household that does not get the one it had or asked for, at another pile. */
export async function nextBestElsewhere(
  trx: Trx,
  nowAt: string,
  booking: BookingRow,
): Promise<NearSlot | null> {
  const { compound_id: compoundId, household_id: householdId } = booking;
  const scene = await loadSharingScene(trx, {
    compoundId,
    householdId,
    nowAt,
    exceptBookingId: booking.id,
  });
  const elsewhere = scene.places.filter(({ pile }) => pile.pile_id !== booking.pile_id);
  const slot = { start: booking.start_ms, end: msFromInstant(booking.end_at) };
  return nextBestIn({ ...scene, places: elsewhere }, slot) ?? nextBestIn(scene, slot);
}
