import { scheduledKw } from '~/domain/charging/limit-schedule';
import { type ChargingPlan, type ChargingProblem, planCharging } from '~/planner';
import type { NightFacts } from './night-facts.server';
import { buildNight, type Night } from './night-problem';

export interface SolvedNight extends Night {
  readonly plan: ChargingPlan;
}

export interface SolveOptions {
  /** Measures `solveMs`. */
  readonly now?: () => number;
  /** Whether those who charge at once take part like the others where somebody would lose energy by it; true unless said. */
  readonly calm?: boolean;
}

/** Plans a compound's night, and keeps to the limits that piles have where another plan is no better. */
export function solveNight(facts: NightFacts, { now, calm = true }: SolveOptions = {}): SolvedNight {
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
  if (!calm || !hurried || plan.status === 'optimal') return { ...night, plan };
  const patient = buildNight({
    ...facts,
    sessions: facts.sessions.map((session) => ({
      ...session,
      wish: { ...session.wish, mode: 'ordered' as const },
    })),
  });
  const patientPlan = solve(patient.problem);
  return patientPlan.unmetKwh < plan.unmetKwh - NOTHING_KWH
    ? { ...patient, plan: patientPlan }
    : { ...night, plan };
}

const NOTHING_KWH = 0.01;
