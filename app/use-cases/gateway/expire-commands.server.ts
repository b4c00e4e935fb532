import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { Deps } from '~/use-cases/shared/deps';
import { expireCommands as expireOpenCommands } from '~db/queries/commands.server';

const ANSWER_UNDER_WAY_MS = 2 * MINUTE_MS;

/** Times out the commands whose time has passed, those left by a process that is gone included. */
export async function expireCommands(deps: Deps): Promise<number> {
  const at = deps.clock();
  const expired = await expireOpenCommands(
    deps.db,
    at,
    instantFromMs(msFromInstant(at) - ANSWER_UNDER_WAY_MS),
  );
  for (const { id, compound_id } of expired) {
    deps.bus.publish('command-answered', { compoundId: compound_id, commandId: id });
  }
  return expired.length;
}
