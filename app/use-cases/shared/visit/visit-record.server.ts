import { type BookingStatus, bookingAfter } from '~/domain/booking/booking-life';
import type { Trx } from '~db/client.server';
import {
  type BookingRow,
  findBooking,
  insertBookingEvent,
  listBookingEvents,
  lockBookings,
  updateBooking,
} from '~db/queries/bookings.server';
import {
  findBookingOfTransaction,
  findVisitUnderWay,
  listSessionsOfBooking,
  pluggedDetail,
} from '~db/queries/visits.server';
import type { Deps } from '../deps';
import { saveVisitBill } from './visit-bill.server';

export type CheckInWay = 'scan' | 'plug' | 'plate';

type VisitDeps = Pick<Deps, 'clock' | 'newId'>;

/** Marks that the car of a booking has come; the caller holds the compound's bookings and has judged the time. */
export async function checkInBooking(
  trx: Trx,
  deps: VisitDeps,
  booking: BookingRow,
  { by, personId }: { by: CheckInWay; personId: string | null },
): Promise<BookingRow> {
  const verdict = bookingAfter(booking.status as BookingStatus, 'checked-in');
  if (!verdict.ok) return booking;
  const at = deps.clock();
  const patch = { status: verdict.status, checked_in_at: at, checked_in_by: by };
  await updateBooking(trx, booking, patch);
  await note(trx, booking, at, 'checked-in', { by }, personId);
  return { ...booking, ...patch, turn: booking.turn + 1 };
}

/** Ties a session to the booking it belongs to; the caller holds the compound's bookings. */
export async function tieSession(
  trx: Trx,
  deps: VisitDeps,
  booking: BookingRow,
  transactionId: number,
): Promise<void> {
  const active = await checkInBooking(trx, deps, booking, { by: 'plug', personId: null });
  await updateBooking(trx, active, { transaction_id: transactionId });
  await note(trx, active, deps.clock(), 'plugged', pluggedDetail(transactionId), null);
}

/** After the end of a session: what its booking has had so far, how it stopped, and the bill, in the transaction of the end. */
export async function noteSessionEnd(
  trx: Trx,
  deps: VisitDeps,
  ended: { compoundId: string; transactionId: number; connectorStatus: string; reason: string },
): Promise<void> {
  const { compoundId, transactionId, connectorStatus, reason } = ended;
  const known = await findBookingOfTransaction(trx, compoundId, transactionId);
  if (!known) return;
  await lockBookings(trx, compoundId);
  const booking = await findBooking(trx, compoundId, known.id);
  if (!booking) return;
  const sessions = await listSessionsOfBooking(trx, compoundId, booking.id);
  const deliveredWh = sessions.reduce(
    (sum, session) =>
      sum + (session.ended_at === null ? 0 : (session.meter_stop_wh ?? 0) - session.meter_start_wh),
    0,
  );
  await updateBooking(trx, booking, { delivered_wh: Math.max(0, deliveredWh) });
  const detail = { transactionId, connectorStatus, reason };
  const events = await listBookingEvents(trx, compoundId, booking.id);
  const isKnown = events.some(
    (event) => event.kind === 'unplugged' && saysOf(event.detail) === transactionId,
  );
  if (!isKnown) await note(trx, booking, deps.clock(), 'unplugged', detail, null);
  await saveVisitBill(trx, deps, { ...booking, delivered_wh: deliveredWh });
}

/** The car of a visit is pulled off after it had stopped taking energy: a status may overtake the end of its session (OCPP 1.6 §3.7). */
export async function noteCarFull(
  trx: Trx,
  deps: VisitDeps,
  { compoundId, pileId }: { compoundId: string; pileId: string },
): Promise<void> {
  const visit = await findVisitUnderWay(trx, compoundId, pileId);
  if (!visit?.transaction_id) return;
  await lockBookings(trx, compoundId);
  await note(trx, visit, deps.clock(), 'car-full', { transactionId: visit.transaction_id }, null);
}

function saysOf(detail: string): number {
  return (JSON.parse(detail) as { transactionId: number }).transactionId;
}

/** After readings that came late: the same bill, corrected. */
export async function correctBill(deps: Deps, compoundId: string, transactionId: number): Promise<void> {
  const known = await findBookingOfTransaction(deps.db, compoundId, transactionId);
  if (!known) return;
  await deps.db.transaction().execute(async (trx) => {
    await lockBookings(trx, compoundId);
    const booking = await findBooking(trx, compoundId, known.id);
    if (booking) await saveVisitBill(trx, deps, booking);
  });
}

async function note(
  trx: Trx,
  booking: BookingRow,
  at: string,
  kind: 'checked-in' | 'plugged' | 'unplugged' | 'car-full',
  detail: object,
  personId: string | null,
): Promise<void> {
  const { compound_id: compoundId, id: bookingId } = booking;
  await insertBookingEvent(trx, { compoundId, bookingId, at, kind, personId, detail });
}
