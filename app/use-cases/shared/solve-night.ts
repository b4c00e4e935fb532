import { scheduledKw } from '~/domain/charging/limit-schedule';
import { type ChargingPlan, type ChargingProblem, planCharging } from '~/planner';
import { type KeptPromise, presentPart, promisesIn } from './booked-vehicles';
import type { NightFacts } from './night-facts.server';
import { buildNight, type Night } from './night-problem';
import { promisesFirst } from './promises-first';

export interface SolvedNight extends Night {
  readonly plan: ChargingPlan;
  readonly promises: readonly KeptPromise[];
}

export interface SolveOptions {
  /** Measures `solveMs`. */
  readonly now?: () => number;
  /** Whether those who charge at once take part like the others where somebody would lose energy by it; true unless said. */
  readonly calm?: boolean;
}

/** Plans a compound's night with few starts and stops: cars that charge go on, and each has its turn in one piece where it can. */
export function solveNight(facts: NightFacts, options: SolveOptions = {}): SolvedNight {
  const { plan, ...night } = solveWithPromises(facts, options);
  const promises = promisesIn(facts, night.problem, plan);
  return { ...night, problem: night.present, plan: presentPart(night, plan), promises };
}

function solveWithPromises(
  facts: NightFacts,
  { now, calm = true }: SolveOptions,
): Night & { readonly plan: ChargingPlan } {
  const night = buildNight(facts);
  const charging = new Set(
    facts.sessions.flatMap(({ id, limits, pile }) => {
      const { acknowledged } = limits;
      return acknowledged && scheduledKw(acknowledged, pile.fallbackKw, facts.nowAt) > 0 ? [id] : [];
    }),
  );
  const solve = (all: ChargingProblem) =>
    promisesFirst(all, (problem) => planCharging(problem, { now, charging: (id) => charging.has(id) }));
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
