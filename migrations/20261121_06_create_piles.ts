import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pile')
    .addColumn('compound_id', 'text', (c) => c.notNull().references('compound.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('case_id', 'text')
    .addColumn('parking_space_id', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text')
    .addColumn('feeder_id', 'text', (c) => c.notNull())
    .addColumn('phases', 'text', (c) => c.notNull())
    .addColumn('max_kw', 'double precision', (c) => c.notNull())
    .addColumn('min_kw', 'double precision', (c) => c.notNull())
    .addColumn('fallback_kw', 'double precision', (c) => c.notNull())
    .addColumn('pile_class', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('meter_no', 'text')
    .addColumn('installed_on', 'text')
    .addColumn('ccc_no', 'text')
    .addColumn('subsidised', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('trade_settlement', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('verification_no', 'text')
    .addColumn('verification_until_on', 'text')
    .addColumn('platform_linked_at', 'text')
    .addColumn('vendor', 'text')
    .addColumn('model', 'text')
    .addColumn('firmware', 'text')
    .addColumn('rate_unit', 'text', (c) => c.notNull().defaultTo('A'))
    .addColumn('stack_level', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('energised_at', 'text')
    .addColumn('retired_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('pile_pk', ['compound_id', 'id'])
    .addForeignKeyConstraint('pile_space', ['compound_id', 'parking_space_id'], 'parking_space', [
      'compound_id',
      'id',
    ])
    .addForeignKeyConstraint('pile_feeder', ['compound_id', 'feeder_id'], 'feeder', ['compound_id', 'id'])
    .execute();
  await sql`create unique index pile_one_per_meter on pile (compound_id, meter_no) where retired_at is null`.execute(
    db,
  );
  await sql`create unique index pile_one_per_case on pile (compound_id, case_id) where case_id is not null`.execute(
    db,
  );
  await sql`create unique index pile_one_live_per_space on pile (compound_id, parking_space_id) where retired_at is null`.execute(
    db,
  );
  await db.schema
    .createTable('ocpp_station')
    .addColumn('identity', 'text', (c) => c.primaryKey())
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('password_hash', 'text', (c) => c.notNull())
    .addColumn('epoch', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('node', 'text')
    .addColumn('online', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('connected_at', 'text')
    .addColumn('last_seen_at', 'text')
    .addUniqueConstraint('ocpp_station_pile', ['compound_id', 'pile_id'])
    .addForeignKeyConstraint('ocpp_station_of', ['compound_id', 'pile_id'], 'pile', ['compound_id', 'id'])
    .execute();
  await db.schema
    .createTable('connector')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('connector_id', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('error_code', 'text')
    .addColumn('status_at', 'text')
    .addColumn('desired_kw', 'double precision')
    .addColumn('desired_at', 'text')
    .addColumn('sent_kw', 'double precision')
    .addColumn('sent_at', 'text')
    .addColumn('acked_kw', 'double precision')
    .addColumn('acked_at', 'text')
    .addColumn('measured_kw', 'double precision')
    .addColumn('measured_at', 'text')
    .addColumn('disobeying_since', 'text')
    .addPrimaryKeyConstraint('connector_pk', ['compound_id', 'pile_id', 'connector_id'])
    .addForeignKeyConstraint('connector_pile', ['compound_id', 'pile_id'], 'pile', ['compound_id', 'id'])
    .execute();
  await db.schema
    .createTable('id_token')
    .addColumn('id_tag', 'text', (c) => c.primaryKey())
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text', (c) => c.notNull())
    .addColumn('vehicle_id', 'text')
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addForeignKeyConstraint('id_token_household', ['compound_id', 'household_id'], 'household', [
      'compound_id',
      'id',
    ])
    .execute();
  await db.schema
    .createTable('charging_session')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('transaction_id', 'integer', (c) => c.notNull())
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('connector_id', 'integer', (c) => c.notNull())
    .addColumn('id_tag', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text')
    .addColumn('vehicle_id', 'text')
    .addColumn('started_at', 'text', (c) => c.notNull())
    .addColumn('meter_start_wh', 'integer', (c) => c.notNull())
    .addColumn('last_meter_wh', 'integer', (c) => c.notNull())
    .addColumn('last_meter_at', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('meter_stop_wh', 'integer')
    .addColumn('stop_reason', 'text')
    .addColumn('start_known', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('charging_session_pk', ['compound_id', 'transaction_id'])
    .addUniqueConstraint('charging_session_meaning', [
      'compound_id',
      'pile_id',
      'connector_id',
      'id_tag',
      'meter_start_wh',
      'started_at',
    ])
    .addForeignKeyConstraint('charging_session_pile', ['compound_id', 'pile_id'], 'pile', [
      'compound_id',
      'id',
    ])
    .execute();
  await sql`create index charging_session_live on charging_session (compound_id, pile_id) where ended_at is null`.execute(
    db,
  );
  await db.schema
    .createTable('meter_value')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('connector_id', 'integer', (c) => c.notNull())
    .addColumn('transaction_id', 'integer', (c) => c.notNull())
    .addColumn('sampled_at', 'text', (c) => c.notNull())
    .addColumn('context', 'text', (c) => c.notNull())
    .addColumn('measurand', 'text', (c) => c.notNull())
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('location', 'text', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('value', 'double precision', (c) => c.notNull())
    .addPrimaryKeyConstraint('meter_value_pk', [
      'compound_id',
      'pile_id',
      'connector_id',
      'transaction_id',
      'sampled_at',
      'context',
      'measurand',
      'phase',
      'location',
    ])
    .execute();
}
