import { isDocumentKind } from '~/domain/installation/case-documents';
import { acceptsDocuments } from '~/domain/installation/life-cycle';
import { can } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { lockCase } from '~db/queries/cases.server';
import { findVisibleDocument, markDocumentRemoved } from '~db/queries/documents.server';

export type RemoveDocumentOutcome =
  | { ok: true; caseId: string }
  | AccessRefusal
  | Refusal<'documents-closed'>;

/** Takes a document back while the case still takes documents: its bytes are deleted, its line keeps the hash. */
export async function removeDocument(
  deps: Deps,
  actor: ActingPerson,
  input: { documentId: string },
): Promise<RemoveDocumentOutcome> {
  const found = await findVisibleDocument(deps.db, actor.grants, input.documentId);
  if (!found) return { ok: false, reason: 'not-found' };
  const { document, tenancy, householdId } = found;
  if (!can(actor, 'document.change', { tenancy, householdId })) return { ok: false, reason: 'forbidden' };
  if (found.caseStatus === 'draft' && found.applicantId !== actor.personId)
    return { ok: false, reason: 'not-found' };
  if (!isDocumentKind(document.kind)) return { ok: false, reason: 'forbidden' };
  const at = deps.clock();
  const isRemoved = await deps.db.transaction().execute(async (trx) => {
    const row = await lockCase(trx, document.compound_id, document.case_id, at);
    if (!row || !acceptsDocuments(row.status)) return false;
    await markDocumentRemoved(trx, document.compound_id, document.id, at);
    return true;
  });
  if (!isRemoved) return { ok: false, reason: 'documents-closed' };
  await deps.documents.remove(document.storage_key);
  return { ok: true, caseId: document.case_id };
}
