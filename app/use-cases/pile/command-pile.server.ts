import { can, canSee } from '~/domain/permissions/can';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { queueCommand } from '~db/queries/commands.server';
import { findVisiblePile } from '~db/queries/piles.server';
import { listRunningSessions } from '~db/queries/sessions.server';

/** How long an operator's command waits for a station before it is void. */
const GOOD_FOR_MS = 5 * MINUTE_MS;

export type PileCommand = 'stop' | 'reset';

type CommandOutcome =
  | { ok: true; commandId: string }
  | AccessRefusal
  | Refusal<'offline'>
  | Refusal<'nothing-running'>
  | Refusal<'already-queued'>;

/** Queues an operator's command to a pile that is online: end the running session, or restart softly. */
export async function commandPile(
  deps: Deps,
  actor: ActingPerson,
  input: { pileId: string; command: PileCommand; formId: string },
): Promise<CommandOutcome> {
  const pile = await findVisiblePile(deps.db, actor.grants, input.pileId);
  const resource = pile && { tenancy: pile.tenancy, householdId: pile.household_id };
  if (!pile || !resource || !canSee(actor, resource)) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'pile.operate', resource)) return { ok: false, reason: 'forbidden' };
  if (pile.online !== 1 || !pile.identity) return { ok: false, reason: 'offline' };
  const { compound_id: compoundId, id: pileId, identity } = pile;
  const at = deps.clock();
  const commandId = deps.newId('cmd');
  const outcome = await deps.db.transaction().execute(async (trx): Promise<CommandOutcome> => {
    const [running] = await listRunningSessions(trx, { compoundId, pileId });
    if (input.command === 'stop' && !running) return { ok: false, reason: 'nothing-running' };
    const queued = await queueCommand(trx, {
      id: commandId,
      compoundId,
      pileId,
      connectorId: running?.connector_id ?? 0,
      action: input.command === 'stop' ? 'RemoteStopTransaction' : 'Reset',
      idempotencyKey: `operator:${input.command}:${pileId}:${input.formId}`,
      payload: input.command === 'stop' ? { transactionId: running?.transaction_id } : { type: 'Soft' },
      limitKw: null,
      at,
      expiresAt: instantFromMs(msFromInstant(at) + GOOD_FOR_MS),
    });
    return queued ? { ok: true, commandId } : { ok: false, reason: 'already-queued' };
  });
  if (outcome.ok) deps.bus.publish('command-queued', { identity });
  return outcome;
}
