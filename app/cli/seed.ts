import { readEnv } from '~/config/env.server';
import { demoAccountLines, seedDemo } from '~/server/demo.server';
import { openDatabase } from '~db/client.server';
import { migrateToLatest } from '~db/migrate.server';
import { isEmpty } from '~db/seed/seed-base.server';

/** `npm run seed`: fills an empty database with the demonstration's story. */
export async function main(): Promise<number> {
  const verdict = readEnv();
  if (!verdict.ok) {
    console.error(verdict.errors.join('\n'));
    return 2;
  }
  const database = openDatabase(verdict.env.databaseUrl);
  try {
    await migrateToLatest(database.db);
    if (!(await isEmpty(database.db))) {
      console.error('the database already holds compounds; the story goes into an empty one only');
      return 1;
    }
    await seedDemo(verdict.env, database);
    console.log(demoAccountLines().join('\n'));
    return 0;
  } finally {
    await database.close();
  }
}
