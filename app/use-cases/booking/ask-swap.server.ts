import { type SwapFault, swapAnswerByMs, swapFault } from '~/domain/booking/judge-swap';
import type { HouseholdGap } from '~/domain/booking/pile-access';
import { judgeQuota, type QuotaVerdict } from '~/domain/booking/sharing-rules';
import { instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import { notifyHousehold } from '~/use-cases/shared/booking/notify-household.server';
import { reachBooking } from '~/use-cases/shared/booking/reach-booking.server';
import { loadSharingScene } from '~/use-cases/shared/booking/sharing-scene.server';
import { swappableOf } from '~/use-cases/shared/booking/swap-facts';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { type BookingRow, findBooking, listHolds, lockBookings } from '~db/queries/bookings.server';
import { findOpenSwapFrom, insertSwap } from '~db/queries/swaps.server';

export interface SwapWish {
  /** The own slot that is given. */
  bookingId: string;
  /** The slot that is wanted: who has this pile at this instant is not told. */
  pileId: string;
  at: string;
}

export type AskSwapOutcome =
  | { ok: true; swapId: string; answerByAt: string }
  | Refusal<SwapFault | HouseholdGap | 'nobody-there'>
  | Refusal<'already-asked', { answerByAt: string }>
  | Extract<QuotaVerdict, { ok: false }>
  | AccessRefusal;

/** Asks whoever holds another slot to swap it for one's own; neither learns who the other is. */
export async function askSwap(
  deps: Deps,
  actor: ActingPerson,
  { bookingId, pileId, at: wantedAt }: SwapWish,
): Promise<AskSwapOutcome> {
  const access = await reachBooking(deps.db, actor, 'booking.change', bookingId);
  if (!access.ok) return access;
  const { compound_id: compoundId } = access.booking;
  const outcome = await deps.db.transaction().execute(async (trx): Promise<AskSwapOutcome> => {
    await lockBookings(trx, compoundId);
    const own = await findBooking(trx, compoundId, bookingId);
    if (own?.household_id !== access.booking.household_id) return { ok: false, reason: 'not-found' };
    return askInTransaction(trx, deps, own, { pileId, wantedMs: msFromInstant(wantedAt) });
  });
  if (outcome.ok) {
    deps.bus.publish('compound-changed', { compoundId });
    deps.bus.publish('outbox-filled', {});
  }
  return outcome;
}

async function askInTransaction(
  trx: Trx,
  deps: Deps,
  own: BookingRow,
  { pileId, wantedMs }: { pileId: string; wantedMs: number },
): Promise<AskSwapOutcome> {
  const { compound_id: compoundId, household_id: householdId } = own;
  const asked = await findOpenSwapFrom(trx, compoundId, own.id);
  if (asked) return { ok: false, reason: 'already-asked', answerByAt: asked.answer_by_at };
  if (!Number.isFinite(wantedMs)) return { ok: false, reason: 'nobody-there' };
  const holds = await listHolds(trx, compoundId, { fromMs: wantedMs, toMs: wantedMs + 1 }, [pileId]);
  const wanted = holds.find(({ end_at }) => msFromInstant(end_at) > wantedMs);
  if (!wanted) return { ok: false, reason: 'nobody-there' };
  const nowAt = deps.clock();
  const scene = await loadSharingScene(trx, { compoundId, householdId, nowAt, exceptBookingId: own.id });
  const placeOf = (id: string) => scene.places.find(({ pile }) => pile.pile_id === id);
  const [given, got] = [placeOf(own.pile_id), placeOf(pileId)];
  if (!given || !got) return { ok: false, reason: 'nobody-there' };
  const fault = swapFault(swappableOf(own, given.pile), swappableOf(wanted, got.pile), scene.nowMs);
  if (fault) return { ok: false, reason: fault };
  if (got.gap) return { ok: false, reason: got.gap };
  const slot = { start: wanted.start_ms, end: msFromInstant(wanted.end_at) };
  const quota = judgeQuota(slot, scene.standing, scene.rules);
  if (!quota.ok) return quota;
  const answerByAt = instantFromMs(swapAnswerByMs(scene.nowMs, [own.start_ms, wanted.start_ms]));
  return store(trx, deps, { own, wanted, answerByAt });
}

async function store(
  trx: Trx,
  deps: Deps,
  { own, wanted, answerByAt }: { own: BookingRow; wanted: BookingRow; answerByAt: string },
): Promise<AskSwapOutcome> {
  const swapId = deps.newId('swap');
  await insertSwap(trx, {
    compound_id: own.compound_id,
    id: swapId,
    from_booking_id: own.id,
    to_booking_id: wanted.id,
    status: 'asked',
    asked_at: deps.clock(),
    answer_by_at: answerByAt,
  });
  await notifyHousehold(trx, deps, {
    compoundId: wanted.compound_id,
    householdId: wanted.household_id,
    kind: 'swap-asked',
    dedupeKey: `swap-asked:${swapId}`,
    facts: { swapId, startAt: own.start_at, endAt: own.end_at },
    link: '/home/shared/wait',
  });
  return { ok: true, swapId, answerByAt };
}
