import { databaseUser, testAdapter } from '@lucia-auth/adapter-test';
import { expect, it, vi } from 'vitest';
import { createLuciaAdapter } from '~db/lucia-adapter.server';
import { describeOnBothDatabases } from '../setup/database';

describeOnBothDatabases("The session adapter keeps Lucia's own contract", (database) => {
  it('passes every test of the contract', async () => {
    const silence = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await database.db
      .insertInto('person')
      .values({
        id: databaseUser.id,
        login_name: (databaseUser.attributes as { username: string }).username,
        name: '合约',
        created_at: '2026-11-01T00:00:00.000Z',
      })
      .execute();
    const adapter = createLuciaAdapter(database.db, (person) => ({ username: person.login_name }));
    await expect(testAdapter(adapter)).resolves.toBeUndefined();
    silence.mockRestore();
  });
});
