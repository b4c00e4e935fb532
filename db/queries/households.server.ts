import { sql } from 'kysely';
import type { Db, Trx } from '../client.server';
import { tenancyColumns, toTenancy } from './tenancy.server';

/** The household whose printed code, in capitals and without dashes, is `compactCode`. */
export async function findHouseholdByJoinCode(db: Db | Trx, compactCode: string) {
  return db
    .selectFrom('household')
    .innerJoin('compound', 'compound.id', 'household.compound_id')
    .select([
      'household.compound_id',
      'household.id',
      'household.building',
      'household.unit',
      'household.room',
      'compound.name as compound_name',
    ])
    .where(sql`replace(upper(household.join_code), '-', '')`, '=', compactCode)
    .executeTakeFirst();
}

/** Ties a person to a household once; true where the tie is new. */
export async function insertHouseholdMembership(
  trx: Trx,
  membership: { id: string; personId: string; compoundId: string; householdId: string; at: string },
): Promise<boolean> {
  const inserted = await trx
    .insertInto('membership')
    .values({
      id: membership.id,
      person_id: membership.personId,
      role: 'resident',
      compound_id: membership.compoundId,
      household_id: membership.householdId,
      created_at: membership.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** A household with its compound's tenancy. */
export async function findHousehold(db: Db | Trx, compoundId: string, householdId: string) {
  const row = await db
    .selectFrom('household')
    .innerJoin('compound', 'compound.id', 'household.compound_id')
    .select([
      'household.compound_id',
      'household.id',
      'household.building',
      'household.unit',
      'household.room',
      'household.join_code',
      'compound.name as compound_name',
      ...tenancyColumns,
    ])
    .where('household.compound_id', '=', compoundId)
    .where('household.id', '=', householdId)
    .executeTakeFirst();
  return row && { ...row, tenancy: toTenancy(row) };
}

/** The names of the people of a household, the earliest first. */
export async function listHouseholdMembers(db: Db | Trx, compoundId: string, householdId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id', 'person.name'])
    .where('membership.compound_id', '=', compoundId)
    .where('membership.household_id', '=', householdId)
    .where('membership.role', '=', 'resident')
    .where('membership.ended_at', 'is', null)
    .orderBy('membership.created_at')
    .orderBy('membership.id')
    .execute();
}

/** The organisations a compound's residents deal with, by kind. */
export async function listCompoundContacts(db: Db | Trx, compoundId: string) {
  return db
    .selectFrom('compound')
    .innerJoin('organisation', (join) =>
      join.on((eb) =>
        eb.or(
          (
            [
              'compound.property_org_id',
              'compound.committee_org_id',
              'compound.utility_org_id',
              'compound.operator_org_id',
              'compound.supervisor_org_id',
            ] as const
          ).map((column) => eb('organisation.id', '=', eb.ref(column))),
        ),
      ),
    )
    .select(['organisation.kind', 'organisation.name'])
    .where('compound.id', '=', compoundId)
    .execute();
}
