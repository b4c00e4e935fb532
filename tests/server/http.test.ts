import { connect } from 'node:net';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, removeData, startServer } from '../setup/running-server';
import { signIn } from '../setup/sign-in';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
}, 180_000);
afterAll(async () => {
  await server.stop();
  removeData(server);
});

const login = (headers: Record<string, string>, body = 'loginName=wuye&password=linzhuang-demo') =>
  fetch(`${server.url}/login/staff`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });

describe('The web server', () => {
  it('signs in with a session cookie that scripts cannot read and other sites do not send', async () => {
    const response = await login({ origin: server.url });
    expect(response.status).toBe(302);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  it('refuses every change that does not come from its own pages', async () => {
    expect((await login({})).status).toBe(403);
    expect((await login({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await login({ origin: 'null' })).status).toBe(403);
  });

  it('sends security headers with a fresh nonce for every page', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const response = await fetch(`${server.url}/login`);
        const policy = response.headers.get('content-security-policy') ?? '';
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
        expect(response.headers.get('x-content-type-options')).toBe('nosniff');
        expect(response.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
        const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
        const html = await response.text();
        const scripts = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)];
        expect(scripts.length).toBeGreaterThan(0);
        for (const [, attributes] of scripts) expect(attributes).toContain(`nonce="${nonce}"`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  it('answers an unknown page with a page that leads on', async () => {
    const response = await fetch(`${server.url}/no/such/page`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('没有这个页面');
  });

  it('sends somebody without a session to the login and back', async () => {
    const response = await fetch(`${server.url}/welcome`, { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/login?next=%2Fwelcome');
  });

  it('treats an unknown session cookie as none and clears it', async () => {
    const response = await fetch(`${server.url}/login`, {
      headers: { cookie: 'linzhuang_session=nonsense' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(/linzhuang_session=;.*Max-Age=0/);
  });

  it('passes over a cookie of somebody else that cannot be decoded', async () => {
    const own = (await login({ origin: server.url })).headers.get('set-cookie')?.split(';')[0] ?? '';
    const statusOf = async (cookie: string, path: string) =>
      (await fetch(`${server.url}${path}`, { headers: { cookie }, redirect: 'manual' })).status;
    expect(await statusOf('foo=%E0%A4%A', '/login')).toBe(200);
    expect(await statusOf('linzhuang_session=%E0%A4%A', '/login')).toBe(200);
    expect(await statusOf(`foo=%E0%A4%A; ${own}; locale=%E0%A4%A`, '/property')).toBe(200);
  });

  it('treats an expired session as none, says so by the login page, and clears the cookie', async () => {
    const cookie = (await login({ origin: server.url })).headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await fetch(`${server.url}/property`, { headers: { cookie } })).status).toBe(200);
    const database = new BetterSqlite3(path.join(server.dataFolder, 'linzhuang.sqlite'));
    database
      .prepare('update login_session set expires_at = ? where id = ?')
      .run('2020-01-01T00:00:00.000Z', cookie.split('=')[1]);
    database.close();
    const response = await fetch(`${server.url}/property`, { headers: { cookie }, redirect: 'manual' });
    expect(response.headers.get('location')).toBe('/login?next=%2Fproperty');
    expect(response.headers.get('set-cookie')).toMatch(/Max-Age=0/);
  });

  it("answers a foreign case's address like an unknown one, and a wrong role with 403", async () => {
    const cookieOf = async (name: string) =>
      (await login({ origin: server.url }, `loginName=${name}&password=linzhuang-demo`)).headers
        .get('set-cookie')
        ?.split(';')[0] ?? '';
    const songtao = await cookieOf('songtao');
    const statusOf = async (path: string, cookie: string) =>
      (await fetch(`${server.url}${path}`, { headers: { cookie }, redirect: 'manual' })).status;
    expect(await statusOf('/property/cases/case_malin', songtao)).toBe(404);
    expect(await statusOf('/property/cases/case_nobody', songtao)).toBe(404);
    expect(await statusOf('/property/cases/case_malin', await cookieOf('wuye'))).toBe(200);
    expect(await statusOf('/utility', songtao)).toBe(403);
  });

  it('answers wrong input at the field, keeps what was typed except the password', async () => {
    const response = await login({ origin: server.url }, 'loginName=wuye&password=wrong');
    expect(response.status).toBe(400);
    const html = await response.text();
    expect(html).toContain('账号或密码不对');
    expect(html).toContain('value="wuye"');
    expect(html).not.toContain('value="wrong"');
  });

  it('refuses a body of 20 MB at once and lives on', async () => {
    const status = await new Promise<string>((resolve, reject) => {
      const { port } = new URL(server.url);
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(
          `POST /login HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${server.url}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20000000\r\n\r\n`,
        );
        socket.write(Buffer.alloc(60_000, 'a'));
      });
      socket.once('data', (bytes) => resolve(bytes.toString().split('\r\n')[0] ?? ''));
      socket.once('error', reject);
    });
    expect(status).toContain('413');
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it('answers a document above the limit at its field, and keeps none of it', async () => {
    const cookie = await signIn(server.url, '13800000011');
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(11_000_000)], { type: 'application/pdf' }), '合同.pdf');
    const page = `${server.url}/home/cases/case_zhuwei`;
    const files = async () =>
      (await (await fetch(page, { headers: { cookie } })).text()).split('合同.pdf').length;
    const before = await files();
    const response = await fetch(`${page}?upload=space-right`, {
      method: 'POST',
      headers: { cookie, origin: server.url },
      body: form,
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('10 MB');
    expect(await files()).toBe(before);
  });

  it('answers malformed addresses and malformed JSON with 400', async () => {
    expect((await fetch(`${server.url}/%E0%A4%A`)).status).toBe(400);
    const response = await fetch(`${server.url}/demo/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"startAt":',
    });
    expect(response.status).toBe(400);
  });

  it('names the field of a JSON message that is wrong', async () => {
    const response = await fetch(`${server.url}/demo/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"startAt":"yesterday","speed":0}',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toHaveProperty('errors');
  });

  it('reports itself to Prometheus', async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toContain('linzhuang_http_request_seconds_bucket');
    expect(text).toContain('linzhuang_stations_online');
  });
});
