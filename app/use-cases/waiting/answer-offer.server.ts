import { bookingAfter } from '~/domain/booking/booking-life';
import { judgeQuota, type QuotaVerdict } from '~/domain/booking/sharing-rules';
import { msFromInstant } from '~/domain/shared/local-time';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import { passOffer } from '~/use-cases/shared/booking/pass-offer.server';
import { judgePlacement, type PlacementRefusal } from '~/use-cases/shared/booking/place-booking.server';
import { reachBooking } from '~/use-cases/shared/booking/reach-booking.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { type BookingRow, findBooking, insertBookingEvent, updateBooking } from '~db/queries/bookings.server';
import { clearStandingBack, findWaitEntry, updateWaitEntry } from '~db/queries/wait-entries.server';

export interface OfferAnswer {
  bookingId: string;
  answer: 'accept' | 'decline';
  /** The promise that the person has seen; null where any will do. */
  agreedWh: number | null;
}

type Answered = { ok: true; answer: OfferAnswer['answer']; promisedWh: number };

export type OfferOutcome =
  | Answered
  | Refusal<'not-open', { status: string }>
  | Refusal<'too-late', { answerByAt: string }>
  | Extract<QuotaVerdict, { ok: false }>
  | PlacementRefusal
  | AccessRefusal;

/** Takes an offered slot, judged once more, or lets it go to the next in line. */
export async function answerOffer(
  deps: Deps,
  actor: ActingPerson,
  input: OfferAnswer,
): Promise<OfferOutcome> {
  const access = await reachBooking(deps.db, actor, 'booking.change', input.bookingId);
  if (!access.ok) return access;
  const { compound_id: compoundId } = access.booking;
  return changeBookings(deps, compoundId, async (trx): Promise<OfferOutcome> => {
    const booking = await findBooking(trx, compoundId, input.bookingId);
    if (!booking) return { ok: false, reason: 'not-found' };
    return answerInTransaction(trx, deps, booking, { ...input, personId: actor.personId });
  });
}

async function answerInTransaction(
  trx: Trx,
  deps: Deps,
  booking: BookingRow,
  input: OfferAnswer & { personId: string },
): Promise<OfferOutcome> {
  const { status, promised_wh: promisedWh, answer_by_at: answerByAt } = booking;
  const { answer, personId } = input;
  const done = answer === 'accept' ? 'booked' : 'declined';
  if (booking.wait_id && status === done) return { ok: true, answer, promisedWh };
  if (status !== 'offered' || !answerByAt) return { ok: false, reason: 'not-open', status };
  if (answer === 'decline') {
    await passOffer(trx, deps, booking, { event: 'declined', personId });
    return { ok: true, answer, promisedWh };
  }
  if (answerByAt <= deps.clock()) return { ok: false, reason: 'too-late', answerByAt };
  return accept(trx, deps, booking, input);
}

async function accept(
  trx: Trx,
  deps: Deps,
  booking: BookingRow,
  { agreedWh, personId }: OfferAnswer & { personId: string },
): Promise<OfferOutcome> {
  const {
    compound_id: compoundId,
    id: bookingId,
    household_id: householdId,
    vehicle_id: vehicleId,
  } = booking;
  const after = bookingAfter('offered', 'accepted');
  if (!after.ok) return { ok: false, reason: 'not-open', status: booking.status };
  const at = deps.clock();
  const slot = { start: booking.start_ms, end: msFromInstant(booking.end_at) };
  const placement = await judgePlacement(trx, at, {
    compoundId,
    householdId,
    vehicleId,
    agreedWh,
    slot,
    pileId: booking.pile_id,
    wantedWh: booking.wanted_wh,
    judge: 'room',
    except: booking,
  });
  if (!placement.ok) return placement;
  const quota = judgeQuota(slot, placement.scene.standing, placement.scene.rules);
  if (!quota.ok) return quota;
  const { promisedWh, quote, board } = placement;
  await updateBooking(trx, booking, {
    status: after.status,
    answer_by_at: null,
    promised_wh: promisedWh,
    quote: JSON.stringify(quote),
    price_board_id: board.id,
  });
  const detail = { promisedWh, totalFen: quote.totalFen };
  await insertBookingEvent(trx, { compoundId, bookingId, at, kind: 'accepted', personId, detail });
  const entry = booking.wait_id ? await findWaitEntry(trx, compoundId, booking.wait_id) : undefined;
  if (entry) await updateWaitEntry(trx, entry, { status: 'taken', ended_at: at });
  await clearStandingBack(trx, compoundId, [householdId]);
  return { ok: true, answer: 'accept', promisedWh };
}
