import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, removeData, startServer } from '../setup/running-server';
import { signIn } from '../setup/sign-in';

const PHONE_BUDGET_BYTES = 130 * 1000;

let server: RunningServer;
const cookies = new Map<string, string>();
beforeAll(async () => {
  server = await startServer();
}, 180_000);
afterAll(async () => {
  await server.stop();
  removeData(server);
});

/** Every page that opens on a phone, each as somebody for whom it is whole. */
const phonePages: [login: string, path: string][] = [
  ['13800000001', '/login'],
  ['13800000001', '/home'],
  ['13800000001', '/home/apply'],
  ['13800000001', '/home/charging'],
  ['13800000001', '/home/compound'],
  ['13800000001', '/home/me'],
  ['13800000001', '/home/join'],
  ['13800000001', '/home/spaces/new'],
  ['13800000001', '/home/cars/new'],
  ['13800000001', '/home/shared/wait'],
  ['13800000001', '/home/shared/rules'],
  ['13800000001', '/home/shared/fairness'],
  ['13800000010', '/home/cases/case_malin'],
  ['13800000010', '/home/cases/case_malin/withdraw'],
  ['13800000021', '/home/cars/car_fangmei'],
  ['13800000021', '/home/apply/case_fangmei/space'],
  ['13800000021', '/home/apply/case_fangmei/car'],
  ['13800000021', '/home/apply/case_fangmei/pile'],
  ['yeweihui1', '/committee'],
  ['yeweihui1', '/committee/resolutions/res_heying'],
];

describe('A phone page', () => {
  it.each(phonePages)('ships at most 130 kB of JavaScript, gzipped: %s %s', async (login, path) => {
    const cookie = cookies.get(login) ?? (await signIn(server.url, login));
    cookies.set(login, cookie);
    const response = await fetch(`${server.url}${path}`, {
      headers: path === '/login' ? {} : { cookie },
      redirect: 'manual',
    });
    expect(response.status).toBe(200);
    const html = await response.text();
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

  it('comes with files whose heads are small: no policy of a page on what is no page', async () => {
    const html = await (await fetch(`${server.url}/login`)).text();
    const file = /href="(\/assets\/[^"]+\.js)"/.exec(html)?.[1];
    for (const path of [file, '/favicon.svg']) {
      const { headers, status } = await fetch(`${server.url}${path}`);
      expect(status).toBe(200);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      const bytes = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
      expect(bytes, path).toBeLessThan(500);
    }
  });
});
