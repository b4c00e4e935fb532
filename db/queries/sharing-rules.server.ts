import { DEFAULT_SHARING_RULES, type SharingRules } from '~/domain/booking/sharing-rules';
import type { Db, Trx } from '../client.server';

export interface PublishedRules {
  /** 0 where the compound has published none and the defaults hold. */
  readonly version: number;
  readonly publishedAt: string | null;
  readonly rules: SharingRules;
}

/** A compound's sharing rules in force. */
export async function getSharingRules(db: Db | Trx, compoundId: string): Promise<PublishedRules> {
  const row = await db
    .selectFrom('sharing_rules')
    .select(['version', 'params', 'published_at'])
    .where('compound_id', '=', compoundId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return { version: 0, publishedAt: null, rules: DEFAULT_SHARING_RULES };
  const params = JSON.parse(row.params) as Partial<SharingRules>;
  return {
    version: row.version,
    publishedAt: row.published_at,
    rules: { ...DEFAULT_SHARING_RULES, ...params },
  };
}

/** Publishes a new version; versions follow one another without gaps. */
export async function insertSharingRules(
  trx: Trx,
  compoundId: string,
  published: { rules: SharingRules; at: string; by: string },
): Promise<number> {
  const { version } = await getSharingRules(trx, compoundId);
  await trx
    .insertInto('sharing_rules')
    .values({
      compound_id: compoundId,
      version: version + 1,
      params: JSON.stringify(published.rules),
      published_at: published.at,
      published_by: published.by,
    })
    .execute();
  return version + 1;
}
