import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, removeData, startServer } from '../setup/running-server';
import { signIn } from '../setup/sign-in';

const PHONE_BUDGET_BYTES = 130 * 1000;

let server: RunningServer;
let cookie: string;
beforeAll(async () => {
  server = await startServer();
  cookie = await signIn(server.url, '13800000001');
}, 180_000);
afterAll(async () => {
  await server.stop();
  removeData(server);
});

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
