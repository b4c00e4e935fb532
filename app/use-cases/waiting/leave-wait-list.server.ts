import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { reachHousehold } from '~/use-cases/shared/own-household.server';
import { passOffer } from '~/use-cases/shared/pass-offer.server';
import type { Trx } from '~db/client.server';
import { lockBookings } from '~db/queries/bookings.server';
import { listOffersOfWait } from '~db/queries/offers.server';
import { findWaitEntry, updateWaitEntry, type WaitEntryRow } from '~db/queries/wait-entries.server';

export type LeaveOutcome = { ok: true } | Refusal<'already-over', { status: string }> | AccessRefusal;

/** Takes a household off the wait list; an offer that it has goes to the next. */
export async function leaveWaitList(
  deps: Deps,
  actor: ActingPerson,
  { compoundId, householdId, waitId }: { compoundId: string; householdId: string; waitId: string },
): Promise<LeaveOutcome> {
  const access = await reachHousehold(deps.db, actor, 'booking.change', { compoundId, householdId });
  if (!access.ok) return access;
  const outcome = await deps.db.transaction().execute(async (trx): Promise<LeaveOutcome> => {
    await lockBookings(trx, compoundId);
    const entry = await findWaitEntry(trx, compoundId, waitId);
    if (entry?.household_id !== householdId) return { ok: false, reason: 'not-found' };
    return leaveInTransaction(trx, deps, entry, actor.personId);
  });
  if (outcome.ok) {
    deps.bus.publish('plan-needed', { compoundId, cause: 'booking' });
    deps.bus.publish('compound-changed', { compoundId });
    deps.bus.publish('outbox-filled', {});
  }
  return outcome;
}

async function leaveInTransaction(
  trx: Trx,
  deps: Deps,
  entry: WaitEntryRow,
  personId: string,
): Promise<LeaveOutcome> {
  const { compound_id: compoundId, id: waitId, status } = entry;
  if (status === 'left') return { ok: true };
  if (status !== 'waiting' && status !== 'offered') return { ok: false, reason: 'already-over', status };
  const left = { status: 'left', ended_at: deps.clock() };
  if (status === 'waiting') {
    await updateWaitEntry(trx, entry, left);
    return { ok: true };
  }
  await updateWaitEntry(trx, entry, { ...left, passed_at: left.ended_at });
  for (const booking of await listOffersOfWait(trx, compoundId, waitId))
    await passOffer(trx, deps, booking, { event: 'declined', personId });
  return { ok: true };
}
