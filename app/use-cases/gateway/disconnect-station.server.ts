import type { StationKey } from '~/domain/gateway/station';
import type { Deps } from '~/use-cases/shared/deps';
import { releaseEpoch } from '~db/queries/stations.server';

/** Marks a station offline when its connection of `epoch` ends, unless a newer connection has replaced it. */
export async function disconnectStation(deps: Deps, station: StationKey, epoch: number): Promise<boolean> {
  const wentOffline = await releaseEpoch(deps.db, station.identity, epoch, deps.clock());
  if (!wentOffline) return false;
  deps.bus.publish('plan-needed', { compoundId: station.compoundId, cause: 'online' });
  deps.bus.publish('compound-changed', { compoundId: station.compoundId });
  return true;
}
