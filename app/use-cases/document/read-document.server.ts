import { readingOf } from '~/domain/installation/case-documents';
import { can } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps } from '~/use-cases/shared/deps';
import { findVisibleDocument } from '~db/queries/documents.server';

export interface ReadDocument {
  ok: true;
  bytes: Uint8Array;
  fileName: string;
  mediaType: string;
}

/** The bytes of a document, for those who may see its kind. */
export async function readDocument(
  deps: Deps,
  actor: ActingPerson,
  input: { documentId: string },
): Promise<ReadDocument | AccessRefusal> {
  const found = await findVisibleDocument(deps.db, actor.grants, input.documentId);
  if (!found) return { ok: false, reason: 'not-found' };
  const { document, tenancy, householdId } = found;
  if (found.caseStatus === 'draft' && found.applicantId !== actor.personId)
    return { ok: false, reason: 'not-found' };
  if (!can(actor, readingOf(document.kind), { tenancy, householdId }))
    return { ok: false, reason: 'forbidden' };
  const bytes = await deps.documents.get(document.storage_key);
  if (!bytes) return { ok: false, reason: 'not-found' };
  return { ok: true, bytes, fileName: document.file_name, mediaType: document.media_type };
}
