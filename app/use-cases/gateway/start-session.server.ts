import { judgeTag, type TagStatus } from '~/domain/gateway/judge-tag';
import type { StationKey } from '~/domain/gateway/station';
import type { Deps } from '~/use-cases/shared/deps';
import { ownerPluggedIn } from '~/use-cases/shared/sharing/owner-first.server';
import { openTagVisit, type TagVisit } from '~/use-cases/shared/visit/tag-visit.server';
import { saveVisitBill } from '~/use-cases/shared/visit/visit-bill.server';
import { tieSession } from '~/use-cases/shared/visit/visit-record.server';
import type { Trx } from '~db/client.server';
import { nextNumber } from '~db/queries/counter.server';
import {
  findEndWithoutStart,
  findLaterStart,
  findSessionByMeaning,
  insertSession,
  type SessionRow,
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
  const { isNew, told, ...started } = await deps.db
    .transaction()
    .execute((trx) => startInTransaction(trx, deps, station, start));
  if (told) deps.bus.publish('outbox-filled', {});
  if (isNew) {
    deps.bus.publish('plan-needed', { compoundId: station.compoundId, cause: 'plug' });
    deps.bus.publish('compound-changed', { compoundId: station.compoundId });
  }
  return started;
}

async function startInTransaction(
  trx: Trx,
  deps: Deps,
  station: StationKey,
  start: SessionStart,
): Promise<StartedSession & { isNew: boolean; told: boolean }> {
  const { compoundId, pileId } = station;
  await lockConnector(trx, compoundId, pileId, start.connectorId);
  const access = await getTagAccess(trx, station, start.idTag);
  const meaning: StartMeaning = { compoundId, pileId, ...start };
  const known = await findSessionByMeaning(trx, meaning);
  if (known) {
    const status = known.household_id ? 'Accepted' : refusalOf(access);
    return { transactionId: known.transaction_id, status, isNew: false, told: false };
  }
  const end = await findEndWithoutStart(trx, meaning);
  const visit = await openTagVisit(
    trx,
    deps,
    { compoundId, pileId, ...access },
    { startedAt: start.startedAt, isOver: end !== undefined, key: keyOf(start, pileId) },
  );
  const transactionId = await storeStart(trx, deps, station, start, { visit, access, end });
  const session = { compoundId, pileId, transactionId };
  const told = await settleVisit(trx, deps, session, visit, end !== undefined);
  return { transactionId, status: visit.status, isNew: true, told };
}

type TagAccess = Awaited<ReturnType<typeof getTagAccess>>;

/** What a start that was refused is told again: never more than the first time. */
function refusalOf({ tag, pile }: TagAccess): TagStatus {
  const status = judgeTag(tag, pile);
  return status === 'Accepted' ? 'Blocked' : status;
}

/** The same start makes the same walk-up. */
function keyOf({ connectorId, idTag, meterStartWh, startedAt }: SessionStart, pileId: string): string {
  return `plug:${pileId}:${connectorId}:${idTag}:${meterStartWh}:${startedAt}`;
}

async function storeStart(
  trx: Trx,
  deps: Deps,
  station: StationKey,
  start: SessionStart,
  { visit, access, end }: { visit: TagVisit; access: TagAccess; end: SessionRow | undefined },
): Promise<number> {
  const { compoundId, pileId } = station;
  const meaning: StartMeaning = { compoundId, pileId, ...start };
  const isOwned = access.tag && visit.status === 'Accepted';
  const began = {
    household_id: isOwned ? access.tag!.householdId : null,
    vehicle_id: isOwned ? (access.tag!.vehicleId ?? visit.booking?.vehicle_id ?? null) : null,
    connector_id: start.connectorId,
    id_tag: start.idTag,
    started_at: start.startedAt,
    meter_start_wh: start.meterStartWh,
  };
  if (end) {
    await updateSession(trx, station, end.transaction_id, { ...began, start_known: 1 });
    return end.transaction_id;
  }
  const at = deps.clock();
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
  return transactionId;
}

/** Ties the session to its booking; where the owner of a lent pile has come, the guests' slots give way and they are told. */
async function settleVisit(
  trx: Trx,
  deps: Deps,
  session: { compoundId: string; pileId: string; transactionId: number },
  visit: TagVisit,
  isOver: boolean,
): Promise<boolean> {
  const { booking, ownerAtLent } = visit;
  if (ownerAtLent) return (await ownerPluggedIn(trx, deps, session)).length > 0;
  if (!booking || visit.status !== 'Accepted') return false;
  await tieSession(trx, deps, booking, session.transactionId);
  if (isOver) await saveVisitBill(trx, deps, booking);
  return false;
}
