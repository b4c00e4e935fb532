import { expect, it } from 'vitest';
import { redeemCode } from '~/use-cases/login/redeem-code.server';
import { requestCode } from '~/use-cases/login/request-code.server';
import type { Db } from '~db/client.server';
import { makeDeps } from '../../factories/deps';
import { describeOnBothDatabases } from '../../setup/database';

const pepper = { codePepper: 'a pepper for the tests' };

function depsFor(db: Db) {
  return Object.assign(makeDeps(db, '2026-11-20T02:00:00.000Z'), pepper);
}

async function sentCode(db: Db, phone: string): Promise<string> {
  const rows = await db
    .selectFrom('outbox')
    .select('payload')
    .where('topic', '=', 'sms.login-code')
    .execute();
  const payloads = rows.map((row) => JSON.parse(row.payload) as { phone: string; code: string });
  return payloads.filter((payload) => payload.phone === phone).at(-1)?.code ?? '';
}

describeOnBothDatabases('Logging in with a phone code', (database) => {
  it('signs a new number in and makes it a person without a name yet', async () => {
    const deps = depsFor(database.db);
    await expect(requestCode(deps, { phone: '13911110001' })).resolves.toEqual({
      ok: true,
      phone: '13911110001',
    });
    const outcome = await redeemCode(deps, {
      phone: '13911110001',
      code: await sentCode(database.db, '13911110001'),
    });
    expect(outcome).toMatchObject({ ok: true, needsName: true });
  });

  it('refuses a number that cannot be a mobile number and sends nothing', async () => {
    const deps = depsFor(database.db);
    await expect(requestCode(deps, { phone: '12345' })).resolves.toMatchObject({
      ok: false,
      reason: 'phone',
    });
    expect(await sentCode(database.db, '12345')).toBe('');
  });

  it('sends one code a minute to a number', async () => {
    const deps = depsFor(database.db);
    await requestCode(deps, { phone: '13911110002' });
    await expect(requestCode(deps, { phone: '13911110002' })).resolves.toMatchObject({ reason: 'too-soon' });
    deps.setNow('2026-11-20T02:01:01.000Z');
    await expect(requestCode(deps, { phone: '13911110002' })).resolves.toMatchObject({ ok: true });
  });

  it('counts wrong codes down and then refuses even the right one', async () => {
    const deps = depsFor(database.db);
    await requestCode(deps, { phone: '13911110003' });
    const right = await sentCode(database.db, '13911110003');
    const wrong = right === '000000' ? '000001' : '000000';
    for (const attemptsLeft of [4, 3, 2, 1, 0]) {
      await expect(redeemCode(deps, { phone: '13911110003', code: wrong })).resolves.toEqual({
        ok: false,
        reason: 'wrong-code',
        attemptsLeft,
      });
    }
    await expect(redeemCode(deps, { phone: '13911110003', code: right })).resolves.toMatchObject({
      reason: 'expired',
    });
  });

  it('refuses a code after five minutes', async () => {
    const deps = depsFor(database.db);
    await requestCode(deps, { phone: '13911110004' });
    deps.setNow('2026-11-20T02:05:00.000Z');
    const code = await sentCode(database.db, '13911110004');
    await expect(redeemCode(deps, { phone: '13911110004', code })).resolves.toMatchObject({
      reason: 'expired',
    });
  });

  it('lets a code sign in exactly once when it is sent twice at the same time', async () => {
    const deps = depsFor(database.db);
    await requestCode(deps, { phone: '13911110005' });
    const code = await sentCode(database.db, '13911110005');
    const outcomes = await Promise.all([1, 2, 3].map(() => redeemCode(deps, { phone: '13911110005', code })));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const people = await database.db
      .selectFrom('person')
      .select('id')
      .where('phone', '=', '13911110005')
      .execute();
    expect(people).toHaveLength(1);
  });
});
