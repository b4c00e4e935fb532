import { beforeEach, expect, it } from 'vitest';
import { createFakeSmsSender } from '~/adapters/sms/fake.server';
import type { SmsSender } from '~/adapters/sms/port';
import { notifyHousehold } from '~/use-cases/shared/booking/notify-household.server';
import { noticeDeliveries } from '~/worker/notice-deliveries.server';
import { deliverDue } from '~/worker/outbox.server';
import { makeCompound, type TestCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { makeFamilyMember } from '../factories/resident';
import { describeOnBothDatabases } from '../setup/database';

describeOnBothDatabases('Notices by text message', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  let fake: ReturnType<typeof createFakeSmsSender>;
  const tell = (kind: 'slot-ending' | 'slot-over') =>
    database.db.transaction().execute((trx) => {
      const to = {
        compoundId: compound.compoundId,
        householdId: compound.householdId,
        dedupeKey: `${kind}:bk_1`,
        link: '/home/bookings/bk_1',
      };
      const endAt = '2026-11-20T13:00:00.000Z';
      return kind === 'slot-ending'
        ? notifyHousehold(trx, deps, { ...to, kind, facts: { bookingId: 'bk_1', endAt } })
        : notifyHousehold(trx, deps, { ...to, kind, facts: { bookingId: 'bk_1', endAt, feeFromAt: null } });
    });
  const deliver = (sms: SmsSender = fake) =>
    deliverDue({
      db: database.db,
      bus: deps.bus,
      clock: deps.clock,
      deliveries: noticeDeliveries(deps, sms),
    });
  const phones = async () =>
    (
      await database.db
        .selectFrom('membership')
        .innerJoin('person', 'person.id', 'membership.person_id')
        .select('person.phone')
        .where('membership.household_id', '=', compound.householdId)
        .execute()
    ).map(({ phone }) => phone);

  beforeEach(async () => {
    await database.db.deleteFrom('outbox').execute();
    deps = makeDeps(database.db);
    compound = await makeCompound(database.db);
    fake = createFakeSmsSender();
  });

  it('go to every person of the household, once', async () => {
    await makeFamilyMember(database.db, compound);
    await tell('slot-ending');
    await tell('slot-ending');
    await deliver();
    await deliver();
    expect(fake.notices.map(({ phone }) => phone).sort()).toEqual((await phones()).sort());
    expect(fake.notices).toHaveLength(2);
  });

  it('are for what is urgent: the rest stays on the pages', async () => {
    await tell('slot-over');
    await deliver();
    expect(fake.notices).toEqual([]);
  });

  it('try again at the phone that failed and at no other, and leave no number behind', async () => {
    await makeFamilyMember(database.db, compound);
    await tell('slot-ending');
    const [first] = await phones();
    let failed = false;
    const flaky: SmsSender = {
      ...fake,
      async sendNotice(message) {
        if (message.phone !== first || failed) return fake.sendNotice(message);
        failed = true;
        return { ok: false, again: true, detail: 'busy' };
      },
    };
    await deliver(flaky);
    deps.setNow('2026-11-20T02:01:00.000Z');
    await deliver(flaky);
    expect(fake.notices.map(({ phone }) => phone).sort()).toEqual((await phones()).sort());
    const rows = await database.db.selectFrom('outbox').selectAll().execute();
    expect(rows.every(({ done_at, payload }) => done_at !== null && payload === '{}')).toBe(true);
    for (const phone of await phones()) expect(JSON.stringify(rows)).not.toContain(phone);
  });

  it('do not follow somebody who has left the household', async () => {
    await tell('slot-ending');
    await database.db
      .updateTable('membership')
      .set({ ended_at: deps.clock() })
      .where('household_id', '=', compound.householdId)
      .execute();
    await deliver();
    expect(fake.notices).toEqual([]);
  });
});
