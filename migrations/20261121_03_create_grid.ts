import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('transformer')
    .addColumn('compound_id', 'text', (c) => c.notNull().references('compound.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('ownership', 'text', (c) => c.notNull())
    .addColumn('rated_kva', 'double precision', (c) => c.notNull())
    .addColumn('power_factor', 'double precision', (c) => c.notNull())
    .addColumn('limit_rate', 'double precision', (c) => c.notNull())
    .addColumn('base_peak_kw', 'double precision', (c) => c.notNull())
    .addColumn('base_peak_on', 'text', (c) => c.notNull())
    .addColumn('base_peak_source', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('transformer_pk', ['compound_id', 'id'])
    .addUniqueConstraint('transformer_code', ['compound_id', 'code'])
    .execute();
  await db.schema
    .createTable('feeder')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('transformer_id', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('limit_kw', 'double precision', (c) => c.notNull())
    .addColumn('phases', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('feeder_pk', ['compound_id', 'id'])
    .addUniqueConstraint('feeder_code', ['compound_id', 'code'])
    .addForeignKeyConstraint('feeder_transformer', ['compound_id', 'transformer_id'], 'transformer', [
      'compound_id',
      'id',
    ])
    .execute();
  await db.schema
    .createTable('base_load')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('transformer_id', 'text', (c) => c.notNull())
    .addColumn('day_kind', 'text', (c) => c.notNull())
    .addColumn('points_kw', 'text', (c) => c.notNull())
    .addColumn('measured_on', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('base_load_pk', ['compound_id', 'transformer_id', 'day_kind'])
    .addForeignKeyConstraint('base_load_transformer', ['compound_id', 'transformer_id'], 'transformer', [
      'compound_id',
      'id',
    ])
    .execute();
  await db.schema
    .createTable('transformer_cap')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('transformer_id', 'text', (c) => c.notNull())
    .addColumn('from_at', 'text', (c) => c.notNull())
    .addColumn('to_at', 'text', (c) => c.notNull())
    .addColumn('cap_kw', 'double precision', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('lifted_at', 'text')
    .addPrimaryKeyConstraint('transformer_cap_pk', ['compound_id', 'id'])
    .addForeignKeyConstraint(
      'transformer_cap_transformer',
      ['compound_id', 'transformer_id'],
      'transformer',
      ['compound_id', 'id'],
    )
    .execute();
  await db.schema
    .createTable('parking_space')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('zone', 'text', (c) => c.notNull())
    .addColumn('level', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text')
    .addColumn('lease_until_on', 'text')
    .addColumn('feeder_id', 'text', (c) => c.notNull())
    .addColumn('distance_m', 'integer', (c) => c.notNull())
    .addColumn('map_x', 'integer', (c) => c.notNull())
    .addColumn('map_y', 'integer', (c) => c.notNull())
    .addColumn('registered_at', 'text')
    .addPrimaryKeyConstraint('parking_space_pk', ['compound_id', 'id'])
    .addUniqueConstraint('parking_space_code', ['compound_id', 'code'])
    .addForeignKeyConstraint('parking_space_household', ['compound_id', 'household_id'], 'household', [
      'compound_id',
      'id',
    ])
    .addForeignKeyConstraint('parking_space_feeder', ['compound_id', 'feeder_id'], 'feeder', [
      'compound_id',
      'id',
    ])
    .execute();
  await db.schema
    .createTable('vehicle')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text', (c) => c.notNull())
    .addColumn('plate', 'text', (c) => c.notNull())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('battery_kwh', 'double precision', (c) => c.notNull())
    .addColumn('max_kw', 'double precision', (c) => c.notNull())
    .addColumn('phase_count', 'integer', (c) => c.notNull())
    .addColumn('kwh_per_100km', 'double precision', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('vehicle_pk', ['compound_id', 'id'])
    .addUniqueConstraint('vehicle_plate', ['compound_id', 'plate'])
    .addForeignKeyConstraint('vehicle_household', ['compound_id', 'household_id'], 'household', [
      'compound_id',
      'id',
    ])
    .execute();
}
