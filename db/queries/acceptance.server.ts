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

/** The kind of document that a photo of the finished works is. */
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
