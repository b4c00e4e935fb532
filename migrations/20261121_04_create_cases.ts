import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('installation_case')
    .addColumn('compound_id', 'text', (c) => c.notNull().references('compound.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('case_no', 'text', (c) => c.unique())
    .addColumn('household_id', 'text', (c) => c.notNull())
    .addColumn('applicant_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('returned_from', 'text')
    .addColumn('parking_space_id', 'text')
    .addColumn('vehicle_id', 'text')
    .addColumn('draft', 'text', (c) => c.notNull())
    .addColumn('pile_kw', 'double precision')
    .addColumn('pile_phases', 'integer')
    .addColumn('smart_capable', 'integer')
    .addColumn('needs_common_route', 'integer')
    .addColumn('due_at', 'text')
    .addColumn('due_provisional', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('paused_days_left', 'integer')
    .addColumn('escalated_at', 'text')
    .addColumn('queue_rank', 'integer')
    .addColumn('log_seq', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('log_hash', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('submitted_at', 'text')
    .addColumn('closed_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('installation_case_pk', ['compound_id', 'id'])
    .addForeignKeyConstraint('installation_case_household', ['compound_id', 'household_id'], 'household', [
      'compound_id',
      'id',
    ])
    .addForeignKeyConstraint(
      'installation_case_space',
      ['compound_id', 'parking_space_id'],
      'parking_space',
      ['compound_id', 'id'],
    )
    .addForeignKeyConstraint('installation_case_vehicle', ['compound_id', 'vehicle_id'], 'vehicle', [
      'compound_id',
      'id',
    ])
    .execute();
  await sql`create unique index installation_case_one_open_per_space on installation_case (compound_id, parking_space_id)
    where status not in ('draft', 'withdrawn', 'closed_refused', 'not_feasible', 'retired')`.execute(db);
  await sql`create unique index installation_case_one_draft on installation_case (compound_id, household_id, applicant_id)
    where status = 'draft'`.execute(db);
  await db.schema
    .createIndex('installation_case_inbox')
    .on('installation_case')
    .columns(['compound_id', 'status', 'due_at'])
    .execute();
  await db.schema
    .createTable('case_event')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('actor_role', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('prev_hash', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('case_event_pk', ['compound_id', 'case_id', 'seq'])
    .addForeignKeyConstraint('case_event_case', ['compound_id', 'case_id'], 'installation_case', [
      'compound_id',
      'id',
    ])
    .execute();
  await db.schema
    .createTable('case_note')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('case_note_pk', ['compound_id', 'case_id', 'seq'])
    .addForeignKeyConstraint('case_note_event', ['compound_id', 'case_id', 'seq'], 'case_event', [
      'compound_id',
      'case_id',
      'seq',
    ])
    .execute();
  await db.schema
    .createTable('case_document')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('media_type', 'text', (c) => c.notNull())
    .addColumn('byte_size', 'integer', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('storage_key', 'text', (c) => c.notNull())
    .addColumn('uploaded_by', 'text', (c) => c.notNull())
    .addColumn('uploaded_at', 'text', (c) => c.notNull())
    .addColumn('removed_at', 'text')
    .addPrimaryKeyConstraint('case_document_pk', ['compound_id', 'id'])
    .addForeignKeyConstraint('case_document_case', ['compound_id', 'case_id'], 'installation_case', [
      'compound_id',
      'id',
    ])
    .execute();
  await db.schema
    .createIndex('case_document_of_case')
    .on('case_document')
    .columns(['compound_id', 'case_id'])
    .execute();
  await db.schema
    .createTable('consent_letter')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('letter_no', 'text', (c) => c.notNull().unique())
    .addColumn('verify_token', 'text', (c) => c.notNull().unique())
    .addColumn('facts', 'text', (c) => c.notNull())
    .addColumn('issued_by', 'text', (c) => c.notNull())
    .addColumn('issued_at', 'text', (c) => c.notNull())
    .addColumn('revoked_at', 'text')
    .addPrimaryKeyConstraint('consent_letter_pk', ['compound_id', 'id'])
    .addForeignKeyConstraint('consent_letter_of_case', ['compound_id', 'case_id'], 'installation_case', [
      'compound_id',
      'id',
    ])
    .execute();
  await sql`create unique index consent_letter_one_in_force on consent_letter (compound_id, case_id) where revoked_at is null`.execute(
    db,
  );
  await db.schema
    .createTable('resolution')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('legal_mode', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('params', 'text', (c) => c.notNull())
    .addColumn('members_total', 'integer', (c) => c.notNull())
    .addColumn('opened_at', 'text', (c) => c.notNull())
    .addColumn('closes_at', 'text', (c) => c.notNull())
    .addColumn('result', 'text')
    .addColumn('decided_at', 'text')
    .addPrimaryKeyConstraint('resolution_pk', ['compound_id', 'id'])
    .addForeignKeyConstraint('resolution_case', ['compound_id', 'case_id'], 'installation_case', [
      'compound_id',
      'id',
    ])
    .execute();
  await sql`create unique index resolution_one_open_per_case on resolution (compound_id, case_id) where status = 'open'`.execute(
    db,
  );
  await db.schema
    .createTable('resolution_vote')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('resolution_id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('choice', 'text', (c) => c.notNull())
    .addColumn('note', 'text')
    .addColumn('cast_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('resolution_vote_pk', ['compound_id', 'resolution_id', 'person_id'])
    .addForeignKeyConstraint('resolution_vote_of', ['compound_id', 'resolution_id'], 'resolution', [
      'compound_id',
      'id',
    ])
    .execute();
  await db.schema
    .createTable('resolution_objection')
    .addColumn('compound_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('resolution_id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('household_id', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addColumn('upheld', 'integer')
    .addColumn('handling', 'text')
    .addColumn('handled_by', 'text')
    .addColumn('handled_at', 'text')
    .addPrimaryKeyConstraint('resolution_objection_pk', ['compound_id', 'id'])
    .addUniqueConstraint('resolution_objection_once', ['compound_id', 'resolution_id', 'household_id'])
    .addForeignKeyConstraint('resolution_objection_of', ['compound_id', 'resolution_id'], 'resolution', [
      'compound_id',
      'id',
    ])
    .execute();
}
