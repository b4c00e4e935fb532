import type { NodeShare } from '~/domain/charging/limit-ledger';
import { heldScheduleKw } from '~/domain/charging/limit-schedule';
import { instantFromMs, localTimeOf, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { isWorkingDay, type WorkingDayCalendar } from '~/domain/shared/working-days';
import { type BandSegment, bandsFor, pricesFor } from '~/domain/tariff/bands';
import type { ChargingProblem, LimitNode, Vehicle } from '~/planner';
import type {
  NightFacts,
  NightFeeder,
  NightPile,
  NightSession,
  NightTransformer,
} from './night-facts.server';

export const INTERVAL_MINUTES = 15;
const INTERVAL_MS = INTERVAL_MINUTES * MINUTE_MS;
const SHORTEST = 24 * 4;
const LONGEST = 36 * 4;
const POINTS_A_DAY = 96;

/** The problem of one night, and what it was made from. */
export interface Night {
  readonly problem: ChargingProblem;
  /** The start of each interval. */
  readonly instants: readonly string[];
  /** What each node may carry for charging before anything that cannot be steered, kW. */
  readonly roomKw: ReadonlyMap<string, readonly number[]>;
  /** Of that, what piles hold that cannot be steered, kW. */
  readonly unsteeredKw: ReadonlyMap<string, readonly number[]>;
  readonly bands: readonly BandSegment[];
  readonly transformers: readonly NightTransformerState[];
}

export interface NightTransformerState {
  readonly id: string;
  readonly name: string;
  readonly baseKw: readonly number[];
  /** The limit in force, a cap included, kW. */
  readonly limitKw: readonly number[];
  readonly unsteeredKw: readonly number[];
}

/** Builds the one problem of a compound: transformer → feeder → phase, with what cannot be steered taken from the headroom first. */
export function buildNight(facts: NightFacts): Night {
  const startMs = Math.floor(msFromInstant(facts.nowAt) / INTERVAL_MS) * INTERVAL_MS;
  const instants = instantsFrom(startMs, horizonOf(facts, startMs));
  const pathOf = pathsOf(facts.feeders);
  const unsteeredKw = unsteered(facts, instants, pathOf);
  const reserveKw = arrivalReserve(facts, pathOf);
  const transformers = facts.transformers.map((transformer) => {
    const state = transformerState(transformer, facts, instants);
    return { ...state, unsteeredKw: unsteeredKw.get(transformer.id) ?? instants.map(() => 0) };
  });
  const roomKw = new Map<string, number[]>();
  for (const { id, limitKw, baseKw } of transformers) {
    roomKw.set(
      id,
      limitKw.map((limit, t) => Math.max(0, limit - baseKw[t]!)),
    );
  }
  for (const feeder of facts.feeders) {
    roomKw.set(
      feeder.id,
      instants.map(() => feeder.limitKw),
    );
    for (const line of linesOf(feeder)) {
      roomKw.set(
        line.id,
        instants.map(() => feeder.limitKw / feeder.phases.length),
      );
    }
  }
  const headroom = (id: string) =>
    (roomKw.get(id) ?? []).map((kw, t) => {
      const reserve = t === 0 ? (reserveKw.get(id) ?? 0) : 0;
      return Math.max(0, kw - (unsteeredKw.get(id)?.[t] ?? 0) - reserve);
    });
  const window = windowOf(instants);
  const prices = pricesFor(window, INTERVAL_MINUTES, facts.tariff.versions);
  const bands = bandsFor(window, facts.tariff.versions);
  return {
    instants,
    roomKw,
    unsteeredKw,
    transformers,
    bands: bands.ok ? bands.bands : [],
    problem: {
      version: 1,
      intervalMinutes: INTERVAL_MINUTES,
      startAt: instants[0]!,
      prices: prices.ok ? prices.prices : instants.map(() => 0),
      nodes: nodesOf(facts, transformers, headroom),
      vehicles: facts.sessions
        .filter(isSteerable)
        .map((session) => vehicleOf(session, startMs, instants.length, facts.feeders)),
    },
  };
}

/** The start of the quarter hour that an instant lies in. */
export function intervalStart(at: string): string {
  return instantFromMs(Math.floor(msFromInstant(at) / INTERVAL_MS) * INTERVAL_MS);
}

/** Whether a plan's limits can reach the pile and are obeyed. */
export function isSteerable(session: NightSession): boolean {
  return session.pile.online && !session.limits.disobeying;
}

/** The nodes that a pile's power passes, with the part of it that each carries. */
export function pathsOf(feeders: readonly NightFeeder[]): (pile: NightPile) => NodeShare[] {
  const byId = new Map(feeders.map((feeder) => [feeder.id, feeder]));
  return (pile) => {
    const feeder = byId.get(pile.feederId);
    const phases = feeder ? onLines(pile, feeder) : [];
    return [
      { nodeId: pile.transformerId, share: 1 },
      { nodeId: pile.feederId, share: 1 },
      ...phases.map((phase) => ({ nodeId: `${pile.feederId}/${phase}`, share: 1 / phases.length })),
    ];
  };
}

export function instantsFrom(startMs: number, count: number): string[] {
  return Array.from({ length: count }, (_, t) => instantFromMs(startMs + t * INTERVAL_MS));
}

function windowOf(instants: readonly string[]) {
  const startAt = instants[0]!;
  return { startAt, endAt: instantFromMs(msFromInstant(startAt) + instants.length * INTERVAL_MS) };
}

function horizonOf(facts: NightFacts, startMs: number): number {
  const last = Math.max(0, ...facts.sessions.map((session) => msFromInstant(session.wish.departAt)));
  return Math.min(LONGEST, Math.max(SHORTEST, Math.ceil((last - startMs) / INTERVAL_MS)));
}

function linesOf(feeder: NightFeeder) {
  return feeder.phases.length > 1
    ? feeder.phases.map((phase) => ({ id: `${feeder.id}/${phase}`, phase }))
    : [];
}

function onLines(pile: NightPile, feeder: NightFeeder) {
  if (feeder.phases.length < 2) return [];
  const shared = pile.phases.filter((phase) => feeder.phases.includes(phase));
  return shared.length > 0 ? shared : feeder.phases;
}

function nodesOf(
  facts: NightFacts,
  transformers: readonly NightTransformerState[],
  headroom: (id: string) => number[],
): LimitNode[] {
  return [
    ...transformers.map(({ id, baseKw, unsteeredKw }) => ({
      id,
      parent: null,
      limitKw: headroom(id),
      baseKw: baseKw.map((kw, t) => kw + (unsteeredKw[t] ?? 0)),
    })),
    ...facts.feeders.flatMap((feeder) => [
      { id: feeder.id, parent: feeder.transformerId, limitKw: headroom(feeder.id) },
      ...linesOf(feeder).map(({ id, phase }) => ({ id, parent: feeder.id, phase, limitKw: headroom(id) })),
    ]),
  ];
}

function vehicleOf(
  session: NightSession,
  startMs: number,
  intervals: number,
  feeders: readonly NightFeeder[],
): Vehicle {
  const feeder = feeders.find((candidate) => candidate.id === session.pile.feederId);
  const lines = feeder ? onLines(session.pile, feeder) : [];
  const energyKwh = Math.max(0, session.wish.energyKwh - session.deliveredKwh);
  const stay = Math.floor((msFromInstant(session.wish.departAt) - startMs) / INTERVAL_MS);
  const depart = Math.min(intervals, Math.max(1, stay));
  const { maxKw } = session;
  const atOnce = Math.ceil((energyKwh * 60) / INTERVAL_MINUTES / maxKw - 1e-9);
  return {
    id: session.id,
    node: session.pile.feederId,
    arrive: 0,
    depart: session.wish.mode === 'now' ? Math.min(depart, Math.max(1, atOnce)) : depart,
    energyKwh: Math.round(energyKwh * 1000) / 1000,
    maxKw,
    minKw: Math.min(session.pile.minKw, maxKw),
    phases: lines.length > 0 ? lines : session.pile.phases,
  };
}

function transformerState(
  transformer: NightTransformer,
  facts: NightFacts,
  instants: readonly string[],
): Omit<NightTransformerState, 'unsteeredKw'> {
  const caps = facts.caps.filter((cap) => cap.transformer_id === transformer.id);
  return {
    id: transformer.id,
    name: transformer.name,
    baseKw: instants.map((at) => forecastKw(transformer, at, facts.calendar)),
    limitKw: instants.map((at) => {
      const endAt = instantFromMs(msFromInstant(at) + INTERVAL_MS);
      const inForce = caps.filter((cap) => cap.from_at < endAt && cap.to_at > at);
      return Math.min(transformer.limitKw, ...inForce.map((cap) => cap.cap_kw));
    }),
  };
}

/** The measured power of the same quarter hour on a day of the same kind; the other kind's, else the measured peak, where none is known. */
function forecastKw(transformer: NightTransformer, at: string, calendar: WorkingDayCalendar): number {
  const { on, minuteOfDay } = localTimeOf(at);
  const kind = isWorkingDay(on, calendar) ? 'workday' : 'restday';
  const curve = transformer.baseLoads.find((day) => day.dayKind === kind) ?? transformer.baseLoads[0];
  const point = Math.floor((minuteOfDay * POINTS_A_DAY) / (24 * 60));
  return curve?.pointsKw[point] ?? transformer.basePeakKw;
}

/** What piles hold that no plan can change now: those offline, with a car known or not, and those that do not obey. */
function unsteered(
  facts: NightFacts,
  instants: readonly string[],
  pathOf: (pile: NightPile) => NodeShare[],
): Map<string, number[]> {
  const heldKw = new Map<string, number[]>();
  const hold = (pile: NightPile, kw: readonly number[]) => {
    for (const { nodeId, share } of pathOf(pile)) {
      const sum = heldKw.get(nodeId) ?? instants.map(() => 0);
      heldKw.set(
        nodeId,
        sum.map((before, t) => before + (kw[t] ?? 0) * share),
      );
    }
  };
  const busy = new Set(facts.sessions.map((session) => session.pile.id));
  for (const session of facts.sessions) {
    if (!isSteerable(session)) hold(session.pile, heldScheduleKw(session.limits, instants));
  }
  for (const pile of facts.piles) {
    const mayCharge = pile.known && !pile.online && !busy.has(pile.id);
    if (mayCharge)
      hold(
        pile,
        instants.map(() => pile.fallbackKw),
      );
  }
  return heldKw;
}

/** Room at each node for the next car to arrive, which begins at its pile's safe default before any plan knows of it, kW. */
function arrivalReserve(
  facts: NightFacts,
  pathOf: (pile: NightPile) => NodeShare[],
): ReadonlyMap<string, number> {
  const busy = new Set(facts.sessions.map((session) => session.pile.id));
  const reserveKw = new Map<string, number>();
  for (const pile of facts.piles) {
    if (!pile.online || busy.has(pile.id)) continue;
    for (const { nodeId, share } of pathOf(pile)) {
      reserveKw.set(nodeId, Math.max(reserveKw.get(nodeId) ?? 0, pile.fallbackKw * share));
    }
  }
  return reserveKw;
}
