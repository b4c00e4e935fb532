import * as z from 'zod';
import type { SmsSender } from '~/adapters/sms/port';
import { type NoticeFacts, type NoticeKind, URGENT_NOTICES } from '~/domain/booking/notice-kinds';
import type { Deps } from '~/use-cases/shared/deps';
import { insertOutboxMessage } from '~db/queries/outbox.server';
import { findPhoneOfMember, listHouseholdPeople } from '~db/queries/visits.server';
import type { Delivery } from './outbox.server';

const notice = {
  compoundId: z.string(),
  householdId: z.string(),
  kind: z.enum(URGENT_NOTICES as [NoticeKind, ...NoticeKind[]]),
  facts: z.record(z.string(), z.unknown()),
};
const toHousehold = z.object(notice);
const toPerson = z.object({ ...notice, personId: z.string() });

/** Text messages of notices: one message a household becomes one a person, so that a failure at one phone repeats nothing at another. */
export function noticeDeliveries(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'sha256' | 'bus'>,
  sms: SmsSender,
): Record<'sms.notice' | 'sms.notice-to', Delivery> {
  return {
    async 'sms.notice'(payload) {
      const message = toHousehold.parse(payload);
      const { compoundId, householdId } = message;
      const people = await listHouseholdPeople(deps.db, compoundId, householdId);
      const meaning = deps.sha256(JSON.stringify(message));
      await deps.db.transaction().execute(async (trx) => {
        for (const personId of people)
          await insertOutboxMessage(trx, {
            id: deps.newId('out'),
            topic: 'sms.notice-to',
            idempotencyKey: `notice-to:${personId}:${meaning}`,
            compoundId,
            payload: { ...message, personId },
            at: deps.clock(),
          });
      });
      return { ok: true };
    },
    async 'sms.notice-to'(payload) {
      const { compoundId, householdId, personId, kind, facts } = toPerson.parse(payload);
      const phone = await findPhoneOfMember(deps.db, { compoundId, householdId, personId });
      if (!phone) return { ok: true };
      const outcome = await sms.sendNotice({
        phone,
        kind,
        facts: facts as unknown as NoticeFacts[NoticeKind],
      });
      return outcome.ok ? { ok: true } : outcome;
    },
  };
}
