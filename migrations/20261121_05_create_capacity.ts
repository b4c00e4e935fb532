import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('survey')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('surveyed_on', 'text', (c) => c.notNull())
    .addColumn('surveyor_id', 'text', (c) => c.notNull())
    .addColumn('feeder_id', 'text', (c) => c.notNull())
    .addColumn('phases', 'text', (c) => c.notNull())
    .addColumn('cable_length_m', 'double precision', (c) => c.notNull())
    .addColumn('cable_mm2', 'double precision', (c) => c.notNull())
    .addColumn('meter_position', 'text', (c) => c.notNull())
    .addColumn('fire_ok', 'integer', (c) => c.notNull())
    .addColumn('common_route', 'integer', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('recorded_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('survey_pk', ['compound_id', 'id'])
    .addForeignKeyConstraint('survey_case', ['compound_id', 'case_id'], 'installation_case', [
      'compound_id',
      'id',
    ])
    .addForeignKeyConstraint('survey_feeder', ['compound_id', 'feeder_id'], 'feeder', ['compound_id', 'id'])
    .execute();
  await db.schema
    .createTable('assessment')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('survey_id', 'text', (c) => c.notNull())
    .addColumn('input', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('proposal', 'text', (c) => c.notNull())
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addColumn('valid_until', 'text', (c) => c.notNull())
    .addColumn('decision', 'text')
    .addColumn('decision_note', 'text')
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'text')
    .addPrimaryKeyConstraint('assessment_pk', ['compound_id', 'id'])
    .addForeignKeyConstraint('assessment_case', ['compound_id', 'case_id'], 'installation_case', [
      'compound_id',
      'id',
    ])
    .execute();
  await db.schema
    .createTable('capacity_entry')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('transformer_id', 'text', (c) => c.notNull())
    .addColumn('feeder_id', 'text', (c) => c.notNull())
    .addColumn('phases', 'text', (c) => c.notNull())
    .addColumn('case_id', 'text')
    .addColumn('pile_id', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('orderable', 'integer', (c) => c.notNull())
    .addColumn('pile_kw', 'double precision', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('capacity_entry_pk', ['compound_id', 'id'])
    .addUniqueConstraint('capacity_entry_once', ['compound_id', 'case_id', 'kind'])
    .addForeignKeyConstraint('capacity_entry_transformer', ['compound_id', 'transformer_id'], 'transformer', [
      'compound_id',
      'id',
    ])
    .addForeignKeyConstraint('capacity_entry_feeder', ['compound_id', 'feeder_id'], 'feeder', [
      'compound_id',
      'id',
    ])
    .execute();
  await db.schema
    .createIndex('capacity_entry_transformer_idx')
    .on('capacity_entry')
    .columns(['compound_id', 'transformer_id'])
    .execute();
  await db.schema
    .createTable('acceptance')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('installed_on', 'text', (c) => c.notNull())
    .addColumn('item_values', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('result', 'text', (c) => c.notNull())
    .addColumn('inspected_by', 'text', (c) => c.notNull())
    .addColumn('inspected_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('acceptance_pk', ['compound_id', 'id'])
    .addForeignKeyConstraint('acceptance_case', ['compound_id', 'case_id'], 'installation_case', [
      'compound_id',
      'id',
    ])
    .execute();
}
