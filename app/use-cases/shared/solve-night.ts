import { scheduledKw } from '~/domain/charging/limit-schedule';
import { type ChargingPlan, type ChargingProblem, planCharging } from '~/planner';
import type { NightFacts } from './night-facts.server';
import { buildNight, type Night } from './night-problem';

export interface SolvedNight extends Night {
  readonly plan: ChargingPlan;
}

/** Plans a compound's night. Who charges at once does so only while nobody loses energy by it: else it takes part like the others. */
export function solveNight(facts: NightFacts, now?: () => number): SolvedNight {
  const night = buildNight(facts);
  const before = new Map(
    facts.sessions.flatMap(({ id, limits, pile }) => {
      const { acknowledged } = limits;
      if (!acknowledged) return [];
      return [[id, night.instants.map((at) => scheduledKw(acknowledged, pile.fallbackKw, at))] as const];
    }),
  );
  const solve = (problem: ChargingProblem) => planCharging(problem, { now, before });
  const plan = solve(night.problem);
  const hurried = facts.sessions.some((session) => session.wish.mode === 'now');
  if (!hurried || plan.status === 'optimal') return { ...night, plan };
  const calm = buildNight({
    ...facts,
    sessions: facts.sessions.map((session) => ({
      ...session,
      wish: { ...session.wish, mode: 'ordered' as const },
    })),
  });
  const calmPlan = solve(calm.problem);
  return calmPlan.unmetKwh < plan.unmetKwh - NOTHING_KWH ? { ...calm, plan: calmPlan } : { ...night, plan };
}

const NOTHING_KWH = 0.01;
