import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('charging_session_history')
    .on('charging_session')
    .columns(['compound_id', 'started_at'])
    .execute();
}
