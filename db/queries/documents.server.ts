import type { Selectable } from 'kysely';
import type { CaseStatus } from '~/domain/installation/life-cycle';
import type { Grant } from '~/domain/permissions/can';
import type { Db, Trx } from '../client.server';
import type { CaseDocumentTable } from '../schema/cases';
import { caseIsVisible } from './cases.server';
import { tenancyColumns, toTenancy } from './tenancy.server';

export type DocumentRow = Selectable<CaseDocumentTable>;

/** A kept document of a case that one of the grants is tied to. */
export async function findVisibleDocument(db: Db | Trx, grants: readonly Grant[], documentId: string) {
  const found = await db
    .selectFrom('case_document')
    .innerJoin('installation_case', (join) =>
      join
        .onRef('installation_case.compound_id', '=', 'case_document.compound_id')
        .onRef('installation_case.id', '=', 'case_document.case_id'),
    )
    .innerJoin('compound', 'compound.id', 'installation_case.compound_id')
    .selectAll('case_document')
    .select(tenancyColumns)
    .select([
      'installation_case.household_id',
      'installation_case.applicant_id',
      'installation_case.status as case_status',
    ])
    .where('case_document.id', '=', documentId)
    .where('case_document.removed_at', 'is', null)
    .where(caseIsVisible(grants))
    .executeTakeFirst();
  if (!found) return undefined;
  return {
    document: found as DocumentRow,
    householdId: found.household_id,
    applicantId: found.applicant_id,
    caseStatus: found.case_status as CaseStatus,
    tenancy: toTenancy(found),
  };
}

/** The kept documents of a case, oldest first. */
export async function listCaseDocuments(
  db: Db | Trx,
  compoundId: string,
  caseId: string,
): Promise<DocumentRow[]> {
  return db
    .selectFrom('case_document')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('case_id', '=', caseId)
    .where('removed_at', 'is', null)
    .orderBy('uploaded_at')
    .orderBy('id')
    .execute();
}

export async function markDocumentRemoved(
  trx: Trx,
  compoundId: string,
  documentId: string,
  at: string,
): Promise<void> {
  await trx
    .updateTable('case_document')
    .set({ removed_at: at })
    .where('compound_id', '=', compoundId)
    .where('id', '=', documentId)
    .where('removed_at', 'is', null)
    .execute();
}

/** Deletes every document line of a case and returns where the bytes lie; for drafts, which leave nothing behind. */
export async function deleteDocumentsOfCase(trx: Trx, compoundId: string, caseId: string): Promise<string[]> {
  const rows = await trx
    .deleteFrom('case_document')
    .where('compound_id', '=', compoundId)
    .where('case_id', '=', caseId)
    .returning('storage_key')
    .execute();
  return rows.map((row) => row.storage_key);
}
