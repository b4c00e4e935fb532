import { type Selectable, sql } from 'kysely';
import { closedStatuses } from '~/domain/installation/life-cycle';
import type { Db, Trx } from '../client.server';
import type { ParkingSpaceTable } from '../schema/grid';

export type ParkingSpaceRow = Selectable<ParkingSpaceTable>;

export async function listSpacesOfHousehold(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
): Promise<ParkingSpaceRow[]> {
  return db
    .selectFrom('parking_space')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .orderBy('code')
    .execute();
}

export async function findSpace(
  db: Db | Trx,
  compoundId: string,
  spaceId: string,
): Promise<ParkingSpaceRow | undefined> {
  return db
    .selectFrom('parking_space')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('id', '=', spaceId)
    .executeTakeFirst();
}

/** The space with a code, in any case, locked for this transaction: two claims on one space take turns. */
export async function lockSpaceByCode(
  trx: Trx,
  compoundId: string,
  code: string,
): Promise<ParkingSpaceRow | undefined> {
  return trx
    .updateTable('parking_space')
    .set((eb) => ({ code: eb.ref('code') }))
    .where('compound_id', '=', compoundId)
    .where(sql`upper(code)`, '=', code)
    .returningAll()
    .executeTakeFirst();
}

/** The space, locked for this transaction: two applications for one space take turns. */
export async function lockSpace(
  trx: Trx,
  compoundId: string,
  spaceId: string,
): Promise<ParkingSpaceRow | undefined> {
  return trx
    .updateTable('parking_space')
    .set((eb) => ({ code: eb.ref('code') }))
    .where('compound_id', '=', compoundId)
    .where('id', '=', spaceId)
    .returningAll()
    .executeTakeFirst();
}

/** Enters a household's claim on a space; unchecked until `confirmSpaceClaim`. */
export async function claimSpaceFor(
  trx: Trx,
  compoundId: string,
  spaceId: string,
  claim: { householdId: string; kind: string; leaseUntilOn: string | null },
): Promise<void> {
  await trx
    .updateTable('parking_space')
    .set({
      household_id: claim.householdId,
      kind: claim.kind,
      lease_until_on: claim.leaseUntilOn,
      registered_at: null,
    })
    .where('compound_id', '=', compoundId)
    .where('id', '=', spaceId)
    .execute();
}

/** Gives back a claim that nobody has checked yet. */
export async function releaseSpaceClaim(trx: Trx, compoundId: string, spaceId: string): Promise<void> {
  await trx
    .updateTable('parking_space')
    .set({ household_id: null, lease_until_on: null, registered_at: null })
    .where('compound_id', '=', compoundId)
    .where('id', '=', spaceId)
    .where('registered_at', 'is', null)
    .execute();
}

/** The property has checked the claim of the household that holds the space; a checked one keeps its day. */
export async function confirmSpaceClaim(
  trx: Trx,
  compoundId: string,
  spaceId: string,
  at: string,
): Promise<void> {
  await trx
    .updateTable('parking_space')
    .set({ registered_at: at })
    .where('compound_id', '=', compoundId)
    .where('id', '=', spaceId)
    .where('household_id', 'is not', null)
    .where('registered_at', 'is', null)
    .execute();
}

/** The case that is under way for a space, from its submission until it is closed. */
export async function findOpenCaseOfSpace(db: Db | Trx, compoundId: string, spaceId: string) {
  return db
    .selectFrom('installation_case')
    .select(['id', 'case_no', 'household_id', 'status'])
    .where('compound_id', '=', compoundId)
    .where('parking_space_id', '=', spaceId)
    .where('status', 'not in', ['draft', ...closedStatuses])
    .executeTakeFirst();
}

/** Whether any case or pile names the space. */
export async function isSpaceInUse(db: Db | Trx, compoundId: string, spaceId: string): Promise<boolean> {
  const inCase = await db
    .selectFrom('installation_case')
    .select('id')
    .where('compound_id', '=', compoundId)
    .where('parking_space_id', '=', spaceId)
    .limit(1)
    .executeTakeFirst();
  return inCase !== undefined;
}
