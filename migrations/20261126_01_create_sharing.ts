import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('shared_pile')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('common', 'lent')`))
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('lender_household_id', 'text')
    .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('open', 'paused', 'closed')`))
    .addColumn('hours', 'text', (c) => c.notNull())
    .addColumn('step_minutes', 'integer', (c) => c.notNull())
    .addColumn('min_minutes', 'integer', (c) => c.notNull())
    .addColumn('max_minutes', 'integer', (c) => c.notNull())
    .addColumn('buffer_minutes', 'integer', (c) => c.notNull())
    .addColumn('latest_notice_minutes', 'integer', (c) => c.notNull())
    .addColumn('grace_minutes', 'integer', (c) => c.notNull())
    .addColumn('walk_ups', 'integer', (c) => c.notNull())
    .addColumn('needs_approval', 'integer', (c) => c.notNull())
    .addColumn('insured_until_on', 'text')
    .addColumn('insurance_policy', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('shared_pile_pk', ['compound_id', 'pile_id'])
    .addForeignKeyConstraint('shared_pile_of', ['compound_id', 'pile_id'], 'pile', ['compound_id', 'id'])
    .addCheckConstraint('shared_pile_lender', sql`(kind = 'lent') = (lender_household_id is not null)`)
    .execute();
  await db.schema
    .createTable('shared_pile_household')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text', (c) => c.notNull())
    .addColumn('relation', 'text', (c) => c.notNull().check(sql`relation in ('member', 'blocked')`))
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('shared_pile_household_pk', ['compound_id', 'pile_id', 'household_id'])
    .addForeignKeyConstraint('shared_pile_household_of', ['compound_id', 'household_id'], 'household', [
      'compound_id',
      'id',
    ])
    .execute();
  await db.schema
    .createTable('shared_pile_exception')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('closed', 'open')`))
    .addColumn('start_at', 'text', (c) => c.notNull())
    .addColumn('end_at', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('shared_pile_exception_pk', ['compound_id', 'id'])
    .execute();
  await db.schema
    .createIndex('shared_pile_exception_of_pile')
    .on('shared_pile_exception')
    .columns(['compound_id', 'pile_id', 'end_at'])
    .execute();
  await db.schema
    .createTable('price_board')
    .addColumn('compound_id', 'text', (c) => c.notNull().references('compound.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('board', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('valid_from_at', 'text', (c) => c.notNull())
    .addColumn('service_fee', 'text', (c) => c.notNull())
    .addColumn('occupation', 'text')
    .addColumn('notice', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text', (c) => c.notNull())
    .addColumn('published_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('price_board_pk', ['compound_id', 'id'])
    .addUniqueConstraint('price_board_version', ['compound_id', 'board', 'version'])
    .addUniqueConstraint('price_board_from', ['compound_id', 'board', 'valid_from_at'])
    .addCheckConstraint('price_board_not_backdated', sql`valid_from_at >= published_at`)
    .execute();
  await db.schema
    .createTable('sharing_rules')
    .addColumn('compound_id', 'text', (c) => c.notNull().references('compound.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('params', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text', (c) => c.notNull())
    .addColumn('published_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('sharing_rules_pk', ['compound_id', 'version'])
    .execute();
}
