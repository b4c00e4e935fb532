import type { Db, Trx } from '../client.server';

export async function findPersonByLoginName(db: Db, loginName: string) {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'password_hash'])
    .where('login_name', '=', loginName)
    .executeTakeFirst();
}

/** Inserts a person for a phone number unless there is one; returns whoever holds the number. */
export async function insertPersonForPhone(trx: Trx, person: { id: string; phone: string; at: string }) {
  await trx
    .insertInto('person')
    .values({ id: person.id, phone: person.phone, name: '', created_at: person.at })
    .onConflict((conflict) => conflict.column('phone').doNothing())
    .execute();
  return trx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('phone', '=', person.phone)
    .executeTakeFirstOrThrow();
}

export async function updatePersonName(db: Db, personId: string, name: string): Promise<void> {
  await db.updateTable('person').set({ name }).where('id', '=', personId).execute();
}

export interface LoginCode {
  phone: string;
  codeHash: string;
  sentAt: string;
  expiresAt: string;
  attemptsLeft: number;
}

/** Stores the code unless one was sent to the phone after `notSince`; false where it was. */
export async function replaceLoginCode(trx: Trx, code: LoginCode, notSince: string): Promise<boolean> {
  const values = {
    phone: code.phone,
    code_hash: code.codeHash,
    sent_at: code.sentAt,
    expires_at: code.expiresAt,
    attempts_left: code.attemptsLeft,
  };
  const stored = await trx
    .insertInto('login_code')
    .values(values)
    .onConflict((conflict) =>
      conflict.column('phone').doUpdateSet(values).where('login_code.sent_at', '<=', notSince),
    )
    .returning('phone')
    .executeTakeFirst();
  return stored !== undefined;
}

/** Takes one attempt of a code that has not expired; undefined where there is none or no attempt is left. */
export async function takeLoginAttempt(db: Db, phone: string, now: string) {
  return db
    .updateTable('login_code')
    .set((eb) => ({ attempts_left: eb('attempts_left', '-', 1) }))
    .where('phone', '=', phone)
    .where('expires_at', '>', now)
    .where('attempts_left', '>', 0)
    .returning(['code_hash', 'attempts_left'])
    .executeTakeFirst();
}

/** Deletes the code if it is still the one given; false where somebody else has used it first. */
export async function useLoginCode(trx: Trx, phone: string, codeHash: string): Promise<boolean> {
  const used = await trx
    .deleteFrom('login_code')
    .where('phone', '=', phone)
    .where('code_hash', '=', codeHash)
    .returning('phone')
    .executeTakeFirst();
  return used !== undefined;
}

/** What the person may act as, with the names that pages show. */
export async function listMemberships(db: Db, personId: string) {
  return db
    .selectFrom('membership')
    .leftJoin('organisation', 'organisation.id', 'membership.organisation_id')
    .leftJoin('compound', 'compound.id', 'membership.compound_id')
    .leftJoin('household', (join) =>
      join
        .onRef('household.compound_id', '=', 'membership.compound_id')
        .onRef('household.id', '=', 'membership.household_id'),
    )
    .select([
      'membership.role',
      'membership.organisation_id',
      'organisation.name as organisation_name',
      'membership.compound_id',
      'compound.name as compound_name',
      'membership.household_id',
      'household.building',
      'household.unit',
      'household.room',
    ])
    .where('membership.person_id', '=', personId)
    .where('membership.ended_at', 'is', null)
    .orderBy('membership.created_at')
    .execute();
}

export async function getPerson(db: Db, personId: string) {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'phone', 'login_name'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
}
