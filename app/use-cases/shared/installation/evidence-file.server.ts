import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import type { Trx } from '~db/client.server';
import { insertCaseDocument } from '~db/queries/case-file.server';
import type { Deps, Refusal } from '../deps';

export const EVIDENCE_MAX_BYTES = 10 * 1024 * 1024;

const readable = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'];

export interface GivenFile {
  name: string;
  bytes: Uint8Array;
}

export interface StoredFile {
  storageKey: string;
  fileName: string;
  mediaType: string;
  byteSize: number;
  sha256: string;
}

export type FileRefusal = Refusal<'file-empty'> | Refusal<'file-too-large'> | Refusal<'file-type'>;

/** Stores a document or a piece of evidence after looking at its bytes; what the browser calls it counts for nothing. */
export async function storeEvidence(
  deps: Deps,
  file: GivenFile,
): Promise<{ ok: true; file: StoredFile } | FileRefusal> {
  if (file.bytes.byteLength === 0) return { ok: false, reason: 'file-empty' };
  if (file.bytes.byteLength > EVIDENCE_MAX_BYTES) return { ok: false, reason: 'file-too-large' };
  const mediaType = (await fileTypeFromBuffer(file.bytes))?.mime;
  if (!mediaType || !readable.includes(mediaType)) return { ok: false, reason: 'file-type' };
  const storageKey = deps.newId('evidence');
  await deps.documents.put(storageKey, file.bytes);
  return {
    ok: true,
    file: {
      storageKey,
      fileName: file.name.slice(-120),
      mediaType,
      byteSize: file.bytes.byteLength,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
    },
  };
}

/** Puts a stored file on a case as a document of the kind; returns the document's id. */
export async function attachEvidence(
  trx: Trx,
  deps: Deps,
  file: StoredFile,
  to: { compoundId: string; caseId: string; kind: string; personId: string },
): Promise<string> {
  const id = deps.newId('doc');
  await insertCaseDocument(trx, {
    compound_id: to.compoundId,
    id,
    case_id: to.caseId,
    kind: to.kind,
    file_name: file.fileName,
    media_type: file.mediaType,
    byte_size: file.byteSize,
    sha256: file.sha256,
    storage_key: file.storageKey,
    uploaded_by: to.personId,
    uploaded_at: deps.clock(),
    removed_at: null,
  });
  return id;
}
