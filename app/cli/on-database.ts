import { dataFolderProblem } from '~/config/data-folder.server';
import { type Env, readEnv } from '~/config/env.server';
import { type OpenDatabase, openDatabase } from '~db/client.server';
import { databaseProblem } from '~db/database-problem.server';
import { reach } from '~db/queries/health.server';

/** The configuration, the data folder or the database cannot be used. */
const UNUSABLE = 2;

/** Runs a command on the configured database; says in one line what keeps it from that, and ends with 2. */
export async function onDatabase(
  run: (database: OpenDatabase, env: Env) => Promise<number>,
): Promise<number> {
  const verdict = readEnv();
  if (!verdict.ok) return complain(verdict.errors.join('; '));
  const { env } = verdict;
  const problem = dataFolderProblem(env.dataFolder);
  if (problem) return complain(problem);
  let database: OpenDatabase | null = null;
  try {
    database = openDatabase(env.databaseUrl);
    await reach(database.db);
    return await run(database, env);
  } catch (error) {
    return complain(databaseProblem(error));
  } finally {
    await database?.close();
  }
}

function complain(words: string): number {
  console.error(words);
  return UNUSABLE;
}
