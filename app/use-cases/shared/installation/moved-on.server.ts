import type { CaseStatus } from '~/domain/installation/life-cycle';
import type { Db, Trx } from '~db/client.server';
import { type CaseRow, listCaseEvents } from '~db/queries/cases.server';
import type { Refusal } from '../deps';

/** Somebody else acted first: where the case stands now, and which step took it there. */
export type MovedOn = Refusal<
  'moved-on',
  {
    status: CaseStatus;
    last: {
      kind: string;
      actorRole: string /** Null for residents. */;
      actorName: string | null;
      at: string;
    } | null;
  }
>;

/** Says what happened to a case that is no longer where the person saw it. */
export async function explainMovedOn(db: Db | Trx, row: CaseRow): Promise<MovedOn> {
  const last = (await listCaseEvents(db, row.compound_id, row.id)).at(-1);
  return {
    ok: false,
    reason: 'moved-on',
    status: row.status,
    last: last
      ? {
          kind: last.kind,
          actorRole: last.actor_role,
          actorName: last.actor_role === 'resident' ? null : last.actor_name,
          at: last.at,
        }
      : null,
  };
}
