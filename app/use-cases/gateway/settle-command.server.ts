import { capabilitiesFrom } from '~/domain/gateway/capabilities';
import type { Deps } from '~/use-cases/shared/deps';
import { type CommandRow, markAnswered } from '~db/queries/commands.server';
import { updatePileCapabilities } from '~db/queries/stations.server';

export type CommandResult = { state: 'confirmed' | 'rejected' | 'timeout'; answer: unknown };

/** Stores what a pile answered to a command; a GetConfiguration answer also tells its capabilities. False where it was answered before. */
export async function settleCommand(
  deps: Deps,
  command: CommandRow,
  { state, answer }: CommandResult,
): Promise<boolean> {
  const settled = await deps.db.transaction().execute(async (trx) => {
    if (!(await markAnswered(trx, command, state, answer, deps.clock()))) return false;
    if (command.action !== 'GetConfiguration' || state !== 'confirmed') return true;
    const { rateUnit, stackLevel } = capabilitiesFrom(answer);
    const capabilities = {
      ...(rateUnit && { rate_unit: rateUnit }),
      ...(stackLevel && { stack_level: stackLevel }),
    };
    if (Object.keys(capabilities).length > 0) {
      await updatePileCapabilities(trx, command.compound_id, command.pile_id, capabilities);
    }
    return true;
  });
  if (!settled) return false;
  deps.bus.publish('command-answered', { compoundId: command.compound_id, commandId: command.id });
  deps.bus.publish('compound-changed', { compoundId: command.compound_id });
  return true;
}
