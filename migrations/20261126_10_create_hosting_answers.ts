import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('hosting_answer')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('transformer_id', 'text', (c) => c.notNull())
    .addColumn('feeder_id', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('computed_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('hosting_answer_pk', ['compound_id', 'transformer_id', 'feeder_id'])
    .addForeignKeyConstraint('hosting_answer_transformer', ['compound_id', 'transformer_id'], 'transformer', [
      'compound_id',
      'id',
    ])
    .execute();
  await db.schema.alterTable('assessment').addColumn('hosting', 'text').execute();
}
