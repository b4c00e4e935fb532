import { expect, it } from 'vitest';
import { type Delivery, deliverDue } from '~/worker/outbox.server';
import { insertOutboxMessage } from '~db/queries/outbox.server';
import { makeDeps } from '../factories/deps';
import { describeOnBothDatabases, type TestDatabase } from '../setup/database';

const AT = '2026-11-20T02:00:00.000Z';

async function put(database: TestDatabase, topic: string, key: string) {
  await database.db.transaction().execute((trx) =>
    insertOutboxMessage(trx, {
      id: `msg_${key}`,
      topic,
      idempotencyKey: key,
      compoundId: null,
      payload: { key },
      at: AT,
    }),
  );
}

describeOnBothDatabases('The outbox worker', (database) => {
  function worker(topic: string, delivery: Delivery, now = AT) {
    const deps = makeDeps(database.db, now);
    return {
      options: { db: database.db, bus: deps.bus, clock: deps.clock, deliveries: { [topic]: delivery } },
      deps,
    };
  }

  it('delivers a message once and forgets its content', async () => {
    await put(database, 'once', 'once-1');
    const seen: unknown[] = [];
    const { options } = worker('once', async (payload) => {
      seen.push(payload);
      return { ok: true };
    });
    await deliverDue(options);
    await deliverDue(options);
    expect(seen).toEqual([{ key: 'once-1' }]);
    const row = await database.db
      .selectFrom('outbox')
      .selectAll()
      .where('id', '=', 'msg_once-1')
      .executeTakeFirst();
    expect(row).toMatchObject({ payload: '{}', done_at: AT });
  });

  it('keeps one message for one idempotency key', async () => {
    await put(database, 'same', 'same-1');
    await put(database, 'same', 'same-1').catch(() => undefined);
    const rows = await database.db.selectFrom('outbox').select('id').where('topic', '=', 'same').execute();
    expect(rows).toHaveLength(1);
  });

  it('tries again later, with growing pauses, and delivers in the end', async () => {
    await put(database, 'again', 'again-1');
    let tries = 0;
    const { options, deps } = worker('again', async () => {
      tries += 1;
      return tries < 3 ? { ok: false, again: true, detail: 'busy' } : { ok: true };
    });
    await deliverDue(options);
    await deliverDue(options);
    expect(tries).toBe(1);
    deps.setNow('2026-11-20T02:00:06.000Z');
    await deliverDue(options);
    expect(tries).toBe(2);
    deps.setNow('2026-11-20T02:00:30.000Z');
    await deliverDue(options);
    expect(tries).toBe(3);
  });

  it('gives a message up that can never be delivered, and says why', async () => {
    await put(database, 'never', 'never-1');
    const { options } = worker('never', async () => ({ ok: false, again: false, detail: 'no such number' }));
    await deliverDue(options);
    const row = await database.db
      .selectFrom('outbox')
      .selectAll()
      .where('id', '=', 'msg_never-1')
      .executeTakeFirst();
    expect(row).toMatchObject({ failed_at: AT, last_error: 'no such number' });
  });

  it('never gives one message to two workers at the same time', async () => {
    for (let index = 0; index < 20; index += 1) await put(database, 'race', `race-${index}`);
    const seen: string[] = [];
    const { options } = worker('race', async (payload) => {
      seen.push((payload as { key: string }).key);
      return { ok: true };
    });
    await Promise.all([deliverDue(options), deliverDue(options), deliverDue(options)]);
    expect(seen.toSorted()).toEqual([...new Set(seen)].toSorted());
    expect(seen).toHaveLength(20);
  });

  it('takes a message over when the worker that had it died', async () => {
    await put(database, 'orphan', 'orphan-1');
    await database.db
      .updateTable('outbox')
      .set({ lease_until: '2026-11-20T02:00:30.000Z' })
      .where('id', '=', 'msg_orphan-1')
      .execute();
    let delivered = 0;
    const { options, deps } = worker('orphan', async () => {
      delivered += 1;
      return { ok: true };
    });
    await deliverDue(options);
    expect(delivered).toBe(0);
    deps.setNow('2026-11-20T02:00:31.000Z');
    await deliverDue(options);
    expect(delivered).toBe(1);
  });
});
