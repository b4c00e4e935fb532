import { scheduledKw } from '~/domain/charging/limit-schedule';
import {
  type ChargingPlan,
  type ChargingProblem,
  foreseenProblem,
  neededNow,
  type PlanOptions,
  planCharging,
  presentPlan,
} from '~/planner';
import { type KeptPromise, presentPart, promisesIn } from './booked-vehicles';
import { aimAt } from './departure-aim';
import type { NightFacts, NightSession } from './night-facts.server';
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

/** A night with its plan for the cars that are there and for what is promised. */
type PlannedNight = Night & { readonly plan: ChargingPlan };

/**
 * Plans a compound's night with room for cars that may come and with few starts and stops: cars that charge go on, and each
 * has its turn in one piece where it can.
 */
export function solveNight(facts: NightFacts, options: SolveOptions = {}): SolvedNight {
  const { plan, ...night } = solveCalmly(facts, options);
  const promises = promisesIn(facts, night.problem, plan);
  return { ...night, problem: night.present, plan: presentPart(night, plan), promises };
}

function solveCalmly(facts: NightFacts, { now, calm = true }: SolveOptions): PlannedNight {
  const solved = solveInTime(facts, now);
  const hurried = facts.sessions.some((session) => session.wish.mode === 'now');
  if (!calm || !hurried || solved.plan.status === 'optimal') return solved;
  const patient = solveInTime(
    changed(facts, (session) => ({ ...session, wish: { ...session.wish, mode: 'ordered' } })),
    now,
  );
  return patient.plan.unmetKwh < solved.plan.unmetKwh - NOTHING_KWH ? patient : solved;
}

/** Aims at the departures that experience teaches; a car that would lack energy by then has until the one that was said. */
function solveInTime(facts: NightFacts, now?: () => number): PlannedNight {
  const careful = solveOnce(facts, now);
  const short = new Set(
    presentPart(careful, careful.plan).vehicles.flatMap(({ id, unmetKwh }) =>
      unmetKwh > NOTHING_KWH ? [id] : [],
    ),
  );
  const mayStay = (session: NightSession) => short.has(session.id) && aimAt(session) < session.wish.departAt;
  if (!facts.sessions.some(mayStay)) return careful;
  return solveOnce(
    changed(facts, (session) => (mayStay(session) ? { ...session, habit: [] } : session)),
    now,
  );
}

function changed(facts: NightFacts, change: (session: NightSession) => NightSession): NightFacts {
  return { ...facts, sessions: facts.sessions.map(change) };
}

function solveOnce(facts: NightFacts, now?: () => number): PlannedNight {
  const night = buildNight(facts);
  const chargesNow = new Set(
    facts.sessions.flatMap(({ id, limits, pile }) => {
      const { acknowledged } = limits;
      return acknowledged && scheduledKw(acknowledged, pile.fallbackKw, facts.nowAt) > 0 ? [id] : [];
    }),
  );
  const { likely, many } = night.foreseen;
  const solve = (all: ChargingProblem, leastNow?: PlanOptions['leastNow']) =>
    promisesFirst(all, (problem) =>
      planCharging(problem, { now, charging: (id) => chargesNow.has(id), leastNow }),
    );
  const alone = solve(foreseenProblem(night.problem, []));
  if (many.length === 0) return { ...night, plan: alone };
  const leastNow = neededNow(foreseenProblem(night.problem, many));
  const whole = solve(foreseenProblem(night.problem, likely), leastNow);
  return { ...night, plan: presentPlan(night.problem, whole, alone) };
}

const NOTHING_KWH = 0.01;
