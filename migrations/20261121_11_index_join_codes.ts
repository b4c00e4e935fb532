import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create unique index household_join_code_compact on household (replace(upper(join_code), '-', ''))`.execute(
    db,
  );
}
