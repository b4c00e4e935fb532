import { readEnv } from '~/config/env.server';
import { openDatabase } from '~db/client.server';
import { migrateToLatest } from '~db/migrate.server';

/** `npm run migrate`: brings the configured database up to date. */
export async function main(): Promise<number> {
  const verdict = readEnv();
  if (!verdict.ok) {
    console.error(verdict.errors.join('\n'));
    return 2;
  }
  const database = openDatabase(verdict.env.databaseUrl);
  try {
    const done = await migrateToLatest(database.db);
    console.log(done.length ? done.join('\n') : 'nothing to do');
    return 0;
  } catch (error) {
    console.error(`migration failed: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await database.close();
  }
}
