import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type RunningServer, removeData, startServer } from '../setup/running-server';

let server: RunningServer;

beforeAll(async () => {
  const base = inject('postgresUrl');
  const name = `whole_${process.pid}`;
  const client = new pg.Client({ connectionString: `${base}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  server = await startServer({ env: { DATABASE_URL: `${base}/${name}` } });
}, 180_000);
afterAll(async () => {
  await server.stop();
  removeData(server);
});

describe('The whole product on PostgreSQL', () => {
  it('migrates, seeds, signs staff in and shows them their cases', async () => {
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    const login = await fetch(`${server.url}/login/staff`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.url },
      body: 'loginName=wuye&password=linzhuang-demo',
    });
    expect(login.status).toBe(302);
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
    const inbox = await (await fetch(`${server.url}/property`, { headers: { cookie } })).text();
    expect(inbox).toMatch(/BZ-\d{8}-\d{4}-[\dX]/);
  });

  it('ends on SIGTERM with exit 0', async () => {
    expect(await server.stop('SIGTERM')).toBe(0);
  });
});
