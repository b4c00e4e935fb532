import { endsFull, occupancyChange } from '~/domain/gateway/occupancy';
import type { StationKey } from '~/domain/gateway/station';
import type { Deps } from '~/use-cases/shared/deps';
import { noteCarFull } from '~/use-cases/shared/visit/visit-record.server';
import { lockConnector, updateConnector } from '~db/queries/stations.server';

export interface StatusReport {
  connectorId: number;
  status: string;
  errorCode: string | null;
  /** When the status began; null where the station does not say. */
  statusAt: string | null;
}

/** Stores a connector's status; one that is older than the status known is ignored. Connector 0, the station as a whole, is not kept. */
export async function recordStatus(deps: Deps, station: StationKey, report: StatusReport): Promise<void> {
  if (report.connectorId <= 0) return;
  const at = deps.clock();
  const { compoundId, pileId } = station;
  const before = await deps.db.transaction().execute(async (trx) => {
    const connector = await lockConnector(trx, compoundId, pileId, report.connectorId);
    const statusAt = report.statusAt ?? at;
    const isOld = connector.status_at !== null && connector.status_at <= at && statusAt < connector.status_at;
    if (isOld) return null;
    await updateConnector(trx, compoundId, pileId, report.connectorId, {
      status: report.status,
      error_code: report.errorCode,
      status_at: statusAt,
    });
    if (endsFull(connector.status, report.status)) await noteCarFull(trx, deps, station);
    return connector;
  });
  if (!before) return;
  const cause = occupancyChange(before.status, report.status);
  if (cause) deps.bus.publish('plan-needed', { compoundId, cause });
  if (before.status !== report.status || before.error_code !== report.errorCode) {
    deps.bus.publish('compound-changed', { compoundId });
  }
}
