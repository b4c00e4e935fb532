import { judgeTag, type TagStatus } from '~/domain/gateway/judge-tag';
import type { StationKey } from '~/domain/gateway/station';
import type { Deps } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { nextNumber } from '~db/queries/counter.server';
import {
  findEndWithoutStart,
  findLaterStart,
  findSessionByMeaning,
  insertSession,
  type StartMeaning,
  SUPERSEDED,
  supersedeSessions,
  updateSession,
} from '~db/queries/sessions.server';
import { getTagAccess, lockConnector } from '~db/queries/stations.server';

export interface SessionStart {
  connectorId: number;
  idTag: string;
  meterStartWh: number;
  startedAt: string;
}

export interface StartedSession {
  /** Positive and unique; the same start gets the same number however often and in whichever message it comes. */
  transactionId: number;
  status: TagStatus;
}

/** Opens the session of a StartTransaction; a tag that may not charge gets a number all the same (OCPP 1.6 §4.8). */
export async function startSession(
  deps: Deps,
  station: StationKey,
  start: SessionStart,
): Promise<StartedSession> {
  const { isNew, ...started } = await deps.db
    .transaction()
    .execute((trx) => startInTransaction(trx, station, start, deps.clock()));
  if (isNew) {
    deps.bus.publish('plan-needed', { compoundId: station.compoundId, cause: 'plug' });
    deps.bus.publish('compound-changed', { compoundId: station.compoundId });
  }
  return started;
}

async function startInTransaction(
  trx: Trx,
  station: StationKey,
  start: SessionStart,
  at: string,
): Promise<StartedSession & { isNew: boolean }> {
  const { compoundId, pileId } = station;
  await lockConnector(trx, compoundId, pileId, start.connectorId);
  const { tag, pile } = await getTagAccess(trx, station, start.idTag);
  const status = judgeTag(tag, pile);
  const meaning: StartMeaning = { compoundId, pileId, ...start };
  const known = await findSessionByMeaning(trx, meaning);
  if (known) return { transactionId: known.transaction_id, status, isNew: false };

  const owner =
    tag && status === 'Accepted'
      ? { household_id: tag.householdId, vehicle_id: tag.vehicleId }
      : { household_id: null, vehicle_id: null };
  const began = {
    ...owner,
    connector_id: start.connectorId,
    id_tag: start.idTag,
    started_at: start.startedAt,
    meter_start_wh: start.meterStartWh,
  };
  const end = await findEndWithoutStart(trx, meaning);
  if (end) {
    await updateSession(trx, station, end.transaction_id, { ...began, start_known: 1 });
    return { transactionId: end.transaction_id, status, isNew: true };
  }
  const transactionId = await nextNumber(trx, 'ocpp-transaction');
  const later = await findLaterStart(trx, meaning, at);
  await insertSession(trx, {
    compound_id: compoundId,
    transaction_id: transactionId,
    pile_id: pileId,
    ...began,
    last_meter_wh: start.meterStartWh,
    last_meter_at: start.startedAt,
    ended_at: later?.started_at ?? null,
    meter_stop_wh: later ? Math.max(later.meter_start_wh, start.meterStartWh) : null,
    stop_reason: later ? SUPERSEDED : null,
    received_at: at,
  });
  await supersedeSessions(trx, meaning);
  return { transactionId, status, isNew: true };
}
