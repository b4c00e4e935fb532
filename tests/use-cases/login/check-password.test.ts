import { expect, it } from 'vitest';
import { checkPassword, hashPassword } from '~/use-cases/login/check-password.server';
import { namePerson } from '~/use-cases/login/name-person.server';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('Logging in with a password', (database) => {
  async function addAccount(loginName: string, password: string | null) {
    const id = `person_${loginName}`;
    await database.db
      .insertInto('person')
      .values({
        id,
        login_name: loginName,
        name: '测试',
        password_hash: password && (await hashPassword(password)),
        created_at: '2026-11-01T00:00:00.000Z',
      })
      .execute();
    return id;
  }

  it('signs in with the right password, whatever the case of the account name', async () => {
    const personId = await addAccount('manager', 'correct horse');
    await expect(
      checkPassword(database, { loginName: ' Manager ', password: 'correct horse' }),
    ).resolves.toEqual({
      ok: true,
      personId,
    });
  });

  it('refuses a wrong password, an unknown account and an account without a password alike', async () => {
    await addAccount('clerk', 'right');
    await addAccount('nopassword', null);
    for (const loginName of ['clerk', 'nobody', 'nopassword']) {
      await expect(checkPassword(database, { loginName, password: 'wrong' })).resolves.toEqual({
        ok: false,
        reason: 'wrong-login',
      });
    }
  });

  it('stores argon2id only', async () => {
    expect(await hashPassword('x')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('names a person and refuses a name that is none', async () => {
    const personId = await addAccount('unnamed', 'x');
    const actor = { personId, name: '', grants: [] };
    await expect(namePerson(database, actor, { name: ' ' })).resolves.toEqual({ ok: false, reason: 'name' });
    await expect(namePerson(database, actor, { name: ' 林晓 ' })).resolves.toEqual({ ok: true });
    const row = await database.db
      .selectFrom('person')
      .select('name')
      .where('id', '=', personId)
      .executeTakeFirst();
    expect(row?.name).toBe('林晓');
  });
});
