import type { ChecklistDocument } from '~/components/application';
import type { DocumentRow } from '~db/queries/documents.server';

/** Documents as a page lists them: no hash, no storage key. */
export function shownDocuments(rows: readonly DocumentRow[]): ChecklistDocument[] {
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    byteSize: row.byte_size,
  }));
}
