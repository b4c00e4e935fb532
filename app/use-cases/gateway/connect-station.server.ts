import type { StationKey } from '~/domain/gateway/station';
import type { Deps } from '~/use-cases/shared/deps';
import { timeOutSent } from '~db/queries/commands.server';
import { takeEpoch } from '~db/queries/stations.server';

/** Makes a new connection the only one of its station: takes the next epoch and times out what the earlier one was asked. */
export async function connectStation(deps: Deps, station: StationKey, node: string): Promise<number> {
  const at = deps.clock();
  const { epoch, lost } = await deps.db.transaction().execute(async (trx) => ({
    epoch: await takeEpoch(trx, station.identity, node, at),
    lost: await timeOutSent(trx, station.compoundId, station.pileId, at),
  }));
  for (const { id } of lost) {
    deps.bus.publish('command-answered', { compoundId: station.compoundId, commandId: id });
  }
  deps.bus.publish('plan-needed', { compoundId: station.compoundId, cause: 'online' });
  deps.bus.publish('compound-changed', { compoundId: station.compoundId });
  return epoch;
}
