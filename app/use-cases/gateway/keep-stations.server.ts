import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { Deps } from '~/use-cases/shared/deps';
import { releaseAbandoned, touchStations } from '~db/queries/stations.server';

const ABANDONED_AFTER_MS = 15 * MINUTE_MS;
const CLOCK_TOLERANCE_MS = MINUTE_MS;

/** Says that this node's connections live and marks offline what a dead node left; returns the connections that another node has replaced. */
export async function keepStations(
  deps: Deps,
  node: string,
  connections: ReadonlyMap<string, number>,
): Promise<string[]> {
  const at = deps.clock();
  const owned = await touchStations(deps.db, node, [...connections.keys()], at);
  const epochs = new Map(owned.map((station) => [station.identity, station.epoch]));
  const nowMs = msFromInstant(at);
  const abandoned = await releaseAbandoned(
    deps.db,
    node,
    instantFromMs(nowMs - ABANDONED_AFTER_MS),
    instantFromMs(nowMs + CLOCK_TOLERANCE_MS),
  );
  for (const compoundId of new Set(abandoned.map((station) => station.compound_id))) {
    deps.bus.publish('compound-changed', { compoundId });
  }
  return [...connections].filter(([identity, epoch]) => epochs.get(identity) !== epoch).map(([id]) => id);
}
