import { type BookingStatus, bookingAfter } from '~/domain/booking/booking-life';
import { msFromInstant } from '~/domain/shared/local-time';
import { overlaps } from '~/domain/shared/time-window';
import { takeTime } from '~/use-cases/shared/booking/change-bookings.server';
import { declineRequest } from '~/use-cases/shared/booking/decline-request.server';
import { notifyHousehold } from '~/use-cases/shared/booking/notify-household.server';
import {
  judgePlacement,
  type PlacementInput,
  type PlacementRefusal,
  windowColumns,
} from '~/use-cases/shared/booking/place-booking.server';
import { reachBooking } from '~/use-cases/shared/booking/reach-booking.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { type BookingRow, findBooking, insertBookingEvent, updateBooking } from '~db/queries/bookings.server';
import { listBookingsAtPile } from '~db/queries/lending.server';

export type AnswerOutcome =
  | { ok: true; isRepeat: boolean; declined: string[] }
  | PlacementRefusal
  | AccessRefusal
  | Refusal<'not-now', { status: string }>
  | Refusal<'too-late', { answerByAt: string }>;

/** The lender approves a request, which is judged like booking once more, or declines it; requests that lose their time to it are declined. */
export async function answerRequest(
  deps: Deps,
  actor: ActingPerson,
  input: { bookingId: string; approve: boolean },
): Promise<AnswerOutcome> {
  const found = await reachBooking(deps.db, actor, 'booking.answer-request', input.bookingId, 'lender');
  if (!found.ok) return found;
  return takeTime(deps, found.booking.compound_id, (trx) =>
    answerInTransaction(trx, deps, actor, found.booking.compound_id, input),
  );
}

async function answerInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  { bookingId, approve }: { bookingId: string; approve: boolean },
): Promise<AnswerOutcome> {
  const at = deps.clock();
  const booking = await findBooking(trx, compoundId, bookingId);
  if (!booking) return { ok: false, reason: 'not-found' };
  const event = approve ? 'approved' : 'declined';
  const verdict = bookingAfter(booking.status as BookingStatus, event);
  if (!verdict.ok || booking.status !== 'requested') {
    const isRepeat = booking.answer_by_at !== null && booking.status === (approve ? 'booked' : 'declined');
    if (isRepeat) return { ok: true, isRepeat, declined: [] };
    return { ok: false, reason: 'not-now', status: booking.status };
  }
  const answerByAt = booking.answer_by_at ?? booking.start_at;
  if (answerByAt <= at) return { ok: false, reason: 'too-late', answerByAt };
  const { personId } = actor;
  if (!approve) {
    await declineRequest(trx, deps, booking, { reason: 'by-lender', personId });
    return { ok: true, isRepeat: false, declined: [bookingId] };
  }
  const placement = await judgePlacement(trx, at, placementFor(booking));
  if (!placement.ok) return placement;
  const slot = slotOf(booking);
  await updateBooking(trx, booking, { status: verdict.status, ...windowColumns(slot, placement.hold) });
  await insertBookingEvent(trx, { compoundId, bookingId, at, kind: event, personId, detail: {} });
  await notifyHousehold(trx, deps, {
    compoundId,
    householdId: booking.household_id,
    kind: 'request-answered',
    dedupeKey: `answer:${bookingId}`,
    facts: { bookingId, startAt: booking.start_at, approved: true },
    link: `/home/shared/bookings/${bookingId}`,
  });
  const declined = await declineLosers(trx, deps, booking, placement.hold, personId);
  return { ok: true, isRepeat: false, declined };
}

/** The guest has agreed to the promise and the price of the request: they stay as long as they can be kept. */
function placementFor(booking: BookingRow): PlacementInput {
  return {
    compoundId: booking.compound_id,
    pileId: booking.pile_id,
    householdId: booking.household_id,
    vehicleId: booking.vehicle_id,
    slot: slotOf(booking),
    wantedWh: booking.wanted_wh,
    agreedWh: booking.promised_wh,
    judge: 'answer',
    priceBoardId: booking.price_board_id,
    except: booking,
  };
}

async function declineLosers(
  trx: Trx,
  deps: Deps,
  approved: BookingRow,
  hold: { start: number; end: number },
  personId: string,
): Promise<string[]> {
  const key = { compoundId: approved.compound_id, pileId: approved.pile_id };
  const requests = await listBookingsAtPile(trx, key, ['requested'], hold.start);
  const losers = requests.filter(
    (other) =>
      other.id !== approved.id && overlaps(hold, { start: other.start_ms, end: other.hold_until_ms }),
  );
  for (const loser of losers)
    await declineRequest(trx, deps, loser, { reason: 'given-to-another', personId });
  return losers.map(({ id }) => id);
}

function slotOf(booking: BookingRow) {
  return { start: booking.start_ms, end: msFromInstant(booking.end_at) };
}
