import { type ExpressionBuilder, sql } from 'kysely';
import type { Grant } from '~/domain/permissions/can';
import type { Db, Trx } from '../client.server';
import type { Database } from '../schema';
import { compoundIsVisible } from './tenancy.server';

export interface HouseholdFilter {
  grants: readonly Grant[];
  compoundId?: string;
  building?: string;
  /** A door or a part of one: `3-1-501`, `501`. */
  search?: string;
}

function matches(filter: HouseholdFilter) {
  return (eb: ExpressionBuilder<Database, 'household' | 'compound'>) => {
    const parts = [compoundIsVisible(filter.grants)(eb as never)];
    if (filter.compoundId) parts.push(eb('household.compound_id', '=', filter.compoundId) as never);
    if (filter.building) parts.push(eb('household.building', '=', filter.building) as never);
    const typed = filter.search?.trim();
    if (typed) {
      const pattern = `%${typed.replace(/[\\%_]/g, (found) => `\\${found}`)}%`;
      const door = sql`household.building || '-' || household.unit || '-' || household.room`;
      parts.push(sql<boolean>`${door} like ${pattern} escape '\\'` as never);
    }
    return eb.and(parts);
  };
}

function householdsFrom(db: Db, filter: HouseholdFilter) {
  return db
    .selectFrom('household')
    .innerJoin('compound', 'compound.id', 'household.compound_id')
    .where(matches(filter));
}

/** Households by door with their join codes and the names of who lives there; unmasked, so the page must mask. */
export async function listHouseholdCodes(
  db: Db,
  filter: HouseholdFilter,
  page: { limit: number; offset: number },
) {
  const rows = await householdsFrom(db, filter)
    .select([
      'household.compound_id',
      'household.id',
      'household.building',
      'household.unit',
      'household.room',
      'household.join_code',
      'compound.name as compound_name',
    ])
    .orderBy('compound.name')
    .orderBy(sql`length(household.building)`)
    .orderBy('household.building')
    .orderBy('household.unit')
    .orderBy(sql`length(household.room)`)
    .orderBy('household.room')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const names = await listResidentNames(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    ...row,
    residentNames: names
      .filter((name) => name.household_id === row.id && name.compound_id === row.compound_id)
      .map(({ name }) => name),
  }));
}

async function listResidentNames(db: Db, householdIds: readonly string[]) {
  if (householdIds.length === 0) return [];
  return db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['membership.compound_id', 'membership.household_id', 'person.name'])
    .where('membership.household_id', 'in', [...householdIds])
    .where('membership.role', '=', 'resident')
    .where('membership.ended_at', 'is', null)
    .orderBy('membership.created_at')
    .execute();
}

export async function countHouseholds(db: Db, filter: HouseholdFilter): Promise<number> {
  const row = await householdsFrom(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(row.total);
}

export async function listBuildings(db: Db, filter: Pick<HouseholdFilter, 'grants' | 'compoundId'>) {
  const rows = await householdsFrom(db, filter)
    .select('household.building')
    .distinct()
    .orderBy('household.building')
    .execute();
  return rows.map((row) => row.building).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/** Replaces a household's code; the old one is void from then on. */
export async function updateJoinCode(trx: Trx, compoundId: string, householdId: string, code: string) {
  await trx
    .updateTable('household')
    .set({ join_code: code })
    .where('compound_id', '=', compoundId)
    .where('id', '=', householdId)
    .execute();
}
