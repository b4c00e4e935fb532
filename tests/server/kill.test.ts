import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import { removeData, startServer } from '../setup/running-server';

it('loses nothing that was answered when the process is killed during a burst of writes', async () => {
  const server = await startServer();
  const answered: string[] = [];
  let alive = true;
  const write = async (worker: number) => {
    for (let index = 0; alive; index += 1) {
      const phone = `137${String(worker).padStart(2, '0')}${String(index).padStart(6, '0')}`;
      try {
        const response = await fetch(`${server.url}/login?index`, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            origin: server.url,
            'x-forwarded-for': `10.0.${worker}.${index % 250}`,
          },
          body: `intent=request-code&phone=${phone}`,
        });
        const text = await response.text();
        if (response.status === 200 && text.includes('验证码已发送')) answered.push(phone);
      } catch {
        return;
      }
    }
  };
  const writers = Array.from({ length: 8 }, (_, worker) => write(worker));
  while (answered.length < 40) await new Promise((resolve) => setTimeout(resolve, 10));
  await server.stop('SIGKILL');
  alive = false;
  await Promise.all(writers);

  const database = new BetterSqlite3(path.join(server.dataFolder, 'linzhuang.sqlite'));
  const stored = new Set(database.prepare('select phone from login_code').pluck().all());
  const lost = answered.filter((phone) => !stored.has(phone));
  expect(lost).toEqual([]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();

  const again = await startServer({ dataFolder: server.dataFolder });
  expect((await fetch(`${again.url}/readyz`)).status).toBe(200);
  await again.stop();
  removeData(again);
}, 180_000);
