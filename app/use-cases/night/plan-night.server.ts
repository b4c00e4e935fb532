import type { PlanCause } from '~/adapters/bus/port';
import type { Deps, Refusal } from '~/use-cases/shared/deps';
import { loadNightFacts, type NightFacts } from '~/use-cases/shared/night/night-facts.server';
import { tellPromiseCuts } from '~/use-cases/shared/night/promise-cuts.server';
import { type QueuedLimits, queueLimits } from '~/use-cases/shared/night/queue-limits.server';
import { type SolvedNight, solveNight } from '~/use-cases/shared/night/solve-night';
import type { Trx } from '~db/client.server';
import { insertNightPlan, lockNight } from '~db/queries/night-plans.server';
import { clearIdleWishes, withdrawQueuedLimits } from '~db/queries/night-state.server';

type PlanOutcome =
  | ({ ok: true; planId: string; unmetKwh: number; solveMs: number } & QueuedLimits)
  | Refusal<'not-found'>;

/**
 * Plans a compound's night from one view of the database, stores the plan as the latest and queues what it changes at the piles.
 * Planners of one compound take turns; limits of an earlier plan that have not gone out are withdrawn.
 */
export async function planNight(deps: Deps, compoundId: string, cause: PlanCause): Promise<PlanOutcome> {
  const planned = await deps.db
    .transaction()
    .execute((trx) => planInTransaction(trx, deps, compoundId, cause));
  if (!planned.ok) return planned;
  const { promises, ...outcome } = planned;
  await tellPromiseCuts(deps, compoundId, promises);
  for (const identity of outcome.identities) deps.bus.publish('command-queued', { identity });
  deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}

async function planInTransaction(
  trx: Trx,
  deps: Deps,
  compoundId: string,
  cause: PlanCause,
): Promise<(Extract<PlanOutcome, { ok: true }> & Pick<SolvedNight, 'promises'>) | Refusal<'not-found'>> {
  if (!(await lockNight(trx, compoundId))) return { ok: false, reason: 'not-found' };
  const nowAt = deps.clock();
  await withdrawQueuedLimits(trx, compoundId, nowAt);
  const facts = await loadNightFacts(trx, compoundId, nowAt);
  const night = solveNight(facts, { now: () => performance.now() });
  const { plan, problem } = night;
  const planId = await insertNightPlan(trx, {
    compound_id: compoundId,
    made_at: nowAt,
    cause,
    start_at: problem.startAt,
    interval_minutes: problem.intervalMinutes,
    problem: compactJson(problem),
    plan: compactJson(plan),
    context: compactJson(contextOf(facts, night)),
    unmet_kwh: plan.unmetKwh,
    cost_yuan: plan.costYuan,
    solve_ms: plan.solveMs,
  });
  await clearIdleWishes(
    trx,
    compoundId,
    facts.sessions.map((session) => session.pile.id),
  );
  const queued = await queueLimits(trx, deps, compoundId, {
    facts,
    night,
    plan: { id: planId, startAt: problem.startAt, vehicles: plan.vehicles },
  });
  return {
    ok: true,
    planId,
    unmetKwh: plan.unmetKwh,
    solveMs: plan.solveMs,
    ...queued,
    promises: night.promises,
  };
}

/** What a page needs to read the plan: names and figures by id, nothing of persons. */
function contextOf(facts: NightFacts, night: SolvedNight) {
  return {
    transformers: night.transformers,
    feeders: facts.feeders.map(({ id, name, transformerId }) => ({ id, name, transformerId })),
    bands: night.bands,
    caps: facts.caps.map((cap) => ({
      id: cap.id,
      transformerId: cap.transformer_id,
      fromAt: cap.from_at,
      toAt: cap.to_at,
      capKw: cap.cap_kw,
      reason: cap.reason,
    })),
    sessions: facts.sessions.map((session) => ({
      id: session.id,
      transactionId: session.transactionId,
      pileId: session.pile.id,
      transformerId: session.pile.transformerId,
      feederId: session.pile.feederId,
      wishKwh: session.wish.energyKwh,
      deliveredKwh: session.deliveredKwh,
      departAt: session.wish.departAt,
      wishSource: session.wish.source,
      mode: session.wish.mode,
      steered: night.problem.vehicles.some((vehicle) => vehicle.id === session.id),
    })),
  };
}

export type NightContext = ReturnType<typeof contextOf>;

/** Four decimals are finer than a watt; the rest would be three quarters of the text. */
function compactJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'number' ? Math.round(inner * 1e4) / 1e4 : inner,
  );
}
