import { HOUR_MS, instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import { insertBookingAsks } from '~db/queries/bookings.server';
import { findSharedPile } from '~db/queries/shared-piles.server';
import type { Deps } from '../deps';
import { asksOf } from './asks-of';
import { notifyHousehold } from './notify-household.server';
import { type Placed, type PlacementRefusal, placeBooking } from './place-booking.server';
import { placementOf, type SlotInput } from './slot-input';

/** A lender answers a request within so long, and before the slot begins. */
const ANSWER_WITHIN_MS = 12 * HOUR_MS;

export interface AskInput extends SlotInput {
  personId: string;
  idempotencyKey: string;
  seriesId?: string;
}

export type AskOutcome = (Placed & { needsApproval: boolean }) | PlacementRefusal;

/** Books a slot, or asks the pile's lender where it decides, and notes that it was asked for; the caller has locked the compound's bookings. */
export async function bookOrRequest(trx: Trx, deps: Deps, input: AskInput): Promise<AskOutcome> {
  const { compoundId, startAt, endAt, personId, idempotencyKey, seriesId } = input;
  const at = deps.clock();
  const pile = await findSharedPile(trx, compoundId, input.pileId);
  const needsApproval = pile?.needs_approval === 1;
  const answerByMs = Math.min(msFromInstant(at) + ANSWER_WITHIN_MS, msFromInstant(startAt));
  const answerByAt = needsApproval && Number.isFinite(answerByMs) ? instantFromMs(answerByMs) : null;
  const placed = await placeBooking(trx, deps, {
    ...placementOf(input),
    personId,
    idempotencyKey,
    kind: 'slot',
    as: needsApproval ? 'requested' : 'booked',
    answerByAt,
    ...(seriesId && { seriesId }),
  });
  if (placed.ok && placed.isRepeat) return { ...placed, needsApproval };
  const asks = asksOf(deps, input, placed.ok ? 'got' : placed.reason);
  if (asks.length > 0) await insertBookingAsks(trx, asks);
  if (!placed.ok) return placed;
  if (pile?.lender_household_id && answerByAt) {
    await notifyHousehold(trx, deps, {
      compoundId,
      householdId: pile.lender_household_id,
      kind: 'request-made',
      dedupeKey: `request:${placed.bookingId}`,
      facts: { bookingId: placed.bookingId, startAt, endAt, answerByAt },
      link: '/home/lend',
    });
  }
  return { ...placed, needsApproval };
}
