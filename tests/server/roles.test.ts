import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { startChargePoint } from '~/cli/demo-piles/charge-point';
import type { ChargePoint } from '~/cli/demo-piles/charge-point-shape';
import { stationOf } from '~db/seed/demo-stations';
import { type RunningServer, removeData, startServer } from '../setup/running-server';
import { signIn } from '../setup/sign-in';

const running: Partial<Record<'web' | 'gateway' | 'worker', RunningServer>> = {};
let database: pg.Client;
let pile: ChargePoint | undefined;

beforeAll(async () => {
  const base = inject('postgresUrl');
  const name = `roles_${process.pid}`;
  const client = new pg.Client({ connectionString: `${base}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  for (const role of ['web', 'gateway', 'worker'] as const) {
    running[role] = await startServer({ env: { DATABASE_URL: `${base}/${name}`, ROLES: role } });
  }
  database = new pg.Client({ connectionString: `${base}/${name}` });
  await database.connect();
}, 240_000);
afterAll(async () => {
  await pile?.close();
  await database?.end();
  for (const server of Object.values(running)) {
    await server.stop();
    removeData(server);
  }
});

const urlOf = (role: keyof typeof running) => running[role]?.url ?? '';

describe('Processes of one role each, on one PostgreSQL', () => {
  it('each says that it is ready, and only the web role serves pages', async () => {
    for (const role of ['web', 'gateway', 'worker'] as const) {
      expect((await fetch(`${urlOf(role)}/readyz`)).status, role).toBe(200);
      expect((await fetch(`${urlOf(role)}/login`)).status, role).toBe(role === 'web' ? 200 : 404);
    }
  });

  it('leave piles to the gateway', async () => {
    const { identity, password } = stationOf('LHY-P01');
    const connect = (role: keyof typeof running) =>
      startChargePoint({ url: `${urlOf(role).replace('http', 'ws')}/ocpp`, identity, password });
    await expect(connect('web')).rejects.toThrow();
    await expect(connect('worker')).rejects.toThrow();
    pile = await connect('gateway');
    expect(pile.state().status).toBe('Available');
  });

  it('let the worker send the code that the web asked for', async () => {
    await fetch(`${urlOf('web')}/login?index`, {
      method: 'POST',
      headers: { origin: urlOf('web') },
      body: new URLSearchParams({ intent: 'request-code', phone: '13700000011' }),
    });
    await vi.waitFor(
      async () => {
        const { rows } = await database.query(
          "select count(*) filter (where done_at is null) as open, count(*) filter (where payload like '%13700000011%') as told from outbox where topic = 'sms.login-code'",
        );
        expect(rows[0]).toEqual({ open: '0', told: '0' });
      },
      { timeout: 20_000, interval: 200 },
    );
  });

  it('let the worker plan what the gateway reports, and the gateway send what the worker planned', async () => {
    const { idTag } = stationOf('LHY-P01');
    expect(await pile?.plugIn({ idTag: idTag ?? '', needKwh: 12, maxKw: 7 })).toBe(true);
    await vi.waitFor(() => expect(pile?.state().limitKw).not.toBeNull(), { timeout: 30_000, interval: 200 });
    const cookie = await signIn(urlOf('web'), 'yunying');
    const wall = await fetch(`${urlOf('web')}/operator/piles/pile_lhy_p01`, { headers: { cookie } });
    expect(wall.status).toBe(200);
    expect(await wall.text()).toContain('SetChargingProfile');
  }, 60_000);
});
