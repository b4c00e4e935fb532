import type { StationKey } from '~/domain/gateway/station';
import type { Deps } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { type CommandRow, markAnswered, markSent, takeNextCommand } from '~db/queries/commands.server';
import { listRunningSessions } from '~db/queries/sessions.server';
import { findStation, type Station } from '~db/queries/stations.server';

export interface CommandSituation {
  pile: Station;
  runningTransactionIds: readonly number[];
  at: string;
}

/** Turns a command into the message for the pile, or says why it makes no sense now. */
export type PrepareCommand = (
  command: CommandRow,
  situation: CommandSituation,
) => { ok: true; payload: object } | { ok: false; reason: string };

export interface TakenCommand {
  command: CommandRow;
  payload: object;
}

/** Takes the next command of a station that can be sent now and marks it sent; what makes no sense any more is rejected on the way. */
export async function takeCommand(
  deps: Deps,
  station: StationKey,
  prepare: PrepareCommand,
): Promise<TakenCommand | null> {
  const { taken, refused } = await deps.db
    .transaction()
    .execute((trx) => takeInTransaction(trx, station, prepare, deps.clock()));
  for (const command of refused) {
    deps.bus.publish('command-answered', { compoundId: command.compound_id, commandId: command.id });
  }
  if (taken) deps.bus.publish('compound-changed', { compoundId: station.compoundId });
  return taken;
}

async function takeInTransaction(trx: Trx, station: StationKey, prepare: PrepareCommand, at: string) {
  const refused: CommandRow[] = [];
  for (;;) {
    const command = await takeNextCommand(trx, station.compoundId, station.pileId, at);
    if (!command) return { taken: null, refused };
    const pile = await findStation(trx, station.identity);
    if (!pile) return { taken: null, refused };
    const running = await listRunningSessions(trx, station);
    const runningTransactionIds = running.map((session) => session.transaction_id);
    const prepared = prepare(command, { pile, runningTransactionIds, at });
    if (prepared.ok) {
      if (await markSent(trx, command, at)) return { taken: { command, payload: prepared.payload }, refused };
    } else {
      await markAnswered(trx, command, 'rejected', { reason: prepared.reason }, at);
      refused.push(command);
    }
  }
}
