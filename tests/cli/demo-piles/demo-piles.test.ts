import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '~/cli/demo-piles';
import { createGateway, type Gateway } from '~/gateway/create-gateway';
import { createDemoClock } from '~/server/demo-clock';
import { mountDemoClock } from '~/server/demo-routes';
import { hashStationPassword } from '~/use-cases/shared/station-password.server';
import type { OpenDatabase } from '~db/client.server';
import { demoStations } from '~db/seed/demo-stations';
import { makeCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { addStation } from '../../factories/station';
import { eventually } from '../../gateway/harness';
import { openTestSqlite } from '../../setup/database';

const SESSIONS = `session_ID;Garage_ID;User_ID;User_type;Shared_ID;Start_plugin;Start_plugin_hour;End_plugout;End_plugout_hour;El_kWh;Duration_hours;month_plugin;weekdays_plugin;Plugin_category;Duration_category
1;G;G-1;Private;NA;21.12.2018 18:00;18;21.12.2018 19:30;19;4,0;1,5;Dec;Friday;x;x
2;G;G-2;Private;NA;21.12.2018 18:10;18;21.12.2018 19:40;19;2,0;1,5;Dec;Friday;x;x
`;

describe('the demonstration of a night', () => {
  let opened: OpenDatabase;
  let gateway: Gateway;
  let server: Server;
  let url: string;
  let folder: string;
  let out: string[];
  let complaints: string[];
  const clock = createDemoClock();

  beforeAll(async () => {
    opened = await openTestSqlite();
    const compound = await makeCompound(opened.db);
    for (const demo of demoStations.slice(0, 2)) {
      const station = await addStation(opened.db, compound, { identity: demo.identity });
      await opened.db
        .updateTable('ocpp_station')
        .set({ password_hash: hashStationPassword(demo.password) })
        .where('identity', '=', demo.identity)
        .execute();
      await opened.db
        .updateTable('id_token')
        .set({ id_tag: demo.idTag ?? '' })
        .where('id_tag', '=', station.idTag)
        .execute();
    }
    const deps = { ...makeDeps(opened.db), clock: () => new Date(clock.nowMs()).toISOString() };
    gateway = createGateway(deps);
    const app = express();
    mountDemoClock(app, clock, () => undefined);
    server = createServer(app);
    server.on('upgrade', (request, socket, head) => void gateway.handleUpgrade(request, socket, head));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ocpp`;
    folder = mkdtempSync(path.join(tmpdir(), 'demo-piles-'));
    writeFileSync(path.join(folder, 'sessions.csv'), SESSIONS);
  });
  beforeEach(() => {
    out = [];
    complaints = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
    vi.spyOn(console, 'error').mockImplementation((line: string) => void complaints.push(line));
  });
  afterEach(() => void vi.restoreAllMocks());
  afterAll(async () => {
    await gateway.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (...args: string[]) =>
    main(['--url', url, '--sessions', path.join(folder, 'sessions.csv'), ...args]);

  it('lives through the night of a session file, tells it line by line and sets the clock back', async () => {
    expect(await run('--speed', '1800')).toBe(0);
    expect(complaints).toEqual([]);
    expect(out.find((line) => line.includes('LHY-P01  plugged in'))).toMatch(
      /^1[78]:\d\d {2}LHY-P01 {2}plugged in, wants 4\.0 kWh$/,
    );
    expect(out.some((line) => line.includes('LHY-P02  limit 1.39 kW'))).toBe(true);
    expect(out.filter((line) => line.endsWith('unplugged'))).toHaveLength(2);
    expect(out.at(-1)).toMatch(/^The night is over: \d\.\d of 6\.0 kWh delivered\.$/);
    expect(Math.abs(clock.nowMs() - Date.now())).toBeLessThan(1000);
    const sessions = await opened.db.selectFrom('charging_session').selectAll().execute();
    expect(sessions.map((row) => row.stop_reason)).toEqual(['EVDisconnected', 'EVDisconnected']);
  });

  it('ends cleanly with status 0 on Ctrl-C', async () => {
    const ended = run('--speed', '60');
    await eventually(() => out.some((line) => line.endsWith('online')));
    process.emit('SIGINT');
    expect(await ended).toBe(0);
    expect(out.at(-1)).toBe('Stopped; every car was unplugged.');
    expect(Math.abs(clock.nowMs() - Date.now())).toBeLessThan(1000);
  });

  it('says in one line that no server answers', async () => {
    expect(await main(['--url', 'ws://127.0.0.1:9/ocpp'])).toBe(1);
    expect(complaints).toEqual([
      'demo-piles: no server answers at http://127.0.0.1:9; start it with "npm start"',
    ]);
  });

  it('looks for the server at the configured port', async () => {
    vi.stubEnv('PORT', '9');
    expect(await main([])).toBe(1);
    vi.unstubAllEnvs();
    expect(complaints.join()).toContain('no server answers at http://127.0.0.1:9;');
  });

  it('says what is wrong with its options', async () => {
    expect(await main(['--speed', 'fast'])).toBe(2);
    expect(await main(['--url', 'http://x'])).toBe(2);
    expect(await main(['--sessions', path.join(folder, 'none.csv')])).toBe(2);
    expect(complaints.filter((line) => line.startsWith('demo-piles: '))).toEqual([
      'demo-piles: --speed: is not a number from 1 to 3600',
      'demo-piles: --url: is not a ws:// or wss:// address',
      `demo-piles: ${path.join(folder, 'none.csv')} cannot be read (ENOENT)`,
    ]);
  });

  it('explains itself', async () => {
    expect(await main(['--help'])).toBe(0);
    expect(out.join('\n')).toContain('--speed N');
  });
});
