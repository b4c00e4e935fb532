import { type Kysely, PostgresAdapter, sql } from 'kysely';

const HOLDING = sql`status in ('offered', 'booked', 'active')`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('booking_ledger')
    .addColumn('compound_id', 'text', (c) => c.primaryKey().references('compound.id'))
    .addColumn('turn', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('booking')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('pile_id', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text', (c) => c.notNull())
    .addColumn('vehicle_id', 'text')
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('slot', 'walk-up')`))
    .addColumn('status', 'text', (c) =>
      c
        .notNull()
        .check(
          sql`status in ('requested', 'offered', 'booked', 'active', 'finished', 'no-show', 'cancelled', 'declined', 'expired')`,
        ),
    )
    .addColumn('start_at', 'text', (c) => c.notNull())
    .addColumn('end_at', 'text', (c) => c.notNull())
    .addColumn('start_ms', 'bigint', (c) => c.notNull())
    .addColumn('hold_until_ms', 'bigint', (c) => c.notNull())
    .addColumn('asked_end_at', 'text', (c) => c.notNull())
    .addColumn('wanted_wh', 'integer', (c) => c.notNull())
    .addColumn('promised_wh', 'integer', (c) => c.notNull())
    .addColumn('quote', 'text', (c) => c.notNull())
    .addColumn('price_board_id', 'text', (c) => c.notNull())
    .addColumn('idempotency_key', 'text', (c) => c.notNull())
    .addColumn('series_id', 'text')
    .addColumn('wait_id', 'text')
    .addColumn('reservation_no', 'integer')
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addColumn('answer_by_at', 'text')
    .addColumn('checked_in_at', 'text')
    .addColumn('checked_in_by', 'text')
    .addColumn('transaction_id', 'integer')
    .addColumn('left_at', 'text')
    .addColumn('closed_at', 'text')
    .addColumn('close_reason', 'text')
    .addColumn('delivered_wh', 'integer')
    .addColumn('turn', 'integer', (c) => c.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('booking_pk', ['compound_id', 'id'])
    .addUniqueConstraint('booking_once', ['compound_id', 'household_id', 'idempotency_key'])
    .addForeignKeyConstraint('booking_pile', ['compound_id', 'pile_id'], 'shared_pile', [
      'compound_id',
      'pile_id',
    ])
    .addForeignKeyConstraint('booking_household', ['compound_id', 'household_id'], 'household', [
      'compound_id',
      'id',
    ])
    .addForeignKeyConstraint('booking_price', ['compound_id', 'price_board_id'], 'price_board', [
      'compound_id',
      'id',
    ])
    .addCheckConstraint('booking_window', sql`start_ms < hold_until_ms and start_at < end_at`)
    .execute();
  for (const columns of [
    ['compound_id', 'pile_id', 'start_ms'],
    ['compound_id', 'household_id', 'start_ms'],
    ['compound_id', 'status', 'start_ms'],
  ]) {
    await db.schema.createIndex(`booking_by_${columns[1]}`).on('booking').columns(columns).execute();
  }
  await sql`create unique index booking_of_transaction on booking (compound_id, transaction_id) where transaction_id is not null`.execute(
    db,
  );
  await forbidOverlap(db, 'booking_one_car_a_pile', 'pile_id');
  await forbidOverlap(db, 'booking_one_pile_a_car', 'vehicle_id');
  await db.schema
    .createTable('booking_event')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('booking_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text')
    .addColumn('detail', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('booking_event_pk', ['compound_id', 'booking_id', 'seq'])
    .addForeignKeyConstraint('booking_event_of', ['compound_id', 'booking_id'], 'booking', [
      'compound_id',
      'id',
    ])
    .execute();
}

/**
 * Two bookings that hold a pile (or a car) never share an instant: an exclusion constraint on PostgreSQL; on SQLite, whose
 * writers take turns, triggers that look at the rows in the same statement.
 */
async function forbidOverlap(db: Kysely<unknown>, name: string, column: string): Promise<void> {
  const key = sql.ref(column);
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    await sql`create extension if not exists btree_gist`.execute(db);
    await sql`alter table booking add constraint ${sql.ref(name)} exclude using gist (
      compound_id with =, ${key} with =, int8range(start_ms, hold_until_ms) with &&) where (${HOLDING})`.execute(
      db,
    );
    return;
  }
  const refuse = sql`begin select raise(abort, ${sql.lit(`exclusion: ${name}`)}) where exists (
    select 1 from booking as held where held.compound_id = new.compound_id and held.${key} = new.${key}
      and held.id <> new.id and held.${HOLDING}
      and held.start_ms < new.hold_until_ms and new.start_ms < held.hold_until_ms); end`;
  for (const event of ['insert', 'update']) {
    await sql`create trigger ${sql.ref(`${name}_${event}`)} after ${sql.raw(event)} on booking
      when new.${HOLDING} ${refuse}`.execute(db);
  }
}
