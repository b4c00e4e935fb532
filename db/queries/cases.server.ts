import type { ExpressionBuilder, Selectable, Updateable } from 'kysely';
import type { CaseStatus } from '~/domain/installation/life-cycle';
import type { Grant, Tenancy } from '~/domain/permissions/can';
import type { Db, Trx } from '../client.server';
import type { Database } from '../schema';
import type { CaseEventTable, CaseNoteTable, InstallationCaseTable } from '../schema/cases';
import { organisationColumn, tenancyColumns, toTenancy } from './tenancy.server';

export type CaseRow = Omit<Selectable<InstallationCaseTable>, 'status' | 'returned_from'> & {
  status: CaseStatus;
  returned_from: CaseStatus | null;
};

export interface VisibleCase {
  row: CaseRow;
  tenancy: Tenancy;
}

/** The SQL half of `canSee` for cases: own household's, or submitted ones of compounds that an organisation is tied to. */
export function caseIsVisible(grants: readonly Grant[]) {
  return (eb: ExpressionBuilder<Database, 'compound' | 'installation_case'>) =>
    eb.or(
      grants.flatMap((grant) => {
        if (grant.role === 'admin') return [];
        if (grant.role === 'resident') {
          return [
            eb.and([
              eb('installation_case.compound_id', '=', grant.compoundId),
              eb('installation_case.household_id', '=', grant.householdId),
            ]),
          ];
        }
        return [
          eb.and([
            eb(organisationColumn[grant.role], '=', grant.organisationId),
            eb('installation_case.status', '!=', 'draft'),
          ]),
        ];
      }),
    );
}

/** Cases with compound, household, applicant and, where one is chosen, the space. */
export function casesWithApplicants(db: Db | Trx) {
  return db
    .selectFrom('installation_case')
    .innerJoin('compound', 'compound.id', 'installation_case.compound_id')
    .innerJoin('household', (join) =>
      join
        .onRef('household.compound_id', '=', 'installation_case.compound_id')
        .onRef('household.id', '=', 'installation_case.household_id'),
    )
    .innerJoin('person', 'person.id', 'installation_case.applicant_id')
    .leftJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'installation_case.compound_id')
        .onRef('parking_space.id', '=', 'installation_case.parking_space_id'),
    );
}

/** Cases whose space is chosen, with the space and the feeder it is planned on. */
export function casesOnFeeders(db: Db | Trx) {
  return db
    .selectFrom('installation_case')
    .innerJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'installation_case.compound_id')
        .onRef('parking_space.id', '=', 'installation_case.parking_space_id'),
    )
    .innerJoin('feeder', (join) =>
      join
        .onRef('feeder.compound_id', '=', 'parking_space.compound_id')
        .onRef('feeder.id', '=', 'parking_space.feeder_id'),
    );
}

/** A case that one of the grants is tied to; undefined for a case of another tenant or of another household. */
export async function findVisibleCase(
  db: Db | Trx,
  grants: readonly Grant[],
  caseId: string,
): Promise<VisibleCase | undefined> {
  const found = await db
    .selectFrom('installation_case')
    .innerJoin('compound', 'compound.id', 'installation_case.compound_id')
    .selectAll('installation_case')
    .select(tenancyColumns)
    .where('installation_case.id', '=', caseId)
    .where(caseIsVisible(grants))
    .executeTakeFirst();
  if (!found) return undefined;
  return { row: found as unknown as CaseRow, tenancy: toTenancy(found) };
}

/** The case as it stands, locked for this transaction: writers of one case take turns on both databases. */
export async function lockCase(
  trx: Trx,
  compoundId: string,
  caseId: string,
  at: string,
): Promise<CaseRow | undefined> {
  const row = await trx
    .updateTable('installation_case')
    .set({ updated_at: at })
    .where('compound_id', '=', compoundId)
    .where('id', '=', caseId)
    .returningAll()
    .executeTakeFirst();
  return row as CaseRow | undefined;
}

export async function updateCase(
  trx: Trx,
  compoundId: string,
  caseId: string,
  patch: Updateable<InstallationCaseTable>,
): Promise<void> {
  await trx
    .updateTable('installation_case')
    .set(patch)
    .where('compound_id', '=', compoundId)
    .where('id', '=', caseId)
    .execute();
}

export type CaseEventRow = Selectable<CaseEventTable>;

export async function insertCaseEvent(trx: Trx, row: CaseEventRow): Promise<void> {
  await trx.insertInto('case_event').values(row).execute();
}

/** Keeps the words of an event apart from the log, which holds their hash. */
export async function insertCaseNote(trx: Trx, row: Selectable<CaseNoteTable>): Promise<void> {
  await trx.insertInto('case_note').values(row).execute();
}

/** The whole log of a case, oldest first, with the name of who acted and the words that go with the step. */
export async function listCaseEvents(db: Db | Trx, compoundId: string, caseId: string) {
  return db
    .selectFrom('case_event')
    .leftJoin('person', 'person.id', 'case_event.actor_id')
    .leftJoin('case_note', (join) =>
      join
        .onRef('case_note.compound_id', '=', 'case_event.compound_id')
        .onRef('case_note.case_id', '=', 'case_event.case_id')
        .onRef('case_note.seq', '=', 'case_event.seq'),
    )
    .selectAll('case_event')
    .select(['person.name as actor_name', 'case_note.words'])
    .where('case_event.compound_id', '=', compoundId)
    .where('case_event.case_id', '=', caseId)
    .orderBy('case_event.seq')
    .execute();
}
