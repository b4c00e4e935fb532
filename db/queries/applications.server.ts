import type { ApplicationDraft } from '~/domain/installation/application-draft';
import type { CaseStatus } from '~/domain/installation/life-cycle';
import type { Db, Trx } from '../client.server';
import type { CaseRow } from './cases.server';

/** The draft a person has for a household, if any. */
export async function findDraft(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
  personId: string,
): Promise<CaseRow | undefined> {
  const row = await db
    .selectFrom('installation_case')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('applicant_id', '=', personId)
    .where('status', '=', 'draft')
    .executeTakeFirst();
  return row as CaseRow | undefined;
}

/** Every draft of a person, the last touched first. */
export async function listDraftsOfPerson(db: Db | Trx, personId: string): Promise<CaseRow[]> {
  const rows = await db
    .selectFrom('installation_case')
    .selectAll()
    .where('applicant_id', '=', personId)
    .where('status', '=', 'draft')
    .orderBy('updated_at', 'desc')
    .execute();
  return rows as CaseRow[];
}

export interface NewDraft {
  id: string;
  compoundId: string;
  householdId: string;
  personId: string;
  draft: ApplicationDraft;
  at: string;
}

/** Begins a draft unless the person has one for the household already. */
export async function insertDraft(trx: Trx, draft: NewDraft): Promise<void> {
  await trx
    .insertInto('installation_case')
    .values({
      compound_id: draft.compoundId,
      id: draft.id,
      household_id: draft.householdId,
      applicant_id: draft.personId,
      status: 'draft',
      draft: JSON.stringify(draft.draft),
      created_at: draft.at,
      updated_at: draft.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteDraft(trx: Trx, compoundId: string, caseId: string): Promise<void> {
  await trx
    .deleteFrom('installation_case')
    .where('compound_id', '=', compoundId)
    .where('id', '=', caseId)
    .where('status', '=', 'draft')
    .execute();
}

/** What a draft says so far. */
export function draftOf(row: Pick<CaseRow, 'draft'>): ApplicationDraft {
  return JSON.parse(row.draft) as ApplicationDraft;
}

/** The submitted cases of a household, the newest first, with the code of the space. */
export async function listCasesOfHousehold(db: Db | Trx, compoundId: string, householdId: string) {
  const rows = await db
    .selectFrom('installation_case')
    .leftJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'installation_case.compound_id')
        .onRef('parking_space.id', '=', 'installation_case.parking_space_id'),
    )
    .select([
      'installation_case.id',
      'installation_case.compound_id',
      'installation_case.case_no',
      'installation_case.status',
      'installation_case.due_at',
      'installation_case.due_provisional',
      'installation_case.submitted_at',
      'installation_case.updated_at',
      'parking_space.code as space_code',
    ])
    .where('installation_case.compound_id', '=', compoundId)
    .where('installation_case.household_id', '=', householdId)
    .where('installation_case.status', '!=', 'draft')
    .orderBy('installation_case.submitted_at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, status: row.status as CaseStatus }));
}
