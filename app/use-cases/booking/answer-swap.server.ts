import { type SwapFault, swapFault } from '~/domain/booking/judge-swap';
import { can, canSee } from '~/domain/permissions/can';
import { msFromInstant } from '~/domain/shared/local-time';
import { announceBookings } from '~/use-cases/shared/booking/announce-bookings';
import { endSwap } from '~/use-cases/shared/booking/end-swap.server';
import {
  ExchangeDoesNotFit,
  type ExchangeRefusal,
  exchangeSlots,
} from '~/use-cases/shared/booking/exchange-slots.server';
import { swappableOf } from '~/use-cases/shared/booking/swap-facts';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { type BookingRow, findBooking, lockBookings } from '~db/queries/bookings.server';
import { isExclusionViolation } from '~db/queries/exclusion-violation.server';
import { findSharedPile } from '~db/queries/shared-piles.server';
import { findSwap, findVisibleSwap, type SwapRow, wasChangedSince } from '~db/queries/swaps.server';

export interface SwapAnswer {
  swapId: string;
  answer: 'accept' | 'decline';
}

export type AnswerSwapOutcome =
  | { ok: true; answer: SwapAnswer['answer'] }
  | Refusal<'not-open', { status: string }>
  | Refusal<'too-late' | 'changed' | 'car-elsewhere'>
  | Refusal<SwapFault>
  /** It suits one of the two no longer; the reason is told where it is the own household's. */
  | Refusal<'does-not-fit', { why: ExchangeRefusal['reason'] | null }>
  | AccessRefusal;

/** Takes or declines a swap; accepted, both slots change hands at once, judged anew for the other's car. */
export async function answerSwap(
  deps: Deps,
  actor: ActingPerson,
  input: SwapAnswer,
): Promise<AnswerSwapOutcome> {
  const swap = await findVisibleSwap(deps.db, actor.grants, input.swapId);
  if (!swap) return { ok: false, reason: 'not-found' };
  const ofHousehold = (householdId: string) => ({ tenancy: swap.tenancy, householdId });
  const both = [swap.from_household_id, swap.to_household_id].map(ofHousehold);
  if (!both.some((resource) => canSee(actor, resource))) return { ok: false, reason: 'not-found' };
  const answerers = swap.status === 'asked' ? [ofHousehold(swap.to_household_id)] : both;
  if (!answerers.some((resource) => can(actor, 'booking.change', resource)))
    return { ok: false, reason: 'forbidden' };
  if (swap.status !== 'asked') return { ok: false, reason: 'not-open', status: swap.status };
  const { compound_id: compoundId } = swap;
  const outcome = await answerOnce(deps, actor, compoundId, { ...input, asked: swap.to_household_id });
  announceBookings(deps, compoundId);
  return outcome;
}

type Asked = SwapAnswer & { asked: string };

async function answerOnce(
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  input: Asked,
): Promise<AnswerSwapOutcome> {
  try {
    return await deps.db
      .transaction()
      .execute((trx) => answerInTransaction(trx, deps, actor, compoundId, input));
  } catch (error) {
    if (error instanceof ExchangeDoesNotFit) {
      const why = error.householdId === input.asked ? error.refusal.reason : null;
      return { ok: false, reason: 'does-not-fit', why };
    }
    if (isExclusionViolation(error)) return { ok: false, reason: 'car-elsewhere' };
    throw error;
  }
}

async function answerInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  { swapId, answer }: Asked,
): Promise<AnswerSwapOutcome> {
  await lockBookings(trx, compoundId);
  const swap = await findSwap(trx, compoundId, swapId);
  if (swap?.status !== 'asked') return { ok: false, reason: 'not-open', status: swap?.status ?? 'over' };
  const from = await findBooking(trx, compoundId, swap.from_booking_id);
  const to = await findBooking(trx, compoundId, swap.to_booking_id);
  if (!from || !to) return { ok: false, reason: 'not-found' };
  const households = [from.household_id, to.household_id];
  if (answer === 'decline') {
    await endSwap(trx, deps, swap, 'declined', households);
    return { ok: true, answer };
  }
  const refusal = await judgeSwap(trx, deps, swap, [from, to]);
  if (refusal) {
    await endSwap(trx, deps, swap, 'over', households);
    return refusal;
  }
  await exchangeSlots(trx, deps, [from, to], actor.personId);
  await endSwap(trx, deps, swap, 'accepted', households);
  return { ok: true, answer };
}

/** Why a swap can no longer be accepted, by its time and what became of the two slots meanwhile; null where it can. */
async function judgeSwap(
  trx: Trx,
  deps: Deps,
  swap: SwapRow,
  bookings: readonly [BookingRow, BookingRow],
): Promise<Exclude<AnswerSwapOutcome, { ok: true }> | null> {
  const now = deps.clock();
  if (swap.answer_by_at <= now) return { ok: false, reason: 'too-late' };
  const facts = [];
  for (const booking of bookings) {
    if (await wasChangedSince(trx, booking, swap.asked_at)) return { ok: false, reason: 'changed' };
    const pile = await findSharedPile(trx, booking.compound_id, booking.pile_id);
    if (!pile) return { ok: false, reason: 'changed' };
    facts.push(swappableOf(booking, pile));
  }
  const [one, other] = facts;
  const fault = one && other ? swapFault(one, other, msFromInstant(now)) : 'not-booked';
  return fault && { ok: false, reason: fault === 'not-booked' ? 'changed' : fault };
}
