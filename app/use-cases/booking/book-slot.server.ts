import { announceBookings } from '~/use-cases/shared/announce-bookings';
import { type AskOutcome, bookOrRequest } from '~/use-cases/shared/book-or-request.server';
import type { AccessRefusal, ActingPerson, Deps } from '~/use-cases/shared/deps';
import { judgePlacement } from '~/use-cases/shared/place-booking.server';
import { findPlaceOf } from '~/use-cases/shared/sharing-access.server';
import { placementOf, type SlotInput } from '~/use-cases/shared/slot-input';
import { lockBookings } from '~db/queries/bookings.server';
import { isExclusionViolation } from '~db/queries/exclusion-violation.server';

export type BookSlotOutcome = AskOutcome | AccessRefusal;

/** Books a slot at a shared pile once for a submitted form, or asks its lender; a refusal names the nearest slot that is free. */
export async function bookSlot(
  deps: Deps,
  actor: ActingPerson,
  input: SlotInput & { idempotencyKey: string },
): Promise<BookSlotOutcome> {
  const access = await findPlaceOf(deps.db, actor, input);
  if (!access.ok) return access;
  const outcome = await bookOnce(deps, actor, input);
  if (outcome.ok && !outcome.isRepeat) announceBookings(deps, input.compoundId);
  return outcome;
}

async function bookOnce(
  deps: Deps,
  actor: ActingPerson,
  input: SlotInput & { idempotencyKey: string },
): Promise<AskOutcome> {
  try {
    return await deps.db.transaction().execute(async (trx) => {
      await lockBookings(trx, input.compoundId);
      return bookOrRequest(trx, deps, { ...input, personId: actor.personId });
    });
  } catch (error) {
    if (!isExclusionViolation(error)) throw error;
    const now = await judgePlacement(deps.db, deps.clock(), placementOf(input));
    return now.ok ? { ok: false, reason: 'taken', nextBest: null } : now;
  }
}
