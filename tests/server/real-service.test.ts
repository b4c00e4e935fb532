import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword, newcomer } from '~db/seed/story';
import { type RunningServer, removeData, runToEnd, startServer } from '../setup/running-server';

const sentCodes = new Map<string, string>();
let provider: Server;
let server: RunningServer;

/** Stands where the provider of messages does and reads what it is asked to send. */
function startProvider(): Promise<Server> {
  const stand = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://provider');
    const { code } = JSON.parse(searchParams.get('TemplateParam') ?? '{}') as { code: string };
    sentCodes.set(searchParams.get('PhoneNumbers') ?? '', code);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ Code: 'OK', Message: 'OK', BizId: '1^0' }));
  }).listen(0, '127.0.0.1');
  return new Promise((resolve) => stand.once('listening', () => resolve(stand)));
}

beforeAll(async () => {
  provider = await startProvider();
  server = await startServer({
    env: {
      DEMO: 'off',
      PUBLIC_URL: 'https://linzhuang.example',
      CODE_PEPPER: 'a-secret-of-this-place',
      SMS_PROVIDER: 'aliyun',
      ALIYUN_SMS_ENDPOINT: `http://127.0.0.1:${(provider.address() as AddressInfo).port}`,
      ALIYUN_ACCESS_KEY_ID: 'id',
      ALIYUN_ACCESS_KEY_SECRET: 'secret',
      ALIYUN_SMS_SIGN_NAME: '邻桩',
      ALIYUN_SMS_TEMPLATE_CODE: 'SMS_1',
    },
  });
}, 180_000);
afterAll(async () => {
  await server?.stop();
  provider?.close();
  if (server) removeData(server);
});

function post(path: string, fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams(fields);
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url },
    body,
  });
}

async function codeSentTo(phone: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const code = sentCodes.get(phone);
    if (code) return code;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no code was sent to ${phone}`);
}

describe('A real service', () => {
  it('shows neither accounts nor codes of a demonstration, and has none', async () => {
    const pages = await Promise.all(
      ['/login', '/login/staff'].map(async (path) => (await fetch(`${server.url}${path}`)).text()),
    );
    for (const page of pages) {
      for (const shown of [demoPassword, newcomer.joinCode, '13800000001', 'yeweihui1'])
        expect(page).not.toContain(shown);
    }
    const asked = await post('/login?index', { intent: 'request-code', phone: '13700000001' });
    expect(asked.status).toBe(200);
    expect(await asked.text()).not.toMatch(/验证码是/);
    expect((await post('/login/staff', { loginName: 'wuye', password: demoPassword })).status).toBe(400);
    const moved = await fetch(`${server.url}/demo/clock`, { method: 'POST', body: '{"reset":true}' });
    expect(moved.status).toBeGreaterThanOrEqual(400);
  });

  it('signs in with the code it sent, by a cookie that travels over TLS only', async () => {
    const phone = '13700000002';
    await post('/login?index', { intent: 'request-code', phone });
    const code = await codeSentTo(phone);
    const response = await post('/login?index', { intent: 'redeem-code', phone, code });
    expect(response.status).toBe(302);
    expect(response.headers.get('set-cookie')).toMatch(/^linzhuang_session=[^;]+;.*Secure/);
    expect(response.headers.get('strict-transport-security')).toMatch(/max-age=\d+/);
  });

  it('answers too many tries at an account with 429 and keeps the account, not the password', async () => {
    const tries = { loginName: 'nobody', password: 'wrong-password' };
    let response = await post('/login/staff', tries);
    for (let index = 0; index < 10; index += 1) response = await post('/login/staff', tries);
    expect(response.status).toBe(429);
    const page = await response.text();
    expect(page).toContain('value="nobody"');
    expect(page).not.toContain('value="wrong-password"');
  });

  it('answers too many codes for one number with 429 and keeps the number', async () => {
    const phone = '13700000003';
    await post('/login?index', { intent: 'request-code', phone });
    const again = await post('/login?index', { intent: 'request-code', phone });
    expect(again.status).toBe(429);
    expect(await again.text()).toContain(`value="${phone}"`);
  });

  it('does not start with what only a demonstration may do', async () => {
    const { code, output } = await runToEnd(['app/server/start.js'], { DEMO: 'off', PORT: '0' });
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).toMatch(/SMS_PROVIDER: .*CODE_PEPPER: /);
  });
});
