import type { NodeShare } from '~/domain/charging/limit-ledger';
import { heldScheduleKw } from '~/domain/charging/limit-schedule';
import { instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import { type BandSegment, bandsFor, pricesFor } from '~/domain/tariff/bands';
import type { ChargingProblem, Foresight, Vehicle } from '~/planner';
import { withPromises } from './booked-vehicles';
import { aimAt } from './departure-aim';
import type { NightFeeder } from './grid-facts.server';
import {
  INTERVAL_MINUTES,
  INTERVAL_MS,
  instantsFrom,
  limitNodes,
  pathsOf,
  placeInTree,
  roomOf,
  type TransformerState,
  transformerStates,
} from './grid-nodes';
import type { NightFacts, NightPile, NightSession } from './night-facts.server';
import { foreseeNight } from './night-foresight';

const SHORTEST = 24 * 4;
const LONGEST = 36 * 4;

/** The problem of one night, and what it was made from. */
export interface Night {
  readonly problem: ChargingProblem;
  /** The problem of the cars that are there alone, as pages and piles know it. */
  readonly present: ChargingProblem;
  /** Vehicles to plan with that are not there: no page, total or pile hears of them. */
  readonly foreseen: Foresight;
  /** The start of each interval. */
  readonly instants: readonly string[];
  /** What each node may carry for charging before anything that cannot be steered, kW. */
  readonly roomKw: ReadonlyMap<string, readonly number[]>;
  /** Of that, what piles hold that cannot be steered, kW. */
  readonly unsteeredKw: ReadonlyMap<string, readonly number[]>;
  readonly bands: readonly BandSegment[];
  readonly transformers: readonly NightTransformerState[];
}

export interface NightTransformerState extends TransformerState {
  readonly unsteeredKw: readonly number[];
}

/** Builds the one problem of a compound: transformer → feeder → phase, with what cannot be steered taken from the headroom first. */
export function buildNight(facts: NightFacts): Night {
  const startMs = Math.floor(msFromInstant(facts.nowAt) / INTERVAL_MS) * INTERVAL_MS;
  const instants = instantsFrom(startMs, horizonOf(facts, startMs));
  const pathOf = pathsOf(facts.feeders);
  const unsteeredKw = unsteered(facts, instants, pathOf);
  const reserveKw = arrivalReserve(facts, pathOf);
  const transformers = transformerStates(facts, instants).map((state) => ({
    ...state,
    unsteeredKw: unsteeredKw.get(state.id) ?? instants.map(() => 0),
  }));
  const roomKw = roomOf(facts, transformers, instants.length);
  const headroom = (id: string) =>
    (roomKw.get(id) ?? []).map((kw, t) => {
      const reserve = t === 0 ? (reserveKw.get(id) ?? 0) : 0;
      return Math.max(0, kw - (unsteeredKw.get(id)?.[t] ?? 0) - reserve);
    });
  const window = windowOf(instants);
  const prices = pricesFor(window, INTERVAL_MINUTES, facts.tariff.versions);
  const bands = bandsFor(window, facts.tariff.versions);
  const planned = withPromises(facts, {
    version: 1,
    intervalMinutes: INTERVAL_MINUTES,
    startAt: instants[0]!,
    prices: prices.ok ? prices.prices : instants.map(() => 0),
    nodes: limitNodes(facts, transformers.map(loadedAnyway), headroom),
    vehicles: facts.sessions
      .filter(isSteerable)
      .map((session) => vehicleOf(session, startMs, instants.length, facts.feeders)),
  });
  return {
    foreseen: foreseeNight(facts, planned.problem),
    instants,
    roomKw,
    unsteeredKw,
    transformers,
    bands: bands.ok ? bands.bands : [],
    ...planned,
  };
}

/** Whether a plan's limits can reach the pile and are obeyed. */
export function isSteerable(session: NightSession): boolean {
  return session.pile.online && !session.limits.disobeying;
}

function windowOf(instants: readonly string[]) {
  const startAt = instants[0]!;
  return { startAt, endAt: instantFromMs(msFromInstant(startAt) + instants.length * INTERVAL_MS) };
}

function horizonOf(facts: NightFacts, startMs: number): number {
  const last = Math.max(0, ...facts.sessions.map((session) => msFromInstant(session.wish.departAt)));
  return Math.min(LONGEST, Math.max(SHORTEST, Math.ceil((last - startMs) / INTERVAL_MS)));
}

function loadedAnyway({ id, baseKw, unsteeredKw }: NightTransformerState) {
  return { id, baseKw: baseKw.map((kw, t) => kw + (unsteeredKw[t] ?? 0)) };
}

function vehicleOf(
  session: NightSession,
  startMs: number,
  intervals: number,
  feeders: readonly NightFeeder[],
): Vehicle {
  const energyKwh = Math.max(0, session.wish.energyKwh - session.deliveredKwh);
  const stay = Math.floor((msFromInstant(aimAt(session)) - startMs) / INTERVAL_MS);
  const depart = Math.min(intervals, Math.max(1, stay));
  const { maxKw } = session;
  const atOnce = Math.ceil((energyKwh * 60) / INTERVAL_MINUTES / maxKw - 1e-9);
  return {
    id: session.id,
    ...placeInTree(feeders, session.pile),
    arrive: 0,
    depart: session.wish.mode === 'now' ? Math.min(depart, Math.max(1, atOnce)) : depart,
    energyKwh: Math.round(energyKwh * 1000) / 1000,
    maxKw,
    minKw: Math.min(session.pile.minKw, maxKw),
  };
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
