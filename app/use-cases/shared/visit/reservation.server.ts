import { noShowMs, RESERVE_MS } from '~/domain/booking/visit';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import { type BookingRow, updateBooking } from '~db/queries/bookings.server';
import { findCommandByKey, markAnswered, queueCommand } from '~db/queries/commands.server';
import { nextNumber } from '~db/queries/counter.server';
import { slotOf } from '../booking/booking-slot';
import type { Deps } from '../deps';
import { householdCard } from './household-card.server';

const CANCEL_GOOD_FOR_MS = 30 * MINUTE_MS;
const CONNECTOR = 1;

type CommandDeps = Pick<Deps, 'clock' | 'newId'>;

const keyOf = ({ id, reservation_no }: Pick<BookingRow, 'id' | 'reservation_no'>) =>
  `reserve:${id}:${reservation_no}`;

/** Whether it is time to ask the station to keep the pile (OCPP 1.6 §5.13). */
export function isTimeToReserve(booking: BookingRow, graceMinutes: number, nowMs: number): boolean {
  const { startMs, status } = slotOf(booking);
  if (status !== 'booked' || booking.reservation_no !== null) return false;
  return startMs - RESERVE_MS <= nowMs && nowMs < noShowMs({ startMs }, graceMinutes);
}

/** Queues ReserveNow once for a booking, good until its grace has passed; whatever the station answers, it is not asked again. */
export async function queueReservation(
  trx: Trx,
  deps: CommandDeps,
  booking: BookingRow,
  graceMinutes: number,
): Promise<void> {
  const { compound_id: compoundId, pile_id: pileId, household_id: householdId } = booking;
  const idTag = await householdCard(trx, deps, { compoundId, householdId, vehicleId: booking.vehicle_id });
  const reservationId = await nextNumber(trx, 'ocpp-reservation');
  const expiryDate = instantFromMs(noShowMs({ startMs: booking.start_ms }, graceMinutes));
  await updateBooking(trx, booking, { reservation_no: reservationId });
  await queueCommand(trx, {
    id: deps.newId('cmd'),
    compoundId,
    pileId,
    connectorId: CONNECTOR,
    action: 'ReserveNow',
    idempotencyKey: keyOf({ id: booking.id, reservation_no: reservationId }),
    payload: { connectorId: CONNECTOR, expiryDate, idTag, reservationId },
    limitKw: null,
    at: deps.clock(),
    expiresAt: expiryDate,
  });
}

/** Whether the station keeps another pile, or for another time, than the booking has since been moved to. */
export async function isReservationMoved(
  trx: Trx,
  booking: BookingRow,
  graceMinutes: number,
): Promise<boolean> {
  const command = await findCommandByKey(trx, booking.compound_id, keyOf(booking));
  if (!command) return false;
  const { expiryDate } = JSON.parse(command.payload) as { expiryDate?: string };
  const wanted = instantFromMs(noShowMs({ startMs: booking.start_ms }, graceMinutes));
  return command.pile_id !== booking.pile_id || expiryDate !== wanted;
}

/** Takes a reservation back, at the pile where it was made: one that has not gone out is withdrawn, one that was refused needs nothing. True where something waits for the pile. */
export async function withdrawReservation(
  trx: Trx,
  deps: CommandDeps,
  booking: BookingRow,
): Promise<{ pileId: string } | null> {
  if (booking.reservation_no === null) return null;
  const { compound_id: compoundId, reservation_no: reservationId } = booking;
  const at = deps.clock();
  await updateBooking(trx, booking, { reservation_no: null });
  const command = await findCommandByKey(trx, compoundId, keyOf(booking));
  if (!command || command.state === 'rejected') return null;
  if (command.state === 'queued') {
    await markAnswered(trx, command, 'rejected', { reason: 'superseded' }, at);
    return null;
  }
  await queueCommand(trx, {
    id: deps.newId('cmd'),
    compoundId,
    pileId: command.pile_id,
    connectorId: CONNECTOR,
    action: 'CancelReservation',
    idempotencyKey: `unreserve:${booking.id}:${reservationId}`,
    payload: { reservationId },
    limitKw: null,
    at,
    expiresAt: instantFromMs(msFromInstant(at) + CANCEL_GOOD_FOR_MS),
  });
  return { pileId: command.pile_id };
}
