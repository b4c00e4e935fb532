import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import { queueCommand } from '~db/queries/commands.server';
import type { SessionRow } from '~db/queries/sessions.server';
import type { Deps } from '../deps';

const GOOD_FOR_MS = 5 * MINUTE_MS;

/** Asks a pile to end a session; the same wish within the minute waits once. False where it waits already. */
export async function queueRemoteStop(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  session: SessionRow,
  why: 'scan' | 'slot-over',
): Promise<boolean> {
  const at = deps.clock();
  const minute = at.slice(0, 'YYYY-MM-DDThh:mm'.length);
  return queueCommand(trx, {
    id: deps.newId('cmd'),
    compoundId: session.compound_id,
    pileId: session.pile_id,
    connectorId: session.connector_id,
    action: 'RemoteStopTransaction',
    idempotencyKey:
      why === 'scan' ? `stop:${session.transaction_id}:${minute}` : `over:${session.transaction_id}`,
    payload: { transactionId: session.transaction_id },
    limitKw: null,
    at,
    expiresAt: instantFromMs(msFromInstant(at) + GOOD_FOR_MS),
  });
}
