import type { NoticeFacts, NoticeKind } from '~/domain/booking/notice-kinds';
import type { Db, Trx } from '../client.server';

export interface NewNotice<Kind extends NoticeKind = NoticeKind> {
  compoundId: string;
  id: string;
  householdId: string;
  kind: Kind;
  /** The same key of a household is told once. */
  dedupeKey: string;
  facts: NoticeFacts[Kind];
  link: string;
  at: string;
}

/** Tells a household something once; false where it has been told. */
export async function insertNotice(trx: Trx, notice: NewNotice): Promise<boolean> {
  const row = await trx
    .insertInto('household_notice')
    .values({
      compound_id: notice.compoundId,
      id: notice.id,
      household_id: notice.householdId,
      kind: notice.kind,
      dedupe_key: notice.dedupeKey,
      facts: JSON.stringify(notice.facts),
      link: notice.link,
      at: notice.at,
    })
    .onConflict((conflict) => conflict.columns(['compound_id', 'household_id', 'dedupe_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The last notices of a household, the newest first. */
export async function listNotices(db: Db | Trx, compoundId: string, householdId: string, limit: number) {
  const rows = await db
    .selectFrom('household_notice')
    .select(['id', 'kind', 'facts', 'link', 'at', 'read_at'])
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...row,
    kind: row.kind as NoticeKind,
    facts: JSON.parse(row.facts) as object,
  }));
}

export async function countUnreadNotices(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
): Promise<number> {
  const { count } = await db
    .selectFrom('household_notice')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Marks everything a household has been told until `at` as read. */
export async function markNoticesRead(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
  at: string,
): Promise<void> {
  await db
    .updateTable('household_notice')
    .set({ read_at: at })
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('read_at', 'is', null)
    .where('at', '<=', at)
    .execute();
}
