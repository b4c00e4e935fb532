import type { StationKey } from '~/domain/gateway/station';
import { connectStation } from '~/use-cases/gateway/connect-station.server';
import { disconnectStation } from '~/use-cases/gateway/disconnect-station.server';
import { keepStations } from '~/use-cases/gateway/keep-stations.server';
import type { Deps } from '~/use-cases/shared/deps';
import type { Connection } from './connection';

const REPLACED = 'replaced by a newer connection';

export interface StationRegistry {
  /** Makes a connection the one of its station; the older one is closed. */
  take(connection: () => Connection, station: StationKey, isOpen: () => boolean): Promise<number>;
  /** Forgets a closed connection; only the station's newest one turns it offline. */
  drop(connection: Connection, epoch: number): void;
  find(identity: string): Connection | undefined;
  list(): Connection[];
  /** Pings all, writes that they live and closes those that another process has replaced. */
  keep(): Promise<void>;
  /** Marks every station of this process offline. */
  release(): Promise<void>;
  /** Calls that closed connections had handled. */
  readonly handledBefore: number;
}

/** The connections of this process, one a station. The epoch in the database decides between two, whichever order their events come in. */
export function createStationRegistry(
  deps: Deps,
  node: string,
  onError: (error: unknown) => void,
): StationRegistry {
  const connections = new Map<string, Connection>();
  const endings = new Set<Promise<unknown>>();
  let handledBefore = 0;

  function drop(connection: Connection, epoch: number): void {
    const { station } = connection;
    handledBefore += connection.handledCalls;
    if (connections.get(station.identity) === connection) connections.delete(station.identity);
    const ending = disconnectStation(deps, station, epoch).catch(onError);
    endings.add(ending);
    void ending.finally(() => endings.delete(ending));
  }

  return {
    async take(connection, station, isOpen) {
      const epoch = await connectStation(deps, station, node);
      const older = connections.get(station.identity);
      if ((older?.epoch ?? 0) > epoch) {
        connection().close(1008, REPLACED);
        return epoch;
      }
      connections.set(station.identity, connection());
      older?.close(1008, REPLACED);
      if (!isOpen()) drop(connection(), epoch);
      return epoch;
    },
    drop,
    find: (identity) => connections.get(identity),
    list: () => [...connections.values()],
    async keep() {
      const epochs = new Map<string, number>();
      for (const connection of connections.values()) {
        connection.checkAlive();
        if (connection.epoch !== null) epochs.set(connection.station.identity, connection.epoch);
      }
      for (const identity of await keepStations(deps, node, epochs)) {
        const connection = connections.get(identity);
        if (connection && connection.epoch === epochs.get(identity)) connection.close(1008, REPLACED);
      }
    },
    async release() {
      for (const connection of connections.values()) {
        if (connection.epoch === null) continue;
        await disconnectStation(deps, connection.station, connection.epoch).catch(onError);
      }
      await Promise.allSettled([...endings]);
    },
    get handledBefore() {
      return handledBefore;
    },
  };
}
