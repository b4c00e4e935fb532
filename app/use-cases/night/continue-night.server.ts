import type { ChargingPlan } from '~/planner';
import type { Deps } from '~/use-cases/shared/deps';
import { loadNightFacts } from '~/use-cases/shared/night/night-facts.server';
import { buildNight } from '~/use-cases/shared/night/night-problem';
import { type QueuedLimits, queueLimits } from '~/use-cases/shared/night/queue-limits.server';
import type { Trx } from '~db/client.server';
import { findLatestPlan, lockNight } from '~db/queries/night-plans.server';

const NOTHING: QueuedLimits = { identities: [], queued: 0, waiting: 0 };

/** After a pile's answer: queues those limits of the plan in force that have become possible. */
export async function continueNight(deps: Deps, compoundId: string): Promise<QueuedLimits> {
  const outcome = await deps.db.transaction().execute((trx) => continueInTransaction(trx, deps, compoundId));
  for (const identity of outcome.identities) deps.bus.publish('command-queued', { identity });
  return outcome;
}

async function continueInTransaction(trx: Trx, deps: Deps, compoundId: string): Promise<QueuedLimits> {
  if (!(await lockNight(trx, compoundId))) return NOTHING;
  const latest = await findLatestPlan(trx, compoundId);
  if (!latest) return NOTHING;
  const facts = await loadNightFacts(trx, compoundId, deps.clock());
  const { vehicles } = JSON.parse(latest.plan) as ChargingPlan;
  return queueLimits(trx, deps, compoundId, {
    facts,
    night: buildNight(facts),
    plan: { id: latest.id, startAt: latest.start_at, vehicles },
  });
}
