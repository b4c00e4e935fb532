import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { residents, staff } from '~db/seed/story';
import { type RunningServer, removeData, startServer } from '../setup/running-server';

const homes: Record<(typeof staff)[number]['role'] | 'resident', string> = {
  resident: '/home',
  property: '/property',
  committee: '/committee',
  utility: '/utility',
  operator: '/operator',
  supervisor: '/oversight',
  admin: '/admin',
};

/** What a person of the role finds on the first page: something that the story has put there. */
const finds: Record<keyof typeof homes, RegExp> = {
  resident: /BZ-\d{8}-\d{4}-[\dX]/,
  property: /BZ-\d{8}-\d{4}-[\dX]/,
  committee: /B1-147/,
  utility: /BZ-\d{8}-\d{4}-[\dX]/,
  operator: /BZ-\d{8}-\d{4}-[\dX]/,
  supervisor: /BZ-\d{8}-\d{4}-[\dX]/,
  admin: /丽湖苑/,
};

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ env: { TRUST_PROXY: 'on' } });
}, 180_000);
afterAll(async () => {
  await server.stop();
  removeData(server);
});

let visitors = 0;

async function post(route: string, fields: Record<string, string>): Promise<Response> {
  visitors += 1;
  return fetch(`${server.url}${route}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: server.url,
      'x-forwarded-for': `10.1.0.${visitors}`,
    },
    body: new URLSearchParams(fields).toString(),
  });
}

function sessionOf(response: Response): string {
  const session = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  expect(session.length, `${response.status}`).toBeGreaterThan(0);
  return session.join('; ');
}

async function firstPage(role: keyof typeof homes, cookie: string): Promise<string> {
  const response = await fetch(`${server.url}${homes[role]}`, { headers: { cookie }, redirect: 'manual' });
  expect(response.status).toBe(200);
  return response.text();
}

describe("Everybody in the demonstration's story", () => {
  it.each(staff.map(({ loginName, role }) => [loginName, role] as const))(
    '%s (%s) signs in and finds something to look at',
    async (loginName, role) => {
      const entered = await post('/login/staff', { loginName, password: 'linzhuang-demo' });
      const page = await firstPage(role, sessionOf(entered));
      const expected = loginName === 'songtao' ? /松涛/ : finds[role];
      expect(page).toMatch(expected);
    },
  );

  it.each(residents.map(({ phone, name }) => [name, phone] as const))(
    '%s signs in by phone and finds the own case',
    async (_, phone) => {
      const asked = await post('/login?index', { intent: 'request-code', phone });
      const code = /验证码是 (?:<!-- -->)?(\d{6})/.exec(await asked.text())?.[1] ?? '';
      expect(code).toMatch(/^\d{6}$/);
      const entered = await post('/login?index', { intent: 'redeem-code', phone, code });
      expect(await firstPage('resident', sessionOf(entered))).toMatch(finds.resident);
    },
  );
});
