import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type Db, type Dialect, openDatabase, openSqliteHandle } from '~db/client.server';
import { migrateToLatest } from '~db/migrate.server';

export interface TestDatabase {
  readonly dialect: Dialect;
  readonly db: Db;
}

let template: Promise<Buffer> | undefined;
let postgresTemplate: Promise<string> | undefined;
let databaseCount = 0;

/** A fresh in-memory SQLite with the latest schema, restored from a template that is migrated once a worker. */
export async function openTestSqlite() {
  template ??= (async () => {
    const handle = new BetterSqlite3(':memory:');
    const opened = openSqliteHandle(handle);
    await migrateToLatest(opened.db);
    const bytes = handle.serialize();
    await opened.close();
    return bytes;
  })();
  return openSqliteHandle(new BetterSqlite3(await template));
}

/** A fresh database with the latest schema in the real PostgreSQL of this test run. */
export async function openTestPostgres() {
  const server = inject('postgresUrl');
  postgresTemplate ??= (async () => {
    const name = `template_${process.pid}`;
    await runOnServer(server, `create database ${name}`);
    const opened = openDatabase(`${server}/${name}`);
    await migrateToLatest(opened.db);
    await opened.close();
    return name;
  })();
  databaseCount += 1;
  const name = `test_${process.pid}_${databaseCount}_${Math.floor(performance.now() * 1000)}`;
  await runOnServer(server, `create database ${name} template ${await postgresTemplate}`);
  return { ...openDatabase(`${server}/${name}`), url: `${server}/${name}` };
}

/** Runs the same suite on SQLite and on a real PostgreSQL; each gets one fresh database, so tests make data of their own. */
export function describeOnBothDatabases(title: string, suite: (database: TestDatabase) => void): void {
  for (const dialect of ['sqlite', 'postgres'] as const) {
    describe(`${title} (${dialect})`, () => {
      const holder = { dialect } as { dialect: Dialect; db: Db };
      let close: () => Promise<void>;
      beforeAll(async () => {
        const opened = dialect === 'sqlite' ? await openTestSqlite() : await openTestPostgres();
        holder.db = opened.db;
        close = opened.close;
      });
      afterAll(async () => close?.());
      suite(holder);
    });
  }
}

async function runOnServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
