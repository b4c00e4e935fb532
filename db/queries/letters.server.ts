import type { Insertable } from 'kysely';
import type { LetterFacts } from '~/domain/approval/letter-facts';
import type { CaseStatus } from '~/domain/installation/life-cycle';
import type { Grant, Tenancy } from '~/domain/permissions/can';
import type { Db, Trx } from '../client.server';
import type { ConsentLetterTable } from '../schema/cases';
import { caseIsVisible } from './cases.server';
import { tenancyColumns, toTenancy } from './tenancy.server';

export async function insertLetter(trx: Trx, row: Insertable<ConsentLetterTable>): Promise<void> {
  await trx.insertInto('consent_letter').values(row).execute();
}

/** Takes the letter in force of a case out of force; nothing happens where there is none. */
export async function revokeLetterOfCase(trx: Trx, compoundId: string, caseId: string, at: string) {
  await trx
    .updateTable('consent_letter')
    .set({ revoked_at: at })
    .where('compound_id', '=', compoundId)
    .where('case_id', '=', caseId)
    .where('revoked_at', 'is', null)
    .execute();
}

export interface Letter {
  id: string;
  compoundId: string;
  caseId: string;
  letterNo: string;
  verifyToken: string;
  facts: LetterFacts;
  issuedAt: string;
  issuedByName: string | null;
  revokedAt: string | null;
  caseStatus: CaseStatus;
  householdId: string;
}

const letterColumns = [
  'consent_letter.id',
  'consent_letter.compound_id',
  'consent_letter.case_id',
  'consent_letter.letter_no',
  'consent_letter.verify_token',
  'consent_letter.facts',
  'consent_letter.issued_at',
  'consent_letter.revoked_at',
  'installation_case.status as case_status',
  'installation_case.household_id',
  'person.name as issued_by_name',
] as const;

function lettersFrom(db: Db | Trx) {
  return db
    .selectFrom('consent_letter')
    .innerJoin('installation_case', (join) =>
      join
        .onRef('installation_case.compound_id', '=', 'consent_letter.compound_id')
        .onRef('installation_case.id', '=', 'consent_letter.case_id'),
    )
    .innerJoin('compound', 'compound.id', 'consent_letter.compound_id')
    .leftJoin('person', 'person.id', 'consent_letter.issued_by')
    .select(letterColumns);
}

/** A letter whose case one of the grants is tied to. */
export async function findVisibleLetter(
  db: Db,
  grants: readonly Grant[],
  letterId: string,
): Promise<{ letter: Letter; tenancy: Tenancy } | undefined> {
  const row = await lettersFrom(db)
    .select(tenancyColumns)
    .where('consent_letter.id', '=', letterId)
    .where(caseIsVisible(grants))
    .executeTakeFirst();
  return row && { letter: toLetter(row), tenancy: toTenancy(row) };
}

/** The letter that a QR code names, for anybody who holds the paper. */
export async function findLetterByToken(db: Db, token: string): Promise<Letter | undefined> {
  const row = await lettersFrom(db).where('consent_letter.verify_token', '=', token).executeTakeFirst();
  return row && toLetter(row);
}

/** The letters of a case, newest first; at most one of them is in force. */
export async function listLettersOfCase(db: Db | Trx, compoundId: string, caseId: string): Promise<Letter[]> {
  const rows = await lettersFrom(db)
    .where('consent_letter.compound_id', '=', compoundId)
    .where('consent_letter.case_id', '=', caseId)
    .orderBy('consent_letter.issued_at', 'desc')
    .execute();
  return rows.map(toLetter);
}

type LetterRow = Awaited<ReturnType<ReturnType<typeof lettersFrom>['executeTakeFirstOrThrow']>>;

function toLetter(row: LetterRow): Letter {
  return {
    id: row.id,
    compoundId: row.compound_id,
    caseId: row.case_id,
    letterNo: row.letter_no,
    verifyToken: row.verify_token,
    facts: JSON.parse(row.facts) as LetterFacts,
    issuedAt: row.issued_at,
    issuedByName: row.issued_by_name,
    revokedAt: row.revoked_at,
    caseStatus: row.case_status as CaseStatus,
    householdId: row.household_id,
  };
}
