import type { Db, Trx } from '../client.server';

export interface OutboxMessage {
  id: string;
  topic: string;
  idempotencyKey: string;
  compoundId: string | null;
  payload: unknown;
  at: string;
}

/** Puts a message into the outbox of this transaction; the same idempotency key is kept once. */
export async function insertOutboxMessage(trx: Trx, message: OutboxMessage): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      id: message.id,
      topic: message.topic,
      idempotency_key: message.idempotencyKey,
      compound_id: message.compoundId,
      payload: JSON.stringify(message.payload),
      created_at: message.at,
      available_at: message.at,
    })
    .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
    .execute();
}

export interface DueMessage {
  id: string;
  topic: string;
  payload: string;
  attempts: number;
}

/** Leases up to `limit` messages that are due until `leaseUntil`; no other worker gets them before that. */
export async function leaseDueMessages(
  db: Db,
  now: string,
  leaseUntil: string,
  limit: number,
): Promise<DueMessage[]> {
  const due = await db
    .selectFrom('outbox')
    .select(['id'])
    .where('done_at', 'is', null)
    .where('failed_at', 'is', null)
    .where('available_at', '<=', now)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
    .orderBy('available_at')
    .limit(limit)
    .execute();
  const leased: DueMessage[] = [];
  for (const { id } of due) {
    const row = await db
      .updateTable('outbox')
      .set((eb) => ({ lease_until: leaseUntil, attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .where('done_at', 'is', null)
      .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
      .returning(['id', 'topic', 'payload', 'attempts'])
      .executeTakeFirst();
    if (row) leased.push(row);
  }
  return leased;
}

/** Marks a message delivered and forgets its content, which may be personal. */
export async function markMessageDone(db: Db, id: string, at: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ done_at: at, lease_until: null, last_error: null, payload: '{}' })
    .where('id', '=', id)
    .execute();
}

/** Sets the next try, or gives the message up where `nextAt` is null. */
export async function markMessageTried(
  db: Db,
  id: string,
  at: string,
  error: string,
  nextAt: string | null,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      last_error: error,
      lease_until: null,
      available_at: nextAt ?? at,
      failed_at: nextAt === null ? at : null,
    })
    .where('id', '=', id)
    .execute();
}
