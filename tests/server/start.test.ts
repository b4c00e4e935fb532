import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeData, runToEnd, startServer } from '../setup/running-server';

const oldNodes = ['/usr/local/bin/node', '/usr/bin/node'].filter(
  (file) => existsSync(file) && file !== process.execPath,
);

function oneLine(output: string): string {
  const lines = output.split('\n').filter((line) => line && !line.includes('building the pages'));
  expect(lines, output).toHaveLength(1);
  return lines[0] ?? '';
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

  it.skipIf(oldNodes.length === 0)('says in one line that an old Node is too old', async () => {
    const { spawnSync } = await import('node:child_process');
    const [node = ''] = oldNodes;
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
    if (Number(version.slice(1).split('.')[0]) >= 22) return;
    const done = spawnSync(node, ['app/server/start.js'], { encoding: 'utf8' });
    expect(done.status).toBe(1);
    expect(oneLine(done.stderr)).toContain('Node 22 or newer is needed');
  });

  it('answers what is under way when SIGTERM comes, and takes nothing more', async () => {
    const server = await startServer();
    const logins = Array.from({ length: 6 }, () =>
      fetch(`${server.url}/login/staff`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.url },
        body: 'loginName=wuye&password=linzhuang-demo',
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 60));
    const ended = server.stop('SIGTERM');
    expect((await Promise.all(logins)).map((response) => response.status)).toEqual(Array(6).fill(302));
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
