import { expect, it } from 'vitest';
import { makeCompound } from '../factories/compound';
import { addStation, type TestStation } from '../factories/station';
import { describeOnBothDatabases } from '../setup/database';
import { RawStation, startGateway } from './harness';

describeOnBothDatabases('a whole city', (database) => {
  it('comes back at once: 200 stations reconnect and send their starts again, each keeps its session', async () => {
    const running = await startGateway(database.db);
    const compound = await makeCompound(database.db);
    const stations: TestStation[] = [];
    for (let count = 0; count < 200; count += 1) stations.push(await addStation(database.db, compound));
    const begin = async (one: TestStation) => {
      const raw = await RawStation.connect(running.url, one);
      const started = await raw.ask('StartTransaction', {
        connectorId: 1,
        idTag: one.idTag,
        meterStart: 0,
        timestamp: '2026-11-20T12:00:00Z',
      });
      return { raw, transactionId: started.transactionId };
    };
    const first = await Promise.all(stations.map(begin));
    for (const { raw } of first) raw.ws.terminate();
    const second = await Promise.all(stations.map(begin));
    expect(second.map(({ transactionId }) => transactionId)).toEqual(
      first.map(({ transactionId }) => transactionId),
    );
    expect(new Set(second.map(({ transactionId }) => transactionId)).size).toBe(200);
    const online = await database.db
      .selectFrom('ocpp_station')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('compound_id', '=', compound.compoundId)
      .where('online', '=', 1)
      .executeTakeFirstOrThrow();
    expect(online.count).toBe(200);
    for (const { raw } of second) raw.close();
    await running.stop();
    expect(running.errors).toEqual([]);
  });
});
