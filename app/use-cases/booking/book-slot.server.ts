import { holdOf } from '~/domain/booking/judge-slot';
import { announceBookings } from '~/use-cases/shared/booking/announce-bookings';
import { asksOf } from '~/use-cases/shared/booking/asks-of';
import { type AskOutcome, bookOrRequest } from '~/use-cases/shared/booking/book-or-request.server';
import { judgePlacement, type PlacementRefusal } from '~/use-cases/shared/booking/place-booking.server';
import { findPlaceOf } from '~/use-cases/shared/booking/sharing-access.server';
import { placementOf, type SlotInput } from '~/use-cases/shared/booking/slot-input';
import { writeAsk } from '~/use-cases/shared/booking/write-asks.server';
import type { AccessRefusal, ActingPerson, Deps } from '~/use-cases/shared/deps';
import type { Db, Trx } from '~db/client.server';
import { findBookingByKey, isPileHeld, lockBookings } from '~db/queries/bookings.server';
import { isExclusionViolation } from '~db/queries/exclusion-violation.server';
import type { SharedPileRow } from '~db/queries/shared-piles.server';

export type BookSlotOutcome = AskOutcome | AccessRefusal;

type BookSlotInput = SlotInput & { idempotencyKey: string };

/** Books a slot at a shared pile once for a submitted form, or asks its lender; a refusal names the nearest slot that is free. */
export async function bookSlot(
  deps: Deps,
  actor: ActingPerson,
  input: BookSlotInput,
): Promise<BookSlotOutcome> {
  const access = await findPlaceOf(deps.db, actor, input);
  if (!access.ok) return access;
  const held = await isHeldByAnother(deps.db, input, access.pile);
  const outcome =
    (held && (await refuseHeld(deps, input))) || (await bookInTurn(deps, actor, input, access.pile));
  if (outcome.ok && !outcome.isRepeat) announceBookings(deps, input.compoundId);
  return outcome;
}

/** Thrown to give the turn back with nothing written. */
class HeldByAnother extends Error {}

/** The turn is kept only for what may be booked: a look comes before the judgement, and refusals are worded after the turn. */
async function bookInTurn(
  deps: Deps,
  actor: ActingPerson,
  input: BookSlotInput,
  pile: SharedPileRow,
): Promise<AskOutcome> {
  try {
    return await deps.db.transaction().execute(async (trx) => {
      await lockBookings(trx, input.compoundId);
      if (await isHeldByAnother(trx, input, pile)) throw new HeldByAnother();
      return bookOrRequest(trx, deps, { ...input, personId: actor.personId });
    });
  } catch (error) {
    if (!(error instanceof HeldByAnother) && !isExclusionViolation(error)) throw error;
    const { pileId, startAt, endAt } = input;
    const freedMeanwhile = { pileId, spaceCode: pile.space_code, startAt, endAt };
    return (await refuseHeld(deps, input)) ?? { ok: false, reason: 'taken', nextBest: freedMeanwhile };
  }
}

/** Whether the slot's time is held and not by an earlier booking of the same form. */
async function isHeldByAnother(db: Db | Trx, input: BookSlotInput, pile: SharedPileRow): Promise<boolean> {
  const { compoundId, householdId, pileId, idempotencyKey } = input;
  const hold = holdOf(placementOf(input).slot, pile.buffer_minutes);
  if (!Number.isSafeInteger(hold.start) || !Number.isSafeInteger(hold.end)) return false;
  const isHeld = await isPileHeld(db, compoundId, pileId, { fromMs: hold.start, toMs: hold.end });
  return isHeld && !(await findBookingByKey(db, compoundId, householdId, idempotencyKey));
}

/** The refusal of a slot whose time is held; null where it can be had by now. */
async function refuseHeld(deps: Deps, input: BookSlotInput): Promise<PlacementRefusal | null> {
  const placement = await deps.db
    .connection()
    .execute((db) => judgePlacement(db, deps.clock(), placementOf(input)));
  if (placement.ok) return null;
  for (const ask of asksOf(deps, input, placement.reason)) await writeAsk(deps.db, ask);
  return placement;
}
