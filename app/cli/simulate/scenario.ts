import type { Phase } from '~/planner';
import type { BaseLoad } from './base-load';
import type { Session } from './sessions';
import type { Tariff } from './tariff';
import {
  formatDate,
  type LocalMinute,
  minutesPerDay,
  slotMinutes,
  slotsPerDay,
  startOfDay,
} from './wall-clock';

/** A limit of the site: the transformer first, parents before children. Headroom is kW a slot after the base load. */
export interface ScenarioNode {
  id: string;
  parent: number;
  headroomKw: Float64Array;
  /** The node carries this phase only. */
  phase?: Phase;
}

/** Where a car's power goes: through `node`, and where it takes equal parts from several lines below it, through those too. */
export interface Place {
  node: number;
  lines?: readonly number[];
}

/** A car as the truth has it. Times are minutes after the start of the replay. */
export interface ScenarioCar extends Place {
  id: string;
  arriveMin: number;
  departMin: number;
  /** What the plan is told; differs from the truth when departures are those that drivers stated. */
  expectedDepartMin: number;
  statedDepartMin: number | null;
  /** What the session took, as far as the pile could deliver it before the car left. */
  energyKwh: number;
  maxKw: number;
}

/** A stay that ended before some moment of the replay, so its whole length is known then. */
export interface PastStay extends Place {
  /** Arrival of the same person's first stay; null for that stay itself. */
  firstMin: number | null;
  arriveMin: number;
  departMin: number;
  statedDepartMin: number | null;
  energyKwh: number;
  maxKw: number;
}

export interface Scenario {
  startAt: LocalMinute;
  days: number;
  /** Plans go by the departures that drivers stated. */
  useStated: boolean;
  slotCount: number;
  limitKw: number;
  prices: Float64Array;
  baseKw: Float64Array;
  nodes: ScenarioNode[];
  cars: ScenarioCar[];
  /** Stays before and during the replay, ordered by their end. */
  stays: PastStay[];
  counts: {
    outsidePeriod: number;
    impossible: { rows: number; energyKwh: number };
    baseOverLimitSlots: number;
  };
}

export interface ScenarioChoice {
  sessions: readonly Session[];
  base: BaseLoad;
  tariff: Tariff;
  limitKw: number;
  groupLimitKw: number | null;
  /** Part of the base load on each phase: the limit is then held on each, and every person's pile is on one. */
  phaseShares?: readonly number[];
  /** With phases, the pile of every so many persons takes equal parts from all three. */
  threePhaseEvery?: number;
  fromOn: LocalMinute | null;
  days: number | null;
  useStated: boolean;
}

export type ScenarioVerdict =
  | { ok: true; scenario: Scenario }
  | { ok: false; reason: 'no-session-in-period'; firstOn: string; lastOn: string };

/** Prices and limits go on after the last car, so a plan cannot tell from their end that nobody comes any more. */
const daysBeyondLastCar = 2;
const gridKwhTolerance = 1e-9;
const PHASES = ['A', 'B', 'C'] as const;

function attainableKwh(session: Session): number {
  return (session.maxKw * (session.departAt - session.arriveAt)) / 60;
}

function buildNodes(
  choice: ScenarioChoice,
  baseKw: Float64Array,
  chosen: readonly Session[],
): ScenarioNode[] {
  const root = { id: 'T1', parent: -1, headroomKw: baseKw.map((kw) => choice.limitKw - kw) };
  if (choice.phaseShares) {
    const lines = choice.phaseShares.map((share, phase) => ({
      id: `T1/${PHASES[phase]}`,
      parent: 0,
      phase: PHASES[phase],
      headroomKw: baseKw.map((kw) => choice.limitKw / choice.phaseShares!.length - share * kw),
    }));
    return [root, ...lines];
  }
  if (choice.groupLimitKw === null) return [root];
  const groupKw = choice.groupLimitKw;
  const groups = [...new Set(chosen.map((session) => session.groupId))].sort();
  const leaves = groups.map((id) => ({
    id,
    parent: 0,
    headroomKw: new Float64Array(baseKw.length).fill(groupKw),
  }));
  return [root, ...leaves];
}

function createPlaceOf(choice: ScenarioChoice, nodes: readonly ScenarioNode[]): (session: Session) => Place {
  if (choice.phaseShares) {
    const persons = [...new Set(choice.sessions.map((session) => session.userId))].sort();
    const lines = choice.phaseShares.map((_, phase) => 1 + phase);
    const placeOf = new Map<string, Place>(
      persons.map((person, k) => {
        const onAll = choice.threePhaseEvery !== undefined && k % choice.threePhaseEvery === 0;
        return [person, onAll ? { node: 0, lines } : { node: 1 + (k % lines.length) }];
      }),
    );
    return (session) => placeOf.get(session.userId)!;
  }
  if (choice.groupLimitKw === null) return () => ({ node: 0 });
  return (session) => ({ node: nodes.findIndex((node) => node.id === session.groupId) });
}

function selectPeriod(choice: ScenarioChoice) {
  const arrivals = choice.sessions.map((session) => session.arriveAt);
  const first = arrivals.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = arrivals.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const startAt = choice.fromOn ?? startOfDay(first);
  const days = choice.days ?? Math.max(1, Math.floor((last - startAt) / minutesPerDay) + 1);
  const endAt = startAt + days * minutesPerDay;
  const chosen = choice.sessions.filter((s) => s.arriveAt >= startAt && s.arriveAt < endAt);
  return { first, last, startAt, days, chosen };
}

function createFirstMinOf(
  sessions: readonly Session[],
  startAt: LocalMinute,
): (session: Session) => number | null {
  const firstAt = new Map<string, LocalMinute>();
  for (const { userId, arriveAt } of sessions)
    firstAt.set(userId, Math.min(arriveAt, firstAt.get(userId) ?? arriveAt));
  return ({ userId, arriveAt }) => {
    const first = firstAt.get(userId)!;
    return first === arriveAt ? null : first - startAt;
  };
}

/** Lays sessions, base load and prices on one grid of quarter-hours; the replay runs until the last car has left. */
export function buildScenario(choice: ScenarioChoice): ScenarioVerdict {
  const { first, last, startAt, days, chosen } = selectPeriod(choice);
  if (chosen.length === 0) {
    const named = choice.sessions.length > 0;
    return {
      ok: false,
      reason: 'no-session-in-period',
      firstOn: named ? formatDate(first) : '-',
      lastOn: named ? formatDate(last) : '-',
    };
  }
  const lastDepartAt = chosen.reduce((end, session) => Math.max(end, session.departAt), 0);
  const slotCount = (Math.ceil((lastDepartAt - startAt) / minutesPerDay) + daysBeyondLastCar) * slotsPerDay;
  const slots = Array.from({ length: slotCount }, (_, slot) => slot);
  const baseKw = Float64Array.from(slots, (slot) => choice.base.kwAt(startAt + slot * slotMinutes));
  const prices = Float64Array.from(slots, (slot) => choice.tariff.slots[slot % slotsPerDay]!.priceYuanPerKwh);
  const nodes = buildNodes(choice, baseKw, chosen);
  const placeOf = createPlaceOf(choice, nodes);

  const statedMinOf = (session: Session) => session.statedDepartAt && session.statedDepartAt - startAt;

  const impossible = { rows: 0, energyKwh: 0 };
  const cars = chosen.map((session): ScenarioCar => {
    const excessKwh = session.energyKwh - attainableKwh(session);
    if (excessKwh > gridKwhTolerance) {
      impossible.rows++;
      impossible.energyKwh += excessKwh;
    }
    const expectedAt = choice.useStated ? (session.statedDepartAt ?? session.departAt) : session.departAt;
    return {
      id: session.id,
      ...placeOf(session),
      arriveMin: session.arriveAt - startAt,
      departMin: session.departAt - startAt,
      expectedDepartMin: expectedAt - startAt,
      statedDepartMin: statedMinOf(session),
      energyKwh: Math.min(session.energyKwh, attainableKwh(session)),
      maxKw: session.maxKw,
    };
  });
  const firstMinOf = createFirstMinOf(choice.sessions, startAt);
  const stays = choice.sessions
    .filter((session) => session.arriveAt < startAt + days * minutesPerDay && placeOf(session).node >= 0)
    .map((session) => ({
      ...placeOf(session),
      firstMin: firstMinOf(session),
      arriveMin: session.arriveAt - startAt,
      departMin: session.departAt - startAt,
      statedDepartMin: statedMinOf(session),
      energyKwh: Math.min(session.energyKwh, attainableKwh(session)),
      maxKw: session.maxKw,
    }))
    .sort((a, b) => a.departMin - b.departMin);
  const counts = {
    outsidePeriod: choice.sessions.length - chosen.length,
    impossible,
    baseOverLimitSlots: baseKw.filter((kw) => kw > choice.limitKw).length,
  };
  const limitKw = choice.limitKw;
  return {
    ok: true,
    scenario: {
      startAt,
      days,
      useStated: choice.useStated,
      slotCount,
      limitKw,
      prices,
      baseKw,
      nodes,
      cars,
      stays,
      counts,
    },
  };
}
