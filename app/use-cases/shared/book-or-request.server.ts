import { HOUR_MS, instantFromMs, localTimeOf, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import { insertBookingAsk } from '~db/queries/bookings.server';
import { findSharedPile } from '~db/queries/shared-piles.server';
import type { Deps } from './deps';
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
  await noteAsk(trx, deps, input, placed.ok ? 'got' : placed.reason);
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

/** What counts as having asked: a real stretch of time that lies ahead. */
async function noteAsk(trx: Trx, deps: Deps, input: SlotInput, outcome: string): Promise<void> {
  const at = deps.clock();
  const minutes = Math.round((msFromInstant(input.endAt) - msFromInstant(input.startAt)) / MINUTE_MS);
  if (!(minutes > 0) || input.startAt < at || householdsFault.has(outcome)) return;
  await insertBookingAsk(trx, {
    compoundId: input.compoundId,
    id: deps.newId('ask'),
    householdId: input.householdId,
    askedOn: localTimeOf(at).on,
    at,
    startAt: input.startAt,
    minutes,
    outcome,
  });
}

/** Refusals that say nothing of how scarce the piles are. */
const householdsFault: ReadonlySet<string> = new Set([
  'backwards',
  'not-on-grid',
  'too-short',
  'too-long',
  'past',
  'no-such-pile',
  'no-such-car',
  'car-elsewhere',
  'energy',
  'own-pile',
  'promise-changed',
]);
