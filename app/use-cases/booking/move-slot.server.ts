import { type BookingStatus, bookingAfter } from '~/domain/booking/booking-life';
import type { Quote } from '~/domain/booking/quote';
import { msFromInstant } from '~/domain/shared/local-time';
import { takeTime } from '~/use-cases/shared/booking/change-bookings.server';
import {
  judgePlacement,
  type PlacementInput,
  type PlacementRefusal,
  windowColumns,
} from '~/use-cases/shared/booking/place-booking.server';
import { reachBooking } from '~/use-cases/shared/booking/reach-booking.server';
import { slotFreed } from '~/use-cases/shared/booking/slot-freed.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { type BookingRow, findBooking, insertBookingEvent, updateBooking } from '~db/queries/bookings.server';

export interface MoveInput {
  bookingId: string;
  pileId: string;
  startAt: string;
  endAt: string;
  /** What the car needs there; null for as much as before. */
  wantedWh: number | null;
  /** The promise that the person has seen and agreed to; null where any will do. */
  agreedWh: number | null;
}

export type MoveOutcome =
  | { ok: true; bookingId: string; promisedWh: number; quote: Quote; isRepeat: boolean }
  | PlacementRefusal
  | AccessRefusal
  | Refusal<'not-now', { status: string }>
  | Refusal<'begun'>
  | Refusal<'needs-approval'>;

/** Moves a booked slot to another time or pile, promised and quoted anew there; until it succeeds the household keeps what it has. */
export async function moveSlot(deps: Deps, actor: ActingPerson, input: MoveInput): Promise<MoveOutcome> {
  const found = await reachBooking(deps.db, actor, 'booking.change', input.bookingId);
  if (!found.ok) return found;
  return takeTime(deps, found.booking.compound_id, (trx) =>
    moveInTransaction(trx, deps, actor, found.booking, input),
  );
}

async function moveInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  { compound_id: compoundId, household_id: householdId }: BookingRow,
  input: MoveInput,
): Promise<MoveOutcome> {
  const at = deps.clock();
  const booking = await findBooking(trx, compoundId, input.bookingId);
  if (booking?.household_id !== householdId) return { ok: false, reason: 'not-found' };
  const verdict = bookingAfter(booking.status as BookingStatus, 'moved');
  if (!verdict.ok) return { ok: false, reason: 'not-now', status: booking.status };
  if (isThere(booking, input)) return { ok: true, isRepeat: true, ...promiseOf(booking) };
  if (booking.start_ms <= msFromInstant(at)) return { ok: false, reason: 'begun' };
  const placement = await judgePlacement(trx, at, placementFor(booking, input));
  if (!placement.ok) return placement;
  if (placement.place.pile.needs_approval === 1) return { ok: false, reason: 'needs-approval' };
  const { promisedWh, quote, hold, board } = placement;
  const slot = { start: msFromInstant(input.startAt), end: msFromInstant(input.endAt) };
  const window = windowColumns(slot, hold);
  await updateBooking(trx, booking, {
    pile_id: input.pileId,
    ...window,
    asked_end_at: window.end_at,
    wanted_wh: input.wantedWh ?? booking.wanted_wh,
    promised_wh: promisedWh,
    quote: JSON.stringify(quote),
    price_board_id: board.id,
  });
  await insertBookingEvent(trx, {
    compoundId,
    bookingId: booking.id,
    at,
    kind: 'moved',
    personId: actor.personId,
    detail: {
      from: { pileId: booking.pile_id, startAt: booking.start_at, endAt: booking.end_at },
      to: { pileId: input.pileId, startAt: window.start_at, endAt: window.end_at },
      promisedWh,
      totalFen: quote.totalFen,
    },
  });
  await slotFreed(trx, deps, { compoundId, pileId: booking.pile_id });
  return { ok: true, bookingId: booking.id, promisedWh, quote, isRepeat: false };
}

function placementFor(booking: BookingRow, input: MoveInput): PlacementInput {
  return {
    compoundId: booking.compound_id,
    pileId: input.pileId,
    householdId: booking.household_id,
    vehicleId: booking.vehicle_id,
    slot: { start: msFromInstant(input.startAt), end: msFromInstant(input.endAt) },
    wantedWh: input.wantedWh ?? booking.wanted_wh,
    agreedWh: input.agreedWh,
    judge: 'slot',
    except: booking,
  };
}

function isThere(booking: BookingRow, input: MoveInput): boolean {
  return (
    booking.pile_id === input.pileId &&
    booking.start_ms === msFromInstant(input.startAt) &&
    msFromInstant(booking.end_at) === msFromInstant(input.endAt) &&
    (input.wantedWh ?? booking.wanted_wh) === booking.wanted_wh
  );
}

function promiseOf(booking: BookingRow) {
  const quote = JSON.parse(booking.quote) as Quote;
  return { bookingId: booking.id, promisedWh: booking.promised_wh, quote };
}
