import { expect, it } from 'vitest';
import { authoriseTag } from '~/use-cases/gateway/authorise-tag.server';
import { connectStation } from '~/use-cases/gateway/connect-station.server';
import { disconnectStation } from '~/use-cases/gateway/disconnect-station.server';
import { keepStations } from '~/use-cases/gateway/keep-stations.server';
import { recordBoot } from '~/use-cases/gateway/record-boot.server';
import { recordStatus } from '~/use-cases/gateway/record-status.server';
import { makeDeps } from '../../factories/deps';
import { makeStation } from '../../factories/station';
import { describeOnBothDatabases } from '../../setup/database';

const NOW = '2026-11-20T12:00:00.000Z';

describeOnBothDatabases('stations', (database) => {
  const make = async () => ({ ...(await makeStation(database.db)), deps: makeDeps(database.db, NOW) });
  const stationRow = (identity: string) =>
    database.db
      .selectFrom('ocpp_station')
      .selectAll()
      .where('identity', '=', identity)
      .executeTakeFirstOrThrow();

  it('are online from their newest connection on; the late end of an older one changes nothing', async () => {
    const { station, deps } = await make();
    const first = await connectStation(deps, station, 'node-a');
    const second = await connectStation(deps, station, 'node-b');
    expect(second).toBe(first + 1);
    expect(await disconnectStation(deps, station, first)).toBe(false);
    expect(await stationRow(station.identity)).toMatchObject({ online: 1, node: 'node-b' });
    expect(await disconnectStation(deps, station, second)).toBe(true);
    expect((await stationRow(station.identity)).online).toBe(0);
  });

  it('get every connection an epoch of its own when many come at once', async () => {
    const { station, deps } = await make();
    const epochs = await Promise.all([1, 2, 3, 4, 5].map(() => connectStation(deps, station, 'node')));
    expect(new Set(epochs).size).toBe(5);
  });

  it('tell a node which of its connections another node has replaced', async () => {
    const { station, deps } = await make();
    const { station: kept } = await make();
    const epoch = await connectStation(deps, station, 'node-a');
    const keptEpoch = await connectStation(deps, kept, 'node-a');
    await connectStation(deps, station, 'node-b');
    deps.setNow('2026-11-20T12:01:00.000Z');
    const connections = new Map([
      [station.identity, epoch],
      [kept.identity, keptEpoch],
    ]);
    expect(await keepStations(deps, 'node-a', connections)).toEqual([station.identity]);
    expect((await stationRow(kept.identity)).last_seen_at).toBe('2026-11-20T12:01:00.000Z');
  });

  it('go offline a quarter of an hour after their node has died', async () => {
    const { station, deps } = await make();
    await connectStation(deps, station, 'dead-node');
    deps.setNow('2026-11-20T12:10:00.000Z');
    await keepStations(deps, 'node-a', new Map());
    expect((await stationRow(station.identity)).online).toBe(1);
    deps.setNow('2026-11-20T12:16:00.000Z');
    await keepStations(deps, 'node-a', new Map());
    expect((await stationRow(station.identity)).online).toBe(0);
  });

  it('store what they say of themselves at boot and are sent their safe limit', async () => {
    const { station, deps } = await make();
    await recordBoot(
      deps,
      station,
      { vendor: 'V', model: 'M', firmware: '1.2' },
      { probeCapabilities: true, installFallback: true },
    );
    const pile = await database.db
      .selectFrom('pile')
      .selectAll()
      .where('id', '=', station.pileId)
      .executeTakeFirstOrThrow();
    expect(pile).toMatchObject({ vendor: 'V', model: 'M', firmware: '1.2' });
    const commands = await database.db
      .selectFrom('ocpp_command')
      .selectAll()
      .where('pile_id', '=', station.pileId)
      .orderBy('queue_seq')
      .execute();
    expect(commands.map(({ action }) => action)).toEqual(['GetConfiguration', 'SetChargingProfile']);
    expect(JSON.parse(commands[1]?.payload ?? '')).toEqual({ kind: 'fallback-limit', limitKw: 1.4 });
    expect(deps.published.some(({ topic }) => topic === 'command-queued')).toBe(true);
  });

  it('are asked nothing at boot when that is switched off', async () => {
    const { station, deps } = await make();
    await recordBoot(
      deps,
      station,
      { vendor: 'V', model: 'M', firmware: null },
      { probeCapabilities: false, installFallback: false },
    );
    expect(
      await database.db
        .selectFrom('ocpp_command')
        .select('id')
        .where('pile_id', '=', station.pileId)
        .execute(),
    ).toEqual([]);
  });

  it('ask for a plan when a car comes and when it goes', async () => {
    const { station, deps } = await make();
    const causes = () =>
      deps.published.filter(({ topic }) => topic === 'plan-needed').map(({ message }) => message);
    const report = (status: string, statusAt: string | null = null) =>
      recordStatus(deps, station, { connectorId: 1, status, errorCode: null, statusAt });
    await report('Preparing');
    await report('Charging');
    await report('Available');
    expect(causes()).toEqual([
      { compoundId: station.compoundId, cause: 'plug' },
      { compoundId: station.compoundId, cause: 'unplug' },
    ]);
  });

  it('keep the newer status when an older one arrives late, and none of connector 0', async () => {
    const { station, deps } = await make();
    const report = (connectorId: number, status: string, statusAt: string) =>
      recordStatus(deps, station, { connectorId, status, errorCode: 'GroundFailure', statusAt });
    await report(1, 'Charging', '2026-11-20T11:59:00.000Z');
    await report(1, 'Available', '2026-11-20T11:58:00.000Z');
    await report(0, 'Faulted', '2026-11-20T11:59:30.000Z');
    await report(2, 'Faulted', '2026-11-20T11:59:30.000Z');
    const rows = await database.db
      .selectFrom('connector')
      .select(['connector_id', 'status', 'error_code'])
      .where('pile_id', '=', station.pileId)
      .orderBy('connector_id')
      .execute();
    expect(rows).toEqual([
      { connector_id: 1, status: 'Charging', error_code: 'GroundFailure' },
      { connector_id: 2, status: 'Faulted', error_code: 'GroundFailure' },
    ]);
  });

  it('authorise the tag of their household and no other', async () => {
    const { station, deps } = await make();
    const { station: other } = await make();
    expect(await authoriseTag(deps, station, station.idTag)).toBe('Accepted');
    expect(await authoriseTag(deps, station, other.idTag)).toBe('Invalid');
    expect(await authoriseTag(deps, station, '')).toBe('Invalid');
  });
});
