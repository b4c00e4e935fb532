import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, removeData, startServer } from '../setup/running-server';

const PHONE_BUDGET_BYTES = 130 * 1000;

let server: RunningServer;
let cookie: string;
beforeAll(async () => {
  server = await startServer();
  cookie = await signInAsResident();
}, 180_000);
afterAll(async () => {
  await server.stop();
  removeData(server);
});

const post = (path: string, body: string) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.url },
    body,
  });

async function signInAsResident(): Promise<string> {
  const page = await (await post('/login?index', 'intent=request-code&phone=13800000001')).text();
  const code = /验证码是 (\d{6})/.exec(page)?.[1] ?? '';
  const response = await post('/login?index', `intent=redeem-code&phone=13800000001&code=${code}`);
  expect(response.status).toBe(302);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('A phone page', () => {
  it.each([
    '/login',
    '/home',
    '/home/apply',
    '/home/charging',
    '/home/compound',
    '/home/me',
    '/home/shared/wait',
    '/home/shared/rules',
    '/home/shared/fairness',
  ])('ships at most 130 kB of JavaScript, gzipped: %s', async (path) => {
    const html = await (await fetch(`${server.url}${path}`, { headers: { cookie } })).text();
    const scripts = new Set(
      [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.js)"/g)].map((match) => match[1]),
    );
    const inline = [...html.matchAll(/import "?(\/assets\/[^"';]+\.js)/g)].map((match) => match[1]);
    for (const file of inline) scripts.add(file);
    expect(scripts.size).toBeGreaterThan(2);
    const sizes = await Promise.all(
      [...scripts].map(
        async (file) => gzipSync(await (await fetch(`${server.url}${file}`)).text()).byteLength,
      ),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(PHONE_BUDGET_BYTES);
  });
});
