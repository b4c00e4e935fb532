import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rule_pack')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('city', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('valid_from', 'text', (c) => c.notNull())
    .addColumn('valid_to', 'text')
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('params', 'text', (c) => c.notNull())
    .addUniqueConstraint('rule_pack_city_version', ['city', 'version'])
    .execute();
  await db.schema
    .createTable('calendar_day')
    .addColumn('day_on', 'text', (c) => c.primaryKey())
    .addColumn('is_workday', 'integer', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('tariff')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('region', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('tariff_version')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('tariff_id', 'text', (c) => c.notNull().references('tariff.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('valid_from', 'text', (c) => c.notNull())
    .addColumn('valid_to', 'text')
    .addColumn('definition', 'text', (c) => c.notNull())
    .addColumn('service_fee_fen_per_kwh', 'integer', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text')
    .addUniqueConstraint('tariff_version_number', ['tariff_id', 'version'])
    .execute();
  await db.schema
    .createTable('compound')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('city', 'text', (c) => c.notNull())
    .addColumn('district', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('rule_pack_id', 'text', (c) => c.notNull().references('rule_pack.id'))
    .addColumn('committee_rule', 'text', (c) => c.notNull())
    .addColumn('legal_mode', 'text', (c) => c.notNull())
    .addColumn('tariff_id', 'text', (c) => c.notNull().references('tariff.id'))
    .addColumn('property_org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('committee_org_id', 'text', (c) => c.references('organisation.id'))
    .addColumn('utility_org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('operator_org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('supervisor_org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('household')
    .addColumn('compound_id', 'text', (c) => c.notNull().references('compound.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('building', 'text', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('room', 'text', (c) => c.notNull())
    .addColumn('area_cm2', 'integer', (c) => c.notNull())
    .addColumn('join_code', 'text', (c) => c.notNull().unique())
    .addPrimaryKeyConstraint('household_pk', ['compound_id', 'id'])
    .addUniqueConstraint('household_door', ['compound_id', 'building', 'unit', 'room'])
    .execute();
  await db.schema
    .createTable('membership')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('organisation_id', 'text', (c) => c.references('organisation.id'))
    .addColumn('compound_id', 'text', (c) => c.references('compound.id'))
    .addColumn('household_id', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .addForeignKeyConstraint('membership_household', ['compound_id', 'household_id'], 'household', [
      'compound_id',
      'id',
    ])
    .execute();
  await sql`create unique index membership_once on membership
    (person_id, role, coalesce(organisation_id, ''), coalesce(compound_id, ''), coalesce(household_id, ''))
    where ended_at is null`.execute(db);
  await db.schema
    .createIndex('membership_org')
    .on('membership')
    .columns(['organisation_id', 'role'])
    .execute();
  await db.schema
    .createIndex('membership_household_idx')
    .on('membership')
    .columns(['compound_id', 'household_id'])
    .execute();
}
