import type { Bus } from '~/adapters/bus/port';
import type { Db } from '~db/client.server';
import { leaseDueMessages, markMessageDone, markMessageTried } from '~db/queries/outbox.server';

export type DeliveryOutcome = { ok: true } | { ok: false; again: boolean; detail: string };

/** Delivers the payload of one topic; may be called again with the same message after a crash. */
export type Delivery = (payload: unknown) => Promise<DeliveryOutcome>;

export interface OutboxWorkerOptions {
  db: Db;
  bus: Bus;
  clock: () => string;
  deliveries: Record<string, Delivery>;
  onResult?: (topic: string, result: 'done' | 'again' | 'given-up') => void;
  pollMs?: number;
}

const LEASE_MS = 30_000;
const BATCH = 20;
const MAX_ATTEMPTS = 8;
const FIRST_RETRY_MS = 5_000;

/** Delivers what use cases left in the outbox, at least once each, with growing pauses after failures. */
export function startOutboxWorker(options: OutboxWorkerOptions): { stop(): Promise<void> } {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let wanted = false;
  const run = () => {
    if (stopped || wanted) return;
    wanted = true;
    running = running.then(async () => {
      wanted = false;
      await deliverDue(options).catch(() => undefined);
    });
  };
  const unsubscribe = options.bus.subscribe('outbox-filled', run);
  const timer = setInterval(run, options.pollMs ?? 2000);
  run();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      unsubscribe();
      await running;
    },
  };
}

/** Delivers everything that is due now; resolves to how many messages were taken. */
export async function deliverDue(options: OutboxWorkerOptions): Promise<number> {
  let taken = 0;
  for (;;) {
    const now = options.clock();
    const leaseUntil = new Date(Date.parse(now) + LEASE_MS).toISOString();
    const messages = await leaseDueMessages(options.db, now, leaseUntil, BATCH);
    if (!messages.length) return taken;
    for (const message of messages) {
      taken += 1;
      const outcome = await deliver(options.deliveries[message.topic], message.payload);
      const at = options.clock();
      if (outcome.ok) {
        await markMessageDone(options.db, message.id, at);
        options.onResult?.(message.topic, 'done');
        continue;
      }
      const isLast = !outcome.again || message.attempts >= MAX_ATTEMPTS;
      const pauseMs = FIRST_RETRY_MS * 2 ** (message.attempts - 1);
      const nextAt = isLast ? null : new Date(Date.parse(at) + pauseMs).toISOString();
      await markMessageTried(options.db, message.id, at, outcome.detail, nextAt);
      options.onResult?.(message.topic, isLast ? 'given-up' : 'again');
    }
  }
}

async function deliver(delivery: Delivery | undefined, payload: string): Promise<DeliveryOutcome> {
  if (!delivery) return { ok: true };
  try {
    return await delivery(JSON.parse(payload));
  } catch (error) {
    return { ok: false, again: true, detail: error instanceof Error ? error.message : String(error) };
  }
}
