import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { OpenDatabase } from '~db/client.server';
import { makeStation } from '../factories/station';
import { openTestSqlite } from '../setup/database';
import { basic, eventually, RawStation, type RunningGateway, startGateway } from './harness';

describe('stations that misbehave', () => {
  let opened: OpenDatabase;
  let running: RunningGateway;

  beforeAll(async () => {
    opened = await openTestSqlite();
    running = await startGateway(opened.db);
  });
  afterAll(async () => {
    await running.stop();
    await opened.close();
  });
  const station = async () => (await makeStation(opened.db)).station;
  const row = (identity: string) =>
    opened.db
      .selectFrom('ocpp_station')
      .selectAll()
      .where('identity', '=', identity)
      .executeTakeFirstOrThrow();

  it('are cut when they send 20 MB, and the others go on', async () => {
    const [large, other] = [await station(), await station()];
    const bystander = await RawStation.connect(running.url, other);
    const raw = await RawStation.connect(running.url, large);
    const closed = raw.closed();
    raw.send(`[2,"big","Heartbeat",{"x":"${'y'.repeat(20_000_000)}"}]`);
    expect([1006, 1009]).toContain(await closed);
    expect(await bystander.ask('Heartbeat', {})).toHaveProperty('currentTime');
    bystander.close();
  });

  it('are cut when a text frame is not UTF-8', async () => {
    const raw = await RawStation.connect(running.url, await station());
    const closed = raw.closed();
    raw.ws.send(Buffer.from([0x5b, 0xff, 0xfe]), { binary: false });
    expect(await closed).toBe(1007);
  });

  it('are cut after fifty malformed frames in a row', async () => {
    const raw = await RawStation.connect(running.url, await station());
    const closed = raw.closed();
    for (let count = 0; count < 60; count += 1) raw.send('{');
    expect(await closed).toBe(1008);
  });

  it('are answered one after another however many calls they send at once, and held back meanwhile', async () => {
    const raw = await RawStation.connect(running.url, await station());
    for (let count = 0; count < 2000; count += 1) raw.send([2, `q${count}`, 'Heartbeat', {}]);
    await raw.next((frame) => frame[1] === 'q1999');
    expect(raw.frames.map((frame) => frame[1])).toEqual(
      Array.from({ length: 2000 }, (_, index) => `q${index}`),
    );
    raw.close();
  });

  it('are cut when they answer no ping', async () => {
    const quick = await startGateway(opened.db, { pingIntervalMs: 40 });
    const silent = await station();
    const ws = new WebSocket(`${quick.url}/${silent.identity}`, ['ocpp1.6'], {
      autoPong: false,
      headers: { authorization: basic(silent.identity, silent.password) },
    });
    await once(ws, 'open');
    await once(ws, 'close');
    await eventually(async () => (await row(silent.identity)).online === 0);
    await quick.stop();
  });

  it('have their older socket replaced; its late close leaves the newer one online', async () => {
    const twice = await station();
    const first = await RawStation.connect(running.url, twice);
    await first.ask('Heartbeat', {});
    const firstClosed = first.closed();
    const second = await RawStation.connect(running.url, twice);
    expect(await second.ask('Heartbeat', {})).toHaveProperty('currentTime');
    expect(await firstClosed).toBe(1008);
    await new Promise((done) => setTimeout(done, 100));
    expect(await row(twice.identity)).toMatchObject({ online: 1, epoch: 2 });
    const secondClosed = second.closed();
    second.close();
    await secondClosed;
    await eventually(async () => (await row(twice.identity)).online === 0);
  });

  it('that are connected to two nodes keep the newer connection', async () => {
    const twice = await station();
    const otherNode = await startGateway(opened.db, { pingIntervalMs: 50 });
    const old = await RawStation.connect(otherNode.url, twice);
    await old.ask('Heartbeat', {});
    const oldClosed = old.closed();
    const newer = await RawStation.connect(running.url, twice);
    await newer.ask('Heartbeat', {});
    expect(await oldClosed).toBe(1008);
    expect((await row(twice.identity)).online).toBe(1);
    newer.close();
    await otherNode.stop();
  });

  it('leave exactly one connection when they reconnect many times at once', async () => {
    const flapping = await station();
    const sockets = await Promise.all(
      Array.from({ length: 12 }, () => RawStation.connect(running.url, flapping)),
    );
    await eventually(() => sockets.filter(({ ws }) => ws.readyState === WebSocket.OPEN).length === 1);
    const alive = sockets.find(({ ws }) => ws.readyState === WebSocket.OPEN);
    expect(await alive?.ask('Heartbeat', {})).toHaveProperty('currentTime');
    expect(await row(flapping.identity)).toMatchObject({ online: 1, epoch: 12 });
    alive?.close();
  });
});
