import { can, canSee } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { queueRemoteStop } from '~/use-cases/shared/visit/remote-stop.server';
import { listRunningSessions } from '~db/queries/sessions.server';
import { findSharedPileByCode } from '~db/queries/shared-piles.server';

export type StopOutcome =
  | { ok: true; isRepeat: boolean }
  | AccessRefusal
  | Refusal<'offline' | 'nothing-running'>;

/** Ends the household's own session at a shared pile. */
export async function stopCharging(
  deps: Deps,
  actor: ActingPerson,
  { code, householdId }: { code: string; householdId: string },
): Promise<StopOutcome> {
  const pile = await findSharedPileByCode(deps.db, code);
  const resource = pile && { tenancy: pile.tenancy, householdId };
  if (!pile || !resource || !canSee(actor, resource)) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'booking.make', resource)) return { ok: false, reason: 'forbidden' };
  if (pile.online !== 1 || !pile.identity) return { ok: false, reason: 'offline' };
  const { identity } = pile;
  const outcome = await deps.db.transaction().execute(async (trx): Promise<StopOutcome> => {
    const running = await listRunningSessions(trx, { compoundId: pile.compound_id, pileId: pile.pile_id });
    const own = running.find((session) => session.household_id === householdId);
    if (!own) return { ok: false, reason: 'nothing-running' };
    return { ok: true, isRepeat: !(await queueRemoteStop(trx, deps, own, 'scan')) };
  });
  if (outcome.ok && !outcome.isRepeat) deps.bus.publish('command-queued', { identity });
  return outcome;
}
