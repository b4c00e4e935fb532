import type { Db } from '../client.server';
import type { CaseEventRow } from './cases.server';

/** The heads of all cases' logs after the given one, in a fixed order, page by page. */
export async function listLogHeads(
  db: Db,
  after: { compoundId: string; caseId: string } | null,
  limit: number,
) {
  let query = db
    .selectFrom('installation_case')
    .select(['compound_id', 'id', 'case_no', 'log_seq', 'log_hash'])
    .orderBy('compound_id')
    .orderBy('id')
    .limit(limit);
  if (after) {
    query = query.where((eb) =>
      eb.or([
        eb('compound_id', '>', after.compoundId),
        eb.and([eb('compound_id', '=', after.compoundId), eb('id', '>', after.caseId)]),
      ]),
    );
  }
  return query.execute();
}

/** The stored events of one case by number. */
export async function listStoredEvents(db: Db, compoundId: string, caseId: string): Promise<CaseEventRow[]> {
  return db
    .selectFrom('case_event')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();
}

/** The words that were written with events, by number. */
export async function listStoredNotes(db: Db, compoundId: string, caseId: string) {
  return db
    .selectFrom('case_note')
    .select(['seq', 'words'])
    .where('compound_id', '=', compoundId)
    .where('case_id', '=', caseId)
    .execute();
}
