import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('charging_wish')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text', (c) => c.notNull())
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('ready_time', 'text', (c) => c.notNull())
    .addColumn('amount_kind', 'text', (c) => c.notNull())
    .addColumn('amount', 'double precision', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('repeats', 'integer', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addColumn('ready_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('charging_wish_pk', ['compound_id', 'id'])
    .addForeignKeyConstraint('charging_wish_pile', ['compound_id', 'pile_id'], 'pile', ['compound_id', 'id'])
    .execute();
  await db.schema
    .createIndex('charging_wish_latest')
    .on('charging_wish')
    .columns(['compound_id', 'pile_id', 'made_at'])
    .execute();
  await db.schema
    .createTable('night_plan')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('start_at', 'text', (c) => c.notNull())
    .addColumn('interval_minutes', 'integer', (c) => c.notNull())
    .addColumn('problem', 'text', (c) => c.notNull())
    .addColumn('plan', 'text', (c) => c.notNull())
    .addColumn('context', 'text', (c) => c.notNull())
    .addColumn('unmet_kwh', 'double precision', (c) => c.notNull())
    .addColumn('cost_yuan', 'double precision', (c) => c.notNull())
    .addColumn('solve_ms', 'double precision', (c) => c.notNull())
    .addPrimaryKeyConstraint('night_plan_pk', ['compound_id', 'id'])
    .execute();
  await db.schema
    .createIndex('night_plan_latest')
    .on('night_plan')
    .columns(['compound_id', 'made_at'])
    .execute();
  await db.schema
    .createTable('ocpp_command')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('queue_seq', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('connector_id', 'integer', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('idempotency_key', 'text', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('limit_kw', 'double precision')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('answer', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('sent_at', 'text')
    .addColumn('answered_at', 'text')
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('ocpp_command_pk', ['compound_id', 'id'])
    .addUniqueConstraint('ocpp_command_once', ['compound_id', 'idempotency_key'])
    .execute();
  await db.schema
    .createIndex('ocpp_command_queue')
    .on('ocpp_command')
    .columns(['compound_id', 'pile_id', 'state'])
    .execute();
  await sql`create index ocpp_command_open on ocpp_command (expires_at) where state in ('queued', 'sent')`.execute(
    db,
  );
  await db.schema
    .createTable('ocpp_frame')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('direction', 'text', (c) => c.notNull())
    .addColumn('frame', 'text', (c) => c.notNull())
    .addColumn('nonconformity', 'text')
    .addPrimaryKeyConstraint('ocpp_frame_pk', ['compound_id', 'id'])
    .execute();
  await db.schema
    .createIndex('ocpp_frame_of_pile')
    .on('ocpp_frame')
    .columns(['compound_id', 'pile_id', 'at'])
    .execute();
}
