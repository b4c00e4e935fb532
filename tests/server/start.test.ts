import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { removeData, runToEnd, startServer } from '../setup/running-server';

/** Node versions that this machine has beside the project's own and that are too old for it. */
const oldNodes = ['/usr/local/bin/node', '/usr/bin/node', '/usr/bin/nodejs'].filter((file) => {
  if (!existsSync(file)) return false;
  const version = spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout.trim();
  return Number(/^v(\d+)/.exec(version)?.[1]) < 22;
});

function oneLine(output: string): string {
  const lines = output.split('\n').filter((line) => line && !line.includes('building the pages'));
  expect(lines, output).toHaveLength(1);
  return lines[0] ?? '';
}

/** Sends the head of a login and resolves once the server has it; the returned function sends the rest and reads the status. */
function beginLogin(url: string): Promise<() => Promise<number | undefined>> {
  const body = 'loginName=wuye&password=linzhuang-demo';
  const sent = request(`${url}/login/staff`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
      expect: '100-continue',
      origin: url,
    },
  });
  const status = new Promise<number | undefined>((resolve, reject) => {
    sent.once('response', (response) => resolve(response.resume().statusCode));
    sent.once('error', reject);
  });
  sent.flushHeaders();
  return new Promise((resolve) =>
    sent.once('continue', () =>
      resolve(() => {
        sent.end(body);
        return status;
      }),
    ),
  );
}

describe('Starting the server', () => {
  it('says in one line that the port is in use', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as { port: number };
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'linzhuang-port-'));
    const { code, output } = await runToEnd(['app/server/start.js'], {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataFolder,
      NODE_ENV: 'production',
    });
    holder.close();
    expect(code).toBe(1);
    expect(oneLine(output)).toContain(`port ${port} is already in use`);
  }, 120_000);

  it('says in one line that the data folder cannot be written', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'linzhuang-data-')), 'a-file');
    writeFileSync(file, '');
    const { code, output } = await runToEnd(['app/server/start.js'], {
      PORT: '0',
      DATA_DIR: path.join(file, 'data'),
    });
    expect(code).toBe(1);
    expect(oneLine(output)).toMatch(/data folder .* cannot be written/);
  }, 120_000);

  it('names the variable whose value is wrong', async () => {
    const { code, output } = await runToEnd(['app/server/start.js'], { PORT: 'eighty' });
    expect(code).toBe(1);
    expect(oneLine(output)).toMatch(/PORT: /);
  }, 120_000);

  it('says in one line that the data folder cannot be made, without waiting', async () => {
    const { code, output } = await runToEnd(['app/server/start.js'], {
      PORT: '0',
      DATA_DIR: '/proc/linzhuang',
    });
    expect(code).toBe(1);
    expect(oneLine(output)).toMatch(/data folder \/proc\/linzhuang cannot be written/);
  }, 30_000);

  it.skipIf(oldNodes.length === 0)(
    `says in one line that an old Node is too old${oldNodes.length ? '' : ' (skipped: this machine has no old Node)'}`,
    () => {
      const done = spawnSync(oldNodes[0] ?? '', ['app/server/start.js'], { encoding: 'utf8' });
      expect(done.status).toBe(1);
      expect(oneLine(done.stderr)).toContain('Node 22 or newer is needed');
    },
  );

  it('delivers nothing before it has the port: a second start on the same data leaves the codes to the first', async () => {
    const first = await startServer({ env: { ROLES: 'web' } });
    await fetch(`${first.url}/login?index`, {
      method: 'POST',
      headers: { origin: first.url },
      body: new URLSearchParams({ intent: 'request-code', phone: '13700000009' }),
    });
    const second = await runToEnd(['app/server/start.js'], {
      PORT: new URL(first.url).port,
      HOST: '127.0.0.1',
      DATA_DIR: first.dataFolder,
      NODE_ENV: 'production',
    });
    expect(second.code).toBe(1);
    const database = new BetterSqlite3(path.join(first.dataFolder, 'linzhuang.sqlite'));
    const messages = database
      .prepare("select attempts, done_at from outbox where topic = 'sms.login-code' and done_at is null")
      .all();
    database.close();
    expect(messages).toEqual([{ attempts: 0, done_at: null }]);
    await first.stop();
    removeData(first);
  }, 120_000);

  it('answers what is under way when SIGTERM comes, and takes nothing more', async () => {
    const server = await startServer();
    const logins = await Promise.all(Array.from({ length: 6 }, () => beginLogin(server.url)));
    const ended = server.stop('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await Promise.all(logins.map((finish) => finish()))).toEqual(Array(6).fill(302));
    expect(await ended).toBe(0);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    removeData(server);
  }, 120_000);

  it('starts again on the same data without seeding twice, and ends on SIGTERM with exit 0', async () => {
    const first = await startServer();
    expect(await (await fetch(`${first.url}/readyz`)).text()).toBe('ready\n');
    expect(await first.stop('SIGTERM')).toBe(0);
    const second = await startServer({ dataFolder: first.dataFolder });
    expect((await fetch(`${second.url}/healthz`)).status).toBe(200);
    expect(await second.stop('SIGTERM')).toBe(0);
    removeData(second);
  }, 180_000);
});
