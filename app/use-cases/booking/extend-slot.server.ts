import { type BookingStatus, bookingAfter } from '~/domain/booking/booking-life';
import { isOnGrid } from '~/domain/booking/judge-slot';
import { joinQuotes, type Quote, quoteForEnergy } from '~/domain/booking/quote';
import { busyMinutes, judgeQuota } from '~/domain/booking/sharing-rules';
import { MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { takeTime } from '~/use-cases/shared/booking/change-bookings.server';
import {
  judgePlacement,
  type Placement,
  type PlacementRefusal,
  windowColumns,
} from '~/use-cases/shared/booking/place-booking.server';
import { reachBooking } from '~/use-cases/shared/booking/reach-booking.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { type BookingRow, findBooking, insertBookingEvent, updateBooking } from '~db/queries/bookings.server';
import { findSession } from '~db/queries/sessions.server';

export interface ExtendInput {
  bookingId: string;
  /** The later end. */
  endAt: string;
  /** What the car needs in the whole slot; null for as much as before. */
  wantedWh: number | null;
  /** The promise for the whole slot that the person has seen and agreed to; null where no less than before will do. */
  agreedWh: number | null;
}

export type ExtendOutcome =
  | { ok: true; bookingId: string; promisedWh: number; quote: Quote; isRepeat: boolean }
  | PlacementRefusal
  | AccessRefusal
  | Refusal<'not-now', { status: string }>
  | Refusal<'not-later'>
  | Refusal<'needs-approval'>;

/** Lets a slot end later, also while the car charges: into time that is open and free, with the energy promised and quoted anew. */
export async function extendSlot(
  deps: Deps,
  actor: ActingPerson,
  input: ExtendInput,
): Promise<ExtendOutcome> {
  const found = await reachBooking(deps.db, actor, 'booking.change', input.bookingId);
  if (!found.ok) return found;
  return takeTime(deps, found.booking.compound_id, (trx) =>
    extendInTransaction(trx, deps, actor, found.booking, input),
  );
}

async function extendInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  { compound_id: compoundId, household_id: householdId }: BookingRow,
  input: ExtendInput,
): Promise<ExtendOutcome> {
  const at = deps.clock();
  const booking = await findBooking(trx, compoundId, input.bookingId);
  if (booking?.household_id !== householdId) return { ok: false, reason: 'not-found' };
  const { id: bookingId, wanted_wh, end_at } = booking;
  const wantedWh = input.wantedWh ?? wanted_wh;
  const before = { end: msFromInstant(end_at), quote: JSON.parse(booking.quote) as Quote };
  const verdict = bookingAfter(booking.status as BookingStatus, 'extended');
  if (!verdict.ok || before.end <= msFromInstant(at))
    return { ok: false, reason: 'not-now', status: booking.status };
  const slot = { start: booking.start_ms, end: msFromInstant(input.endAt) };
  if (slot.end === before.end && wantedWh === wanted_wh)
    return { ok: true, isRepeat: true, bookingId, promisedWh: booking.promised_wh, quote: before.quote };
  if (!(slot.end > before.end)) return { ok: false, reason: 'not-later' };
  const hadWh = await deliveredWh(trx, booking);
  const placement = await judgePlacement(trx, at, {
    compoundId,
    pileId: booking.pile_id,
    householdId: booking.household_id,
    vehicleId: booking.vehicle_id,
    slot,
    wantedWh: wantedWh - hadWh,
    agreedWh: (input.agreedWh ?? Math.min(booking.promised_wh, wantedWh)) - hadWh,
    judge: 'room',
    priceBoardId: booking.price_board_id,
    except: booking,
  });
  if (!placement.ok) return placement;
  const refusal = extensionRefusal(booking, placement, slot.end);
  if (refusal) return refusal;
  const promisedWh = hadWh + placement.promisedWh;
  const quote = joinQuotes(quoteForEnergy(before.quote, hadWh), placement.quote);
  await updateBooking(trx, booking, {
    ...windowColumns(slot, placement.hold),
    asked_end_at: input.endAt,
    wanted_wh: wantedWh,
    promised_wh: promisedWh,
    quote: JSON.stringify(quote),
  });
  await insertBookingEvent(trx, {
    compoundId,
    bookingId,
    at,
    kind: 'extended',
    personId: actor.personId,
    detail: { fromEndAt: end_at, endAt: input.endAt, promisedWh, totalFen: quote.totalFen },
  });
  return { ok: true, bookingId, promisedWh, quote, isRepeat: false };
}

/** What a longer slot must still keep to although it has been booked: the grid, the longest slot, the week's busy hours, the lender's word. */
function extensionRefusal(
  booking: BookingRow,
  { place, scene }: Placement,
  endMs: number,
): PlacementRefusal | Refusal<'needs-approval'> | null {
  const { stepMinutes, maxMinutes } = place.facts.rules;
  const slot = { start: booking.start_ms, end: endMs };
  if (!isOnGrid(endMs, stepMinutes)) return { ok: false, reason: 'not-on-grid', nextBest: null };
  if (endMs - slot.start > maxMinutes * MINUTE_MS) return { ok: false, reason: 'too-long', nextBest: null };
  if (place.pile.needs_approval === 1) return { ok: false, reason: 'needs-approval' };
  if (booking.kind !== 'slot') return null;
  const asBooked = { start: slot.start, end: msFromInstant(booking.asked_end_at) };
  if (busyMinutes(slot, scene.rules) <= busyMinutes(asBooked, scene.rules)) return null;
  const quota = judgeQuota(slot, scene.standing, scene.rules);
  return !quota.ok && quota.reason === 'busy-hours-used-up' ? { nextBest: null, ...quota } : null;
}

/** What the booking's session has had so far, Wh. */
async function deliveredWh(trx: Trx, booking: BookingRow): Promise<number> {
  if (booking.transaction_id === null) return 0;
  const key = { compoundId: booking.compound_id, pileId: booking.pile_id };
  const session = await findSession(trx, key, booking.transaction_id);
  return session ? Math.max(0, session.last_meter_wh - session.meter_start_wh) : 0;
}
