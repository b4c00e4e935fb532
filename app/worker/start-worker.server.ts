import { Cron } from 'croner';
import type { Logger } from 'pino';
import * as z from 'zod';
import type { SmsSender } from '~/adapters/sms/port';
import type { Deps } from '~/use-cases/shared/deps';
import { startHostingAnswers } from './hosting-answers.server';
import { createJobs } from './jobs/jobs.server';
import { noticeDeliveries } from './notice-deliveries.server';
import { type Delivery, startOutboxWorker } from './outbox.server';

export interface WorkerOptions {
  deps: Deps;
  sms: SmsSender;
  metrics: { outboxMessages: { inc(labels: { topic: string; result: string }): void } };
  log: Logger;
}

const loginCodePayload = z.object({ phone: z.string(), code: z.string() });

/** Starts timed jobs and the outbox; the returned function ends them after what is under way. */
export function startWorker(options: WorkerOptions): () => Promise<void> {
  const { deps, sms, metrics, log } = options;
  const sendLoginCode: Delivery = async (payload) => {
    const outcome = await sms.sendLoginCode(loginCodePayload.parse(payload));
    return outcome.ok ? { ok: true } : outcome;
  };
  const outbox = startOutboxWorker({
    db: deps.db,
    bus: deps.bus,
    clock: () => later(deps.clock(), new Date().toISOString()),
    deliveries: { 'sms.login-code': sendLoginCode, ...noticeDeliveries(deps, sms) },
    onResult: (topic, result) => metrics.outboxMessages.inc({ topic, result }),
  });
  const stopHosting = startHostingAnswers(deps, log);
  const jobs = Object.entries(createJobs(deps));
  const crons = jobs.map(
    ([name, job]) =>
      new Cron(job.pattern, { name, protect: true, timezone: 'Asia/Shanghai' }, async () => {
        try {
          await job.run();
        } catch (error) {
          log.error({ err: error, job: name }, 'job failed');
        }
      }),
  );
  jobs.forEach(([, { atStart }], at) => {
    if (atStart) void crons[at]?.trigger();
  });
  return async () => {
    for (const cron of crons) cron.stop();
    await stopHosting();
    await outbox.stop();
  };
}

/** The outbox follows real time even where a demonstration runs its clock elsewhere. */
function later(one: string, other: string): string {
  return one > other ? one : other;
}
