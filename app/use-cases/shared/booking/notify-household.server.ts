import { type NoticeFacts, type NoticeKind, URGENT_NOTICES } from '~/domain/booking/notice-kinds';
import type { Trx } from '~db/client.server';
import { insertNotice } from '~db/queries/household-notices.server';
import { insertOutboxMessage } from '~db/queries/outbox.server';
import type { Deps } from '../deps';

/** Tells a household something once, on its pages and, where somebody must act soon, by text message through the outbox; false where it was told before. */
export async function notifyHousehold<Kind extends NoticeKind>(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  notice: {
    compoundId: string;
    householdId: string;
    kind: Kind;
    /** The same key is told once. */
    dedupeKey: string;
    facts: NoticeFacts[Kind];
    link: string;
  },
): Promise<boolean> {
  const at = deps.clock();
  const id = deps.newId('note');
  if (!(await insertNotice(trx, { ...notice, id, at }))) return false;
  if (!URGENT_NOTICES.includes(notice.kind)) return true;
  const { compoundId, householdId, kind, facts } = notice;
  await insertOutboxMessage(trx, {
    id: deps.newId('out'),
    topic: 'sms.notice',
    idempotencyKey: `notice:${compoundId}:${id}`,
    compoundId,
    payload: { compoundId, householdId, kind, facts },
    at,
  });
  return true;
}
