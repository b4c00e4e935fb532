import { type FileUpload, MaxFileSizeExceededError, parseFormData } from '@remix-run/form-data-parser';
import type { AppLoadContext } from '@remix-run/node';
import { isDocumentKind } from '~/domain/installation/case-documents';
import { applicationWords } from '~/i18n/application';
import { wordsFor } from '~/i18n/define-words';
import type { Locale } from '~/i18n/locale';
import type { Viewer } from '~/server/viewer';
import { type AddDocumentOutcome, addDocument } from '~/use-cases/document/add-document.server';
import { EVIDENCE_MAX_BYTES, type GivenFile } from '~/use-cases/shared/installation/evidence-file.server';
import { orRefuse } from './guard.server';
import { dropRest, isUnreadable } from './uploads.server';

type Upload =
  | { ok: true; file: GivenFile }
  | { ok: false; reason: 'file-empty' | 'file-too-large' | 'file-unreadable' };

/** The one file of an upload, never more than the limit in memory. */
export async function readUpload(request: Request): Promise<Upload> {
  let file: GivenFile | null = null;
  const keep = async (upload: FileUpload) => {
    if (upload.fieldName === 'file' && upload.size > 0)
      file ??= { name: upload.name, bytes: new Uint8Array(await upload.arrayBuffer()) };
  };
  try {
    await parseFormData(request, { maxFiles: 1, maxFileSize: EVIDENCE_MAX_BYTES, maxParts: 10 }, keep);
  } catch (error) {
    await dropRest(request);
    if (error instanceof MaxFileSizeExceededError) return { ok: false, reason: 'file-too-large' };
    if (isUnreadable(error)) return { ok: false, reason: 'file-unreadable' };
    throw error;
  }
  return file ? { ok: true, file } : { ok: false, reason: 'file-empty' };
}

/** What was wrong with an upload, at the field of its kind. */
export interface UploadProblem {
  kind: string;
  message: string;
}

/** Takes the upload of a page's document list; null where it is stored. */
export async function takeUpload(
  context: AppLoadContext,
  viewer: Viewer,
  request: Request,
  caseId: string,
): Promise<UploadProblem | null> {
  const kind = new URL(request.url).searchParams.get('upload') ?? '';
  const upload = await readUpload(request);
  const outcome: Upload | AddDocumentOutcome = upload.ok
    ? orRefuse(await addDocument(context.deps, viewer, { caseId, kind, file: upload.file }))
    : upload;
  if (outcome.ok) return null;
  return { kind: isDocumentKind(kind) ? kind : 'other', message: uploadMessage(outcome, context.locale) };
}

function uploadMessage(outcome: { reason: string; most?: number }, locale: Locale): string {
  const { errors } = wordsFor(locale, applicationWords).documents;
  if (outcome.reason === 'too-many') return errors['too-many'](outcome.most ?? 0);
  return errors[outcome.reason as Exclude<keyof typeof errors, 'too-many'>];
}

/** Whether a post is the upload of a document list: its kind is in the address, so that it survives a broken body. */
export function isUpload(request: Request): boolean {
  return new URL(request.url).searchParams.has('upload');
}
