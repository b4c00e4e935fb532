import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('booking_ask')
    .addColumn('compound_id', 'text', (c) => c.notNull().references('compound.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text', (c) => c.notNull())
    .addColumn('asked_on', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('start_at', 'text', (c) => c.notNull())
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('booking_ask_pk', ['compound_id', 'id'])
    .execute();
  await db.schema
    .createIndex('booking_ask_by_day')
    .on('booking_ask')
    .columns(['compound_id', 'asked_on'])
    .execute();
  await db.schema
    .createTable('wait_entry')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('vehicle_id', 'text')
    .addColumn('pile_id', 'text')
    .addColumn('from_at', 'text', (c) => c.notNull())
    .addColumn('to_at', 'text', (c) => c.notNull())
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('wanted_wh', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) =>
      c.notNull().check(sql`status in ('waiting', 'offered', 'taken', 'left', 'over')`),
    )
    .addColumn('idempotency_key', 'text', (c) => c.notNull())
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addColumn('offers', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('passed_at', 'text')
    .addColumn('ended_at', 'text')
    .addPrimaryKeyConstraint('wait_entry_pk', ['compound_id', 'id'])
    .addUniqueConstraint('wait_entry_once', ['compound_id', 'household_id', 'idempotency_key'])
    .addForeignKeyConstraint('wait_entry_household', ['compound_id', 'household_id'], 'household', [
      'compound_id',
      'id',
    ])
    .execute();
  await sql`create index wait_entry_open on wait_entry (compound_id, from_at) where status in ('waiting', 'offered')`.execute(
    db,
  );
  await db.schema
    .createTable('booking_series')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('vehicle_id', 'text')
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('weekday', 'integer', (c) => c.notNull())
    .addColumn('start_minute', 'integer', (c) => c.notNull())
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('wanted_wh', 'integer', (c) => c.notNull())
    .addColumn('next_on', 'text', (c) => c.notNull())
    .addColumn('until_on', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('active', 'ended')`))
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('booking_series_pk', ['compound_id', 'id'])
    .addForeignKeyConstraint('booking_series_pile', ['compound_id', 'pile_id'], 'shared_pile', [
      'compound_id',
      'pile_id',
    ])
    .execute();
  await db.schema
    .createTable('booking_swap')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('from_booking_id', 'text', (c) => c.notNull())
    .addColumn('to_booking_id', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) =>
      c.notNull().check(sql`status in ('asked', 'accepted', 'declined', 'over')`),
    )
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .addColumn('answer_by_at', 'text', (c) => c.notNull())
    .addColumn('decided_at', 'text')
    .addPrimaryKeyConstraint('booking_swap_pk', ['compound_id', 'id'])
    .addForeignKeyConstraint('booking_swap_from', ['compound_id', 'from_booking_id'], 'booking', [
      'compound_id',
      'id',
    ])
    .addForeignKeyConstraint('booking_swap_to', ['compound_id', 'to_booking_id'], 'booking', [
      'compound_id',
      'id',
    ])
    .execute();
  await sql`create unique index booking_swap_open on booking_swap (compound_id, from_booking_id, to_booking_id) where status = 'asked'`.execute(
    db,
  );
  await db.schema
    .createTable('occupation')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('booking_id', 'text', (c) => c.notNull())
    .addColumn('from_at', 'text', (c) => c.notNull())
    .addColumn('until_at', 'text')
    .addColumn('fee_fen', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) =>
      c.notNull().check(sql`status in ('running', 'ended', 'appealed', 'waived', 'kept')`),
    )
    .addColumn('appeal_text', 'text')
    .addColumn('appealed_at', 'text')
    .addColumn('decided_at', 'text')
    .addColumn('decided_by', 'text')
    .addColumn('decision_text', 'text')
    .addPrimaryKeyConstraint('occupation_pk', ['compound_id', 'booking_id'])
    .addForeignKeyConstraint('occupation_of', ['compound_id', 'booking_id'], 'booking', ['compound_id', 'id'])
    .execute();
  await db.schema
    .createTable('charge_bill')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('booking_id', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text', (c) => c.notNull())
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('price_board_id', 'text', (c) => c.notNull())
    .addColumn('energy_wh', 'integer', (c) => c.notNull())
    .addColumn('lines', 'text', (c) => c.notNull())
    .addColumn('electricity_fen', 'integer', (c) => c.notNull())
    .addColumn('service_fen', 'integer', (c) => c.notNull())
    .addColumn('guarantee_fen', 'integer', (c) => c.notNull())
    .addColumn('compensation_fen', 'integer', (c) => c.notNull())
    .addColumn('occupation_fen', 'integer', (c) => c.notNull())
    .addColumn('total_fen', 'integer', (c) => c.notNull())
    .addColumn('lender_household_id', 'text')
    .addColumn('lender_fen', 'integer', (c) => c.notNull())
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('charge_bill_pk', ['compound_id', 'booking_id'])
    .addForeignKeyConstraint('charge_bill_of', ['compound_id', 'booking_id'], 'booking', [
      'compound_id',
      'id',
    ])
    .addForeignKeyConstraint('charge_bill_price', ['compound_id', 'price_board_id'], 'price_board', [
      'compound_id',
      'id',
    ])
    .execute();
  await db.schema
    .createIndex('charge_bill_of_lender')
    .on('charge_bill')
    .columns(['compound_id', 'lender_household_id', 'made_at'])
    .execute();
  await db.schema
    .createTable('household_notice')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('dedupe_key', 'text', (c) => c.notNull())
    .addColumn('facts', 'text', (c) => c.notNull())
    .addColumn('link', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('read_at', 'text')
    .addPrimaryKeyConstraint('household_notice_pk', ['compound_id', 'id'])
    .addUniqueConstraint('household_notice_once', ['compound_id', 'household_id', 'dedupe_key'])
    .execute();
  await db.schema
    .createIndex('household_notice_latest')
    .on('household_notice')
    .columns(['compound_id', 'household_id', 'at'])
    .execute();
}
