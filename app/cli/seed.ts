import { demoAccountLines, seedDemo } from '~/server/demo.server';
import { migrateToLatest } from '~db/migrate.server';
import { isEmpty } from '~db/seed/seed-base.server';
import { onDatabase } from './on-database';

/** `npm run seed`: fills an empty database with the demonstration's story; exit code 1 where it holds compounds already. */
export function main(): Promise<number> {
  return onDatabase(async (database, env) => {
    await migrateToLatest(database.db);
    if (!(await isEmpty(database.db))) {
      console.error('the database already holds compounds; the story goes into an empty one only');
      return 1;
    }
    await seedDemo(env, database);
    console.log(demoAccountLines().join('\n'));
    return 0;
  });
}
