import { type CommandResult, settleCommand } from '~/use-cases/gateway/settle-command.server';
import { type PrepareCommand, takeCommand } from '~/use-cases/gateway/take-command.server';
import type { Deps } from '~/use-cases/shared/deps';
import type { CommandRow } from '~db/queries/commands.server';
import type { Connection } from '../connection';
import type { CallAnswer } from '../outbound-calls';

export interface CommandRunner {
  /** Sends what waits for the station of this connection, one command after another. */
  run(connection: Connection): void;
}

export function createCommandRunner(
  deps: Deps,
  prepare: PrepareCommand,
  onError: (error: unknown) => void,
): CommandRunner {
  const busy = new Set<Connection>();
  const asked = new Set<Connection>();

  async function sendAll(connection: Connection): Promise<void> {
    while (connection.isReady) {
      asked.delete(connection);
      const taken = await takeCommand(deps, connection.station, prepare);
      if (!taken && asked.has(connection)) continue;
      if (!taken) return;
      const { command, payload } = taken;
      const answer = await connection.call(command.action, payload, (late) => {
        void settleCommand(deps, command, resultOf(command, late)).catch(onError);
      });
      await settleCommand(deps, command, resultOf(command, answer));
    }
  }

  return {
    run(connection) {
      asked.add(connection);
      if (busy.has(connection)) return;
      busy.add(connection);
      sendAll(connection)
        .catch(onError)
        .finally(() => {
          busy.delete(connection);
          asked.delete(connection);
        });
    },
  };
}

/** What an answer means for its command: an accepted one is confirmed; a clearing that found nothing to clear did its work too. */
export function resultOf(command: Pick<CommandRow, 'action'>, answer: CallAnswer): CommandResult {
  if (answer.kind === 'timeout') return { state: 'timeout', answer: { reason: 'no-answer' } };
  if (answer.kind === 'closed') return { state: 'timeout', answer: { reason: 'connection-lost' } };
  if (answer.kind === 'error') {
    return {
      state: 'rejected',
      answer: { errorCode: answer.code, errorDescription: answer.description.slice(0, 255) },
    };
  }
  if (command.action === 'GetConfiguration') return { state: 'confirmed', answer: answer.payload };
  const status = (answer.payload as { status?: unknown } | null)?.status;
  const done =
    status === 'Accepted' ||
    (command.action === 'ClearChargingProfile' && status === 'Unknown') ||
    (command.action === 'ChangeConfiguration' && status === 'RebootRequired');
  return { state: done ? 'confirmed' : 'rejected', answer: answer.payload };
}
