import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '~db/client.server';
import { makeStation, type TestStation } from '../factories/station';
import { openTestSqlite } from '../setup/database';
import { basic, eventually, RawStation, type RunningGateway, startGateway, upgradeStatus } from './harness';

describe('opening a connection', () => {
  let opened: OpenDatabase;
  let running: RunningGateway;
  let station: TestStation;
  let right: string;

  beforeAll(async () => {
    opened = await openTestSqlite();
    running = await startGateway(opened.db);
    ({ station } = await makeStation(opened.db));
    right = basic(station.identity, station.password);
  });
  afterAll(async () => {
    await running.stop();
    await opened.close();
  });

  it('admits a known station with its password and 1.6 among its subprotocols', async () => {
    const status = await upgradeStatus(`${running.url}/${station.identity}`, {
      authorization: right,
      protocols: ['ocpp2.0.1', 'ocpp1.6'],
    });
    expect(status).toBe(101);
  });

  it('answers 404 to an unknown station', async () => {
    expect(await upgradeStatus(`${running.url}/NOBODY`, { authorization: basic('NOBODY', 'x') })).toBe(404);
  });

  it('answers 401 to a wrong password, another name or none', async () => {
    const url = `${running.url}/${station.identity}`;
    expect(await upgradeStatus(url, { authorization: basic(station.identity, 'wrong') })).toBe(401);
    expect(await upgradeStatus(url, { authorization: basic('OTHER', station.password) })).toBe(401);
    expect(await upgradeStatus(url, { authorization: 'Basic %%%' })).toBe(401);
    expect(await upgradeStatus(url)).toBe(401);
  });

  it('compares passwords as bytes, not as text', async () => {
    const wrongBytes = new Uint8Array([...Buffer.from(station.password), 0xff]);
    expect(
      await upgradeStatus(`${running.url}/${station.identity}`, {
        authorization: basic(station.identity, wrongBytes),
      }),
    ).toBe(401);
  });

  it('refuses with 400 a client without a subprotocol of ours', async () => {
    const url = `${running.url}/${station.identity}`;
    expect(await upgradeStatus(url, { authorization: right, protocols: ['ocpp2.0.1'] })).toBe(400);
    expect(await upgradeStatus(url, { authorization: right, protocols: [] })).toBe(400);
  });

  it('answers 400 to a path that is not UTF-8 and goes on serving', async () => {
    expect(await rawUpgrade(running.port, '/ocpp/%E0%A4%A')).toContain('400 Bad Request');
    expect(await rawUpgrade(running.port, '/ocpp/%00')).toContain('400 Bad Request');
    expect(await rawUpgrade(running.port, '/ocpp/')).toContain('400 Bad Request');
    expect(await upgradeStatus(`${running.url}/${station.identity}`, { authorization: right })).toBe(101);
  });

  it('answers 414 to an endless path', async () => {
    expect(await rawUpgrade(running.port, `/ocpp/${'x'.repeat(3000)}`)).toContain('414');
  });

  it('leaves other paths to others', async () => {
    expect(await rawUpgrade(running.port, '/elsewhere')).toBe('');
  });

  it('tolerates a colon in the identity of an older station', async () => {
    const { station: old } = await makeStation(opened.db, { identity: `OLD:${Date.now()}` });
    expect(
      await upgradeStatus(`${running.url}/${encodeURIComponent(old.identity)}`, {
        authorization: basic(old.identity, old.password),
      }),
    ).toBe(101);
  });

  it('does not admit the station of a retired pile', async () => {
    const { station: gone } = await makeStation(opened.db, { retired_at: '2026-11-02T00:00:00.000Z' });
    expect(
      await upgradeStatus(`${running.url}/${gone.identity}`, {
        authorization: basic(gone.identity, gone.password),
      }),
    ).toBe(404);
  });

  it('survives clients that vanish in the middle of the handshake', async () => {
    for (let count = 0; count < 20; count += 1) {
      const socket = connect(running.port, '127.0.0.1', () => {
        socket.write(requestFor(`/ocpp/${station.identity}`));
        socket.destroy();
      });
      socket.on('error', () => undefined);
    }
    await new Promise((done) => setTimeout(done, 100));
    expect(await upgradeStatus(`${running.url}/${station.identity}`, { authorization: right })).toBe(101);
  });
});

describe('handshake limits', () => {
  it('answer 429 to an address that comes too often, and to one that fails too often', async () => {
    const opened = await openTestSqlite();
    const { station } = await makeStation(opened.db);
    const authorization = basic(station.identity, station.password);
    const often = await startGateway(opened.db, {
      handshakes: { perAddress: 3, global: 100, failuresPerAddress: 100 },
    });
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      statuses.push(await upgradeStatus(`${often.url}/${station.identity}`, { authorization }));
    }
    expect(statuses).toEqual([101, 101, 101, 429, 429]);
    await often.stop();

    const failing = await startGateway(opened.db, {
      handshakes: { perAddress: 100, global: 100, failuresPerAddress: 2 },
    });
    await upgradeStatus(`${failing.url}/${station.identity}`);
    await upgradeStatus(`${failing.url}/NOBODY`);
    expect(await upgradeStatus(`${failing.url}/${station.identity}`, { authorization })).toBe(429);
    await failing.stop();
    await opened.close();
  });
});

describe('the end of the gateway', () => {
  it('answers what was received, closes with 1001 and marks stations offline', async () => {
    const opened = await openTestSqlite();
    const { station } = await makeStation(opened.db);
    const running = await startGateway(opened.db);
    const raw = await RawStation.connect(running.url, station);
    await raw.ask('Heartbeat', {});
    const closed = raw.closed();
    await running.gateway.close();
    expect(await closed).toBe(1001);
    const row = await opened.db
      .selectFrom('ocpp_station')
      .select('online')
      .where('identity', '=', station.identity)
      .executeTakeFirstOrThrow();
    expect(row.online).toBe(0);
    const authorization = basic(station.identity, station.password);
    expect(await upgradeStatus(`${running.url}/${station.identity}`, { authorization })).toBe(503);
    expect(running.errors).toEqual([]);
    await eventually(() => running.gateway.stats().connections === 0);
    await running.stop();
    await opened.close();
  });
});

function requestFor(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n`;
}

function rawUpgrade(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(requestFor(path)));
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
