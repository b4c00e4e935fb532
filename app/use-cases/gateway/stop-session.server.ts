import { judgeTag, type TagStatus } from '~/domain/gateway/judge-tag';
import { beginRegisterOf, type MeterSample } from '~/domain/gateway/meter-sample';
import type { StationKey } from '~/domain/gateway/station';
import type { Deps } from '~/use-cases/shared/deps';
import { noteSessionEnd } from '~/use-cases/shared/visit/visit-record.server';
import type { Trx } from '~db/client.server';
import { nextNumber } from '~db/queries/counter.server';
import { insertSamples, updateMeasuredPower } from '~db/queries/meter-values.server';
import {
  findSession,
  findSessionByEnd,
  insertSession,
  listRunningSessions,
  type SessionRow,
  SUPERSEDED,
  updateSession,
} from '~db/queries/sessions.server';
import { findSharedPile } from '~db/queries/shared-piles.server';
import { getTagAccess, lockConnector } from '~db/queries/stations.server';

export interface SessionEnd {
  /** Null where the station never learnt it. */
  transactionId: number | null;
  /** Null where the station does not say who stopped. */
  idTag: string | null;
  /** Null where it cannot be read: the last reading stands. */
  meterStopWh: number | null;
  endedAt: string;
  reason: string;
  samples: readonly MeterSample[];
}

export interface StoppedSession {
  transactionId: number;
  status: TagStatus | null;
}

/** Closes the session of a StopTransaction once; an end without a known start becomes a closed session of its own (OCPP 1.6 §4.10). */
export async function stopSession(deps: Deps, station: StationKey, end: SessionEnd): Promise<StoppedSession> {
  const { isNew, ...stopped } = await deps.db
    .transaction()
    .execute((trx) => stopInTransaction(trx, deps, station, end));
  if (isNew) {
    deps.bus.publish('plan-needed', { compoundId: station.compoundId, cause: 'unplug' });
    deps.bus.publish('compound-changed', { compoundId: station.compoundId });
  }
  return stopped;
}

async function stopInTransaction(trx: Trx, deps: Deps, station: StationKey, end: SessionEnd) {
  const at = deps.clock();
  const status = end.idTag === null ? null : await statusOfStop(trx, station, end.idTag);
  const connector = await lockConnector(trx, station.compoundId, station.pileId, 1);
  const session = await findSessionOfEnd(trx, station, end);
  const stays = session?.ended_at != null && session.stop_reason !== SUPERSEDED;
  let transactionId: number;
  let connectorId = session?.connector_id ?? 1;
  if (session) {
    transactionId = session.transaction_id;
    if (!stays) await closeSession(trx, station, session, end);
  } else {
    ({ transactionId, connectorId } = await insertEnd(trx, station, end, at));
  }
  const { compoundId, pileId } = station;
  await insertSamples(trx, [{ compoundId, pileId, connectorId, transactionId, samples: end.samples }]);
  if (!stays)
    await updateMeasuredPower(trx, [{ compoundId, pileId, connectorId, kw: 0, at: end.endedAt }], at);
  if (!stays || end.samples.length > 0) {
    const { status: connectorStatus } = connector;
    await noteSessionEnd(trx, deps, { compoundId, transactionId, connectorStatus, reason: end.reason });
  }
  return { transactionId, status, isNew: !stays };
}

/** Whoever may charge may stop; whose slot it is does not matter. */
async function statusOfStop(trx: Trx, station: StationKey, idTag: string): Promise<TagStatus> {
  const { tag, pile } = await getTagAccess(trx, station, idTag);
  const shared = await findSharedPile(trx, station.compoundId, station.pileId);
  return judgeTag(tag, pile, shared && { kind: 'common', hasSlot: true, canWalkUp: false });
}

/** The session by its number, by the same end told before, or by being the only one that this end fits. */
async function findSessionOfEnd(
  trx: Trx,
  station: StationKey,
  end: SessionEnd,
): Promise<SessionRow | undefined> {
  const named = end.transactionId === null ? undefined : await findSession(trx, station, end.transactionId);
  if (named) return named;
  const told =
    end.meterStopWh === null ? undefined : await findSessionByEnd(trx, station, end.endedAt, end.meterStopWh);
  if (told || end.transactionId !== null) return told;
  const fitting = (await listRunningSessions(trx, station)).filter(
    (session) =>
      session.started_at <= end.endedAt &&
      session.meter_start_wh <= (end.meterStopWh ?? Number.POSITIVE_INFINITY) &&
      (end.idTag === null || session.id_tag.toUpperCase() === end.idTag.toUpperCase()),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

async function closeSession(
  trx: Trx,
  station: StationKey,
  session: SessionRow,
  end: SessionEnd,
): Promise<void> {
  const meterStopWh = end.meterStopWh ?? session.last_meter_wh;
  await updateSession(trx, station, session.transaction_id, {
    ended_at: end.endedAt,
    meter_stop_wh: meterStopWh,
    stop_reason: end.reason,
    last_meter_wh: meterStopWh,
    last_meter_at: end.endedAt,
  });
}

async function insertEnd(trx: Trx, station: StationKey, end: SessionEnd, at: string) {
  const begin = beginRegisterOf(end.samples);
  const meterStopWh = end.meterStopWh ?? begin?.registerWh ?? 0;
  const transactionId = await nextNumber(trx, 'ocpp-transaction');
  const connectorId = 1;
  await insertSession(trx, {
    compound_id: station.compoundId,
    transaction_id: transactionId,
    pile_id: station.pileId,
    connector_id: connectorId,
    id_tag: end.idTag ?? '',
    household_id: null,
    vehicle_id: null,
    started_at: begin?.at ?? end.endedAt,
    meter_start_wh: begin?.registerWh ?? meterStopWh,
    last_meter_wh: meterStopWh,
    last_meter_at: end.endedAt,
    ended_at: end.endedAt,
    meter_stop_wh: meterStopWh,
    stop_reason: end.reason,
    start_known: 0,
    received_at: at,
  });
  return { transactionId, connectorId };
}
