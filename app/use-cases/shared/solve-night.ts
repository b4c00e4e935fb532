import { scheduledKw } from '~/domain/charging/limit-schedule';
import type { ChargingPlan, ChargingProblem } from '~/planner';
import type { NightFacts } from './night-facts.server';
import { buildNight, type Night } from './night-problem';
import { planInTurns } from './plan-in-turns';

export interface SolvedNight extends Night {
  readonly plan: ChargingPlan;
}

export interface SolveOptions {
  /** Measures `solveMs`. */
  readonly now?: () => number;
  /** Whether those who charge at once take part like the others where somebody would lose energy by it; true unless said. */
  readonly calm?: boolean;
}

/** Plans a compound's night with few starts and stops: cars that charge go on, and each has its turn in one piece where it can. */
export function solveNight(facts: NightFacts, { now, calm = true }: SolveOptions = {}): SolvedNight {
  const night = buildNight(facts);
  const charging = new Set(
    facts.sessions.flatMap(({ id, limits, pile }) => {
      const { acknowledged } = limits;
      return acknowledged && scheduledKw(acknowledged, pile.fallbackKw, facts.nowAt) > 0 ? [id] : [];
    }),
  );
  const solve = (problem: ChargingProblem) => planInTurns(problem, (id) => charging.has(id), now);
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
