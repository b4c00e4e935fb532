import { isDocumentKind } from '~/domain/installation/case-documents';
import { acceptsDocuments } from '~/domain/installation/life-cycle';
import { can } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import {
  attachEvidence,
  type FileRefusal,
  type GivenFile,
  type StoredFile,
  storeEvidence,
} from '~/use-cases/shared/installation/evidence-file.server';
import type { Trx } from '~db/client.server';
import { type CaseRow, findVisibleCase, lockCase } from '~db/queries/cases.server';
import { listCaseDocuments } from '~db/queries/documents.server';

/** Kept documents of one kind on one case: front and back, and a few more pages. */
export const MOST_OF_A_KIND = 6;

export type AddDocumentOutcome =
  | {
      ok: true;
      documentId: string;
      /** The same bytes were on file for this kind already. */
      isRepeated: boolean;
    }
  | AccessRefusal
  | FileRefusal
  | Refusal<'unknown-kind'>
  | Refusal<'documents-closed'>
  | Refusal<'too-many', { most: number }>;

/** Adds a photo or PDF to the household's case while it takes documents; the bytes are safe before the line is written. */
export async function addDocument(
  deps: Deps,
  actor: ActingPerson,
  input: { caseId: string; kind: string; file: GivenFile },
): Promise<AddDocumentOutcome> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  const { row, tenancy } = found;
  if (!can(actor, 'document.change', { tenancy, householdId: row.household_id }))
    return { ok: false, reason: 'forbidden' };
  if (row.status === 'draft' && row.applicant_id !== actor.personId)
    return { ok: false, reason: 'not-found' };
  if (!isDocumentKind(input.kind)) return { ok: false, reason: 'unknown-kind' };
  if (!acceptsDocuments(row.status)) return { ok: false, reason: 'documents-closed' };
  const stored = await storeEvidence(deps, input.file);
  if (!stored.ok) return stored;
  try {
    const outcome = await deps.db
      .transaction()
      .execute((trx) => addInTransaction(trx, deps, actor, row, input.kind, stored.file));
    if (!outcome.ok || outcome.isRepeated) await deps.documents.remove(stored.file.storageKey);
    return outcome;
  } catch (error) {
    await deps.documents.remove(stored.file.storageKey);
    throw error;
  }
}

async function addInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  seen: CaseRow,
  kind: string,
  file: StoredFile,
): Promise<AddDocumentOutcome> {
  const row = await lockCase(trx, seen.compound_id, seen.id, deps.clock());
  if (!row) return { ok: false, reason: 'not-found' };
  if (!acceptsDocuments(row.status)) return { ok: false, reason: 'documents-closed' };
  const kept = await listCaseDocuments(trx, row.compound_id, row.id);
  const same = kept.find((document) => document.kind === kind && document.sha256 === file.sha256);
  if (same) return { ok: true, documentId: same.id, isRepeated: true };
  if (kept.filter((document) => document.kind === kind).length >= MOST_OF_A_KIND)
    return { ok: false, reason: 'too-many', most: MOST_OF_A_KIND };
  const documentId = await attachEvidence(trx, deps, file, {
    compoundId: row.compound_id,
    caseId: row.id,
    kind,
    personId: actor.personId,
  });
  return { ok: true, documentId, isRepeated: false };
}
