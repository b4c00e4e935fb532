import {
  FormDataParseError,
  MaxFileSizeExceededError,
  MaxFilesExceededError,
  MaxPartsExceededError,
  MaxTotalSizeExceededError,
  MultipartParseError,
  parseFormData,
} from '@remix-run/form-data-parser';
import type { GivenFile } from '~/use-cases/shared/installation/evidence-file.server';

const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The fields and files of a form; a file above what we keep still arrives, so that its field can say so. Throws the
 * response of a body that is no form (400) or holds too much (413).
 */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await parseFormData(
      request,
      { maxFiles: 6, maxFileSize: MOST_BYTES, maxTotalSize: MOST_BYTES },
      async (upload) =>
        new File([new Uint8Array(await upload.arrayBuffer())], upload.name, { type: upload.type }),
    );
  } catch (error) {
    await dropRest(request);
    if (holdsTooMuch(error)) throw new Response(null, { status: 413 });
    if (isUnreadable(error)) throw new Response(null, { status: 400 });
    throw error;
  }
}

/** A file as use cases take it; null where none was chosen. */
export async function givenFile(file: File | undefined | null): Promise<GivenFile | null> {
  if (!file || (file.size === 0 && file.name === '')) return null;
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** Whether the parser gave up on a body because of its form or its amount. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof FormDataParseError || error instanceof MultipartParseError;
}

/**
 * Reads what is left of a refused body and drops it: an answer before the end of the body would stall or break the
 * connection it came on.
 */
export async function dropRest(request: Request): Promise<void> {
  const reader = request.body?.locked ? undefined : request.body?.getReader();
  if (!reader) return;
  try {
    while (!(await reader.read()).done);
  } catch {
    return;
  } finally {
    reader.releaseLock();
  }
}

function holdsTooMuch(error: unknown): boolean {
  return [
    MaxFilesExceededError,
    MaxFileSizeExceededError,
    MaxPartsExceededError,
    MaxTotalSizeExceededError,
  ].some((kind) => error instanceof kind);
}
