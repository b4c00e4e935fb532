import type { Insertable, Selectable } from 'kysely';
import type { Db, Trx } from '../client.server';
import type { AcceptanceTable } from '../schema/capacity';

export type AcceptanceRow = Selectable<AcceptanceTable>;

export async function insertAcceptance(trx: Trx, row: Insertable<AcceptanceTable>): Promise<void> {
  await trx.insertInto('acceptance').values(row).execute();
}

/** Every inspection of a case, the last first, with the inspector's name. */
export async function listAcceptances(db: Db | Trx, compoundId: string, caseId: string) {
  return db
    .selectFrom('acceptance')
    .leftJoin('person', 'person.id', 'acceptance.inspected_by')
    .selectAll('acceptance')
    .select('person.name as inspected_by_name')
    .where('acceptance.compound_id', '=', compoundId)
    .where('acceptance.case_id', '=', caseId)
    .orderBy('acceptance.inspected_at', 'desc')
    .orderBy('acceptance.id', 'desc')
    .execute();
}

/** What a photo of the finished works shows is evidence: its bytes lie under the key, this row says whose they are. */
export async function insertAcceptancePhoto(
  trx: Trx,
  photo: {
    compoundId: string;
    id: string;
    caseId: string;
    fileName: string;
    mediaType: string;
    byteSize: number;
    sha256: string;
    storageKey: string;
    uploadedBy: string;
    at: string;
  },
): Promise<void> {
  await trx
    .insertInto('case_document')
    .values({
      compound_id: photo.compoundId,
      id: photo.id,
      case_id: photo.caseId,
      kind: ACCEPTANCE_PHOTO,
      file_name: photo.fileName,
      media_type: photo.mediaType,
      byte_size: photo.byteSize,
      sha256: photo.sha256,
      storage_key: photo.storageKey,
      uploaded_by: photo.uploadedBy,
      uploaded_at: photo.at,
      removed_at: null,
    })
    .execute();
}

export const ACCEPTANCE_PHOTO = 'acceptance-photo';

export async function countAcceptancePhotos(
  db: Db | Trx,
  compoundId: string,
  caseId: string,
): Promise<number> {
  const { count } = await db
    .selectFrom('case_document')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('compound_id', '=', compoundId)
    .where('case_id', '=', caseId)
    .where('kind', '=', ACCEPTANCE_PHOTO)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
