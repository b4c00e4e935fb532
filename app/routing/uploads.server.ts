import { parseFormData } from '@remix-run/form-data-parser';
import type { GivenFile } from '~/use-cases/shared/evidence-file.server';

const MOST_BYTES = 64 * 1024 * 1024;

/** The fields and files of a form; a file above what we keep still arrives, so that its field can say so. */
export function readForm(request: Request): Promise<FormData> {
  return parseFormData(
    request,
    { maxFiles: 6, maxFileSize: MOST_BYTES, maxTotalSize: MOST_BYTES },
    async (upload) =>
      new File([new Uint8Array(await upload.arrayBuffer())], upload.name, { type: upload.type }),
  );
}

/** A file as use cases take it; null where none was chosen. */
export async function givenFile(file: File | undefined | null): Promise<GivenFile | null> {
  if (!file || (file.size === 0 && file.name === '')) return null;
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
