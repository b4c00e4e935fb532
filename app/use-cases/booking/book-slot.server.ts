import { HOUR_MS, instantFromMs, localTimeOf, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { AccessRefusal, ActingPerson, Deps } from '~/use-cases/shared/deps';
import { notifyHousehold } from '~/use-cases/shared/notify-household.server';
import {
  judgePlacement,
  type Placed,
  type PlacementRefusal,
  placeBooking,
} from '~/use-cases/shared/place-booking.server';
import { findPlaceOf } from '~/use-cases/shared/sharing-access.server';
import { placementOf, type SlotInput } from '~/use-cases/shared/slot-input';
import type { Trx } from '~db/client.server';
import { insertBookingAsk, lockBookings } from '~db/queries/bookings.server';
import { isExclusionViolation } from '~db/queries/exclusion-violation.server';
import type { SharedPileRow } from '~db/queries/shared-piles.server';

/** A lender answers a request within so long, and before the slot begins. */
const ANSWER_WITHIN_MS = 12 * HOUR_MS;

export type BookSlotOutcome = (Placed & { needsApproval: boolean }) | PlacementRefusal | AccessRefusal;

/** Books a slot at a shared pile once for a submitted form, or asks its lender; a refusal names the nearest slot that is free. */
export async function bookSlot(
  deps: Deps,
  actor: ActingPerson,
  input: SlotInput & { idempotencyKey: string },
): Promise<BookSlotOutcome> {
  const access = await findPlaceOf(deps.db, actor, input);
  if (!access.ok) return access;
  const outcome = await bookOnce(deps, actor, input, access.pile);
  if (outcome.ok && !outcome.isRepeat) {
    deps.bus.publish('plan-needed', { compoundId: input.compoundId, cause: 'booking' });
    deps.bus.publish('compound-changed', { compoundId: input.compoundId });
    deps.bus.publish('outbox-filled', {});
  }
  return outcome;
}

async function bookOnce(
  deps: Deps,
  actor: ActingPerson,
  input: SlotInput & { idempotencyKey: string },
  pile: SharedPileRow,
): Promise<BookSlotOutcome> {
  try {
    return await deps.db.transaction().execute((trx) => bookInTransaction(trx, deps, actor, input, pile));
  } catch (error) {
    if (!isExclusionViolation(error)) throw error;
    const now = await judgePlacement(deps.db, deps.clock(), placementOf(input));
    return now.ok ? { ok: false, reason: 'taken', nextBest: null } : now;
  }
}

async function bookInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  input: SlotInput & { idempotencyKey: string },
  pile: SharedPileRow,
): Promise<BookSlotOutcome> {
  const { compoundId, startAt, idempotencyKey } = input;
  await lockBookings(trx, compoundId);
  const at = deps.clock();
  const needsApproval = pile.needs_approval === 1;
  const answerByMs = Math.min(msFromInstant(at) + ANSWER_WITHIN_MS, msFromInstant(startAt));
  const answerByAt = needsApproval && Number.isFinite(answerByMs) ? instantFromMs(answerByMs) : null;
  const placed = await placeBooking(trx, deps, {
    ...placementOf(input),
    personId: actor.personId,
    idempotencyKey,
    kind: 'slot',
    as: needsApproval ? 'requested' : 'booked',
    answerByAt,
  });
  if (placed.ok && placed.isRepeat) return { ...placed, needsApproval };
  await noteAsk(trx, deps, input, placed.ok ? 'got' : placed.reason);
  if (!placed.ok) return placed;
  if (needsApproval && pile.lender_household_id && answerByAt) {
    await notifyHousehold(trx, deps, {
      compoundId,
      householdId: pile.lender_household_id,
      kind: 'request-made',
      dedupeKey: `request:${placed.bookingId}`,
      facts: { bookingId: placed.bookingId, startAt, endAt: input.endAt, answerByAt },
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
