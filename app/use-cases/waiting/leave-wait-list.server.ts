import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import { passOffer } from '~/use-cases/shared/booking/pass-offer.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { reachHousehold } from '~/use-cases/shared/installation/own-household.server';
import type { Trx } from '~db/client.server';
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
  return changeBookings(deps, compoundId, async (trx): Promise<LeaveOutcome> => {
    const entry = await findWaitEntry(trx, compoundId, waitId);
    if (entry?.household_id !== householdId) return { ok: false, reason: 'not-found' };
    return leaveInTransaction(trx, deps, entry, actor.personId);
  });
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
