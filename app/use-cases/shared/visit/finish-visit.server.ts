import { type BookingStatus, bookingAfter } from '~/domain/booking/booking-life';
import { occupationFee } from '~/domain/booking/occupation';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import { type BookingRow, insertBookingEvent, updateBooking } from '~db/queries/bookings.server';
import { getPriceBoard } from '~db/queries/price-boards.server';
import {
  type ChargeBillRow,
  findOccupation,
  listSessionsOfBooking,
  updateOccupation,
} from '~db/queries/visits.server';
import { notifyHousehold } from '../booking/notify-household.server';
import { slotFreed } from '../booking/slot-freed.server';
import type { Deps } from '../deps';
import { saveVisitBill } from './visit-bill.server';

type VisitDeps = Pick<Deps, 'clock' | 'newId'>;

/**
 * Ends a visit: the rest of its slot is given back, the stay after it is charged by the published rule, the bill is made and the
 * household told. The caller holds the compound's bookings; false where the visit has ended already.
 */
export async function finishVisit(
  trx: Trx,
  deps: VisitDeps,
  booking: BookingRow,
  leftMs: number | null,
): Promise<boolean> {
  const verdict = bookingAfter(booking.status as BookingStatus, 'finished');
  if (!verdict.ok) return false;
  const { compound_id: compoundId, id: bookingId, pile_id: pileId } = booking;
  const at = deps.clock();
  const nowMs = msFromInstant(at);
  const leftAt = leftMs === null ? null : instantFromMs(leftMs);
  const isEarly = nowMs < msFromInstant(booking.end_at);
  const endMs = Math.max(nowMs, booking.start_ms + MINUTE_MS);
  const given = isEarly ? { end_at: instantFromMs(endMs), hold_until_ms: endMs } : {};
  const patch = {
    status: verdict.status,
    left_at: leftAt,
    closed_at: at,
    close_reason: leftMs === null ? 'not-charged' : 'left',
    ...given,
  };
  if (!(await updateBooking(trx, booking, patch))) return false;
  const note = { compoundId, bookingId, at, personId: null };
  if (isEarly)
    await insertBookingEvent(trx, {
      ...note,
      kind: 'given-back',
      detail: { fromAt: patch.end_at, untilAt: booking.end_at },
    });
  await insertBookingEvent(trx, { ...note, kind: 'finished', detail: { leftAt } });
  const hadOccupation = await endOccupation(trx, booking, leftAt ?? at);
  const hasCharged = (await listSessionsOfBooking(trx, compoundId, bookingId)).length > 0;
  if (hasCharged || hadOccupation) {
    const bill = await saveVisitBill(trx, deps, booking);
    if (bill) await tellBill(trx, deps, booking, bill);
  }
  if (isEarly) await slotFreed(trx, deps, { compoundId, pileId });
  return true;
}

/** The stay after the slot ends when the connector has become free; without a published rule it costs nothing. */
async function endOccupation(trx: Trx, booking: BookingRow, untilAt: string): Promise<boolean> {
  const { compound_id: compoundId, id: bookingId } = booking;
  const occupation = await findOccupation(trx, compoundId, bookingId);
  if (occupation?.status !== 'running') return occupation !== undefined;
  const { occupation: rule } = await getPriceBoard(trx, compoundId, booking.price_board_id);
  const stay = { start: msFromInstant(occupation.from_at), end: msFromInstant(untilAt) };
  await updateOccupation(trx, occupation, ['running'], {
    until_at: untilAt > occupation.from_at ? untilAt : occupation.from_at,
    fee_fen: rule ? occupationFee(stay, rule).feeFen : 0,
    status: 'ended',
  });
  return true;
}

async function tellBill(trx: Trx, deps: VisitDeps, booking: BookingRow, bill: ChargeBillRow): Promise<void> {
  const { compound_id: compoundId, id: bookingId, household_id: householdId } = booking;
  const link = `/home/bookings/${bookingId}`;
  await notifyHousehold(trx, deps, {
    compoundId,
    householdId,
    kind: 'bill-made',
    dedupeKey: `bill:${bookingId}`,
    facts: { bookingId, totalFen: bill.total_fen, energyWh: bill.energy_wh },
    link,
  });
  if (bill.compensation_fen < 0)
    await notifyHousehold(trx, deps, {
      compoundId,
      householdId,
      kind: 'promise-paid-back',
      dedupeKey: `paid-back:${bookingId}`,
      facts: {
        bookingId,
        promisedWh: booking.promised_wh,
        deliveredWh: bill.energy_wh,
        fen: -bill.compensation_fen,
      },
      link,
    });
  if (bill.lender_household_id && bill.lender_fen > 0)
    await notifyHousehold(trx, deps, {
      compoundId,
      householdId: bill.lender_household_id,
      kind: 'income-made',
      dedupeKey: `income:${bookingId}`,
      facts: { bookingId, fen: bill.lender_fen },
      link: '/home/lend',
    });
}
