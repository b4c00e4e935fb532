import { migrateToLatest } from '~db/migrate.server';
import { onDatabase } from './on-database';

/** `npm run migrate`: brings the configured database up to date; exit code 1 where a migration fails, 2 where it cannot begin. */
export function main(): Promise<number> {
  return onDatabase(async ({ db }) => {
    try {
      const done = await migrateToLatest(db);
      console.log(done.length ? done.join('\n') : 'nothing to do');
      return 0;
    } catch (error) {
      console.error(`migration failed: ${error instanceof Error ? error.message : String(error)}`);
      return 1;
    }
  });
}
