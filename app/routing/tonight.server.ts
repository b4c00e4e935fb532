import type { ChartBand, Cost, Tonight, TonightState, Why } from '~/components/charging/tonight';
import { tonightWish } from '~/domain/charging/tonight-wish';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { type BandSegment, bandsFor } from '~/domain/tariff/bands';
import { priceEnergy } from '~/domain/tariff/price-energy';
import { type ChargingPlan, type ChargingProblem, explain } from '~/planner';
import type { Deps } from '~/use-cases/shared/deps';
import { aimAt, habitOf } from '~/use-cases/shared/night/departure-aim';
import { INTERVAL_MINUTES } from '~/use-cases/shared/night/grid-nodes';
import {
  loadNightFacts,
  type NightFacts,
  type NightPile,
  type NightSession,
} from '~/use-cases/shared/night/night-facts.server';
import { solveNight } from '~/use-cases/shared/night/solve-night';
import type { Db } from '~db/client.server';
import { findLatestPlan } from '~db/queries/night-plans.server';
import { listNightPiles } from '~db/queries/night-state.server';
import { listVehiclesOfHousehold } from '~db/queries/vehicles.server';
import { findLastWish, toStatedWish } from '~db/queries/wishes.server';
import { type OwnHousehold, ownHouseholds } from './own-household.server';

/** Fewer cars than this are not told as a number, so that nobody can be picked out. */
const FEWEST_TOLD = 5;
const FULL_WITHIN_KWH = 0.1;
const CHARGING_KW = 0.1;
const HYPOTHETICAL_ID = 'if-plugged-in';

/** The nights of all piles of the viewer's own households; empty where there is no pile with power. */
export async function readTonights(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  viewer: Parameters<typeof ownHouseholds>[0],
): Promise<Tonight[]> {
  const nights: Tonight[] = [];
  for (const household of ownHouseholds(viewer)) {
    nights.push(...(await readNightsOf(db, household, clock())));
  }
  return nights;
}

/** The nights of a household's own piles with power. */
export async function readNightsOf(db: Db, household: OwnHousehold, now: string): Promise<Tonight[]> {
  const { compoundId, householdId } = household;
  const rows = await listNightPiles(db, compoundId);
  const own = rows.filter((row) => row.household_id === householdId);
  if (own.length === 0) return [];
  const facts = await loadNightFacts(db, compoundId, now);
  const latest = await findLatestPlan(db, compoundId);
  const nights: Tonight[] = [];
  for (const { id } of own) {
    const pile = facts.piles.find((candidate) => candidate.id === id);
    if (!pile) continue;
    const session = facts.sessions.find((candidate) => candidate.pile.id === id);
    const wish = await findLastWish(db, compoundId, householdId, id);
    const isCurrent = latest && (!wish || wish.made_at <= latest.made_at);
    const stored = session && isCurrent ? storedPlan(latest, session.id) : undefined;
    if (session && stored) {
      nights.push(shape(facts, session, stored, stateOf(session)));
      continue;
    }
    const supposed = session ?? (await suppose(db, facts, household, pile));
    const others = facts.sessions.filter((other) => other.id !== supposed.id);
    const solved = solveNight({ ...facts, sessions: [...others, supposed] });
    const state = session ? stateOf(session) : pile.online ? 'not-plugged' : 'offline';
    nights.push(shape(facts, supposed, solved, state));
  }
  return nights;
}

type Solved = { problem: ChargingProblem; plan: ChargingPlan };

function storedPlan(row: { problem: string; plan: string }, vehicleId: string): Solved | undefined {
  const plan = JSON.parse(row.plan) as ChargingPlan;
  if (!plan.vehicles.some((vehicle) => vehicle.id === vehicleId)) return undefined;
  return { plan, problem: JSON.parse(row.problem) as ChargingProblem };
}

/** What would be if the household plugged in now with its usual wish. */
async function suppose(
  db: Db,
  facts: NightFacts,
  { compoundId, householdId }: OwnHousehold,
  pile: NightPile,
): Promise<NightSession> {
  const [car] = await listVehiclesOfHousehold(db, compoundId, householdId);
  const last = await findLastWish(db, compoundId, householdId, pile.id);
  const figures = { batteryKwh: car?.battery_kwh ?? null, kwhPer100Km: car?.kwh_per_100km ?? null };
  const stay = { sinceAt: facts.nowAt, nowAt: facts.nowAt };
  return {
    id: HYPOTHETICAL_ID,
    transactionId: 0,
    pile: { ...pile, online: true },
    connectorId: 1,
    startedAt: facts.nowAt,
    maxKw: Math.min(pile.maxKw, car?.max_kw ?? pile.maxKw),
    deliveredKwh: 0,
    wish: tonightWish(last ? [toStatedWish(last)] : [], figures, stay),
    habit: habitOf(facts.history, pile.id, householdId, figures),
    limits: {
      connectorId: pile.id,
      link: 'online',
      nameplateKw: pile.maxKw,
      fallbackKw: pile.fallbackKw,
      fallbackInstalled: true,
      acknowledged: null,
      unanswered: [],
      disobeying: false,
    },
    awaited: null,
    ackedKw: null,
    measuredKw: null,
    carIsFull: false,
  };
}

function stateOf(session: NightSession): TonightState {
  if (!session.pile.online) return 'offline';
  const left = session.wish.energyKwh - session.deliveredKwh;
  if (left <= FULL_WITHIN_KWH || session.carIsFull) return 'full';
  return (session.measuredKw ?? 0) > CHARGING_KW ? 'charging' : 'waiting';
}

function shape(
  facts: NightFacts,
  session: NightSession,
  { problem, plan }: Solved,
  state: TonightState,
): Tonight {
  const minutes = problem.intervalMinutes;
  const at = (index: number) => instantFromMs(msFromInstant(problem.startAt) + index * minutes * MINUTE_MS);
  const all = plan.vehicles.find((vehicle) => vehicle.id === session.id)?.kw ?? [];
  const present = Math.max(
    0,
    Math.floor((msFromInstant(facts.nowAt) - msFromInstant(problem.startAt)) / (minutes * MINUTE_MS)),
  );
  const powerKw = all.slice(0, 24 * (60 / minutes));
  const first = all.findIndex((kw, t) => t >= present && kw > 0);
  const explained = explain(plan, problem, session.id);
  const isFullBy = explained?.fullBy ?? null;
  const ahead = all.map((kw, t) => (t >= present ? kw : 0));
  const toComeKwh = ahead.reduce((sum, kw) => sum + (kw * minutes) / 60, 0);
  return {
    pileId: session.pile.id,
    spaceCode: session.pile.spaceCode,
    state,
    now: facts.nowAt,
    startAt: problem.startAt,
    intervalMinutes: minutes,
    powerKw,
    bands: chartBands(bandsOf(facts, problem), problem, powerKw.length),
    pluggedInAt: session.id === HYPOTHETICAL_ID ? null : session.startedAt,
    readyByAt: session.wish.departAt,
    aimAt: aimShown(session, isFullBy === null ? null : at(isFullBy)),
    wishSource: session.wish.source,
    mode: session.wish.mode,
    startsAt: first < 0 ? null : first <= present ? facts.nowAt : at(first),
    fullAt: isFullBy === null ? null : at(isFullBy),
    toComeKwh,
    deliveredKwh: session.deliveredKwh,
    wishKwh: session.wish.energyKwh,
    unmetKwh: explained?.unmetKwh ?? 0,
    limitKw: session.ackedKw,
    fallbackKw: session.pile.fallbackKw,
    measuredKw: session.measuredKw,
    cost: costOf(facts, ahead, at),
    why: whyOf(facts, session, { problem, plan }, at),
  };
}

/** The earlier departure that the plan keeps to, where it does. */
function aimShown(session: NightSession, fullAt: string | null): string | null {
  const aim = aimAt(session);
  return aim < session.wish.departAt && fullAt !== null && fullAt <= aim ? aim : null;
}

function costOf(facts: NightFacts, powerKw: readonly number[], at: (index: number) => string): Cost | null {
  const hours = INTERVAL_MINUTES / 60;
  const intervals = powerKw.flatMap((kw, t) =>
    kw > 0 ? [{ startAt: at(t), endAt: at(t + 1), energyWh: Math.round(kw * hours * 1000) }] : [],
  );
  const priced = priceEnergy(intervals, facts.tariff.versions, facts.tariff.serviceFee);
  if (!priced.ok) return null;
  const { electricityFen, serviceFen, totalFen } = priced;
  return { electricityFen, serviceFen, totalFen };
}

function whyOf(
  facts: NightFacts,
  session: NightSession,
  { problem, plan }: Solved,
  at: (index: number) => string,
): Why | null {
  const explained = explain(plan, problem, session.id);
  if (!explained) return null;
  const { limit, price } = explained;
  const transformer = facts.transformers.find((candidate) => candidate.id === limit?.node);
  const cheapest = explained.runs[0];
  const bands = bandsOf(facts, problem);
  const cheapBand =
    explained.reason === 'cheapest' && cheapest
      ? bands.find((band) => band.startAt <= at(cheapest.from) && band.endAt > at(cheapest.from))
      : undefined;
  return {
    reason: explained.reason,
    limit: limit && {
      place: transformer ? 'transformer' : 'feeder',
      fromAt: at(limit.window.from),
      toAt: at(limit.window.to),
      cars: limit.vehicles >= FEWEST_TOLD ? limit.vehicles : null,
      gotShare: limit.gotShare,
      afterKwh: limit.afterKwh,
    },
    cheapKind: cheapBand?.kind ?? null,
    meanPriceE4: price && bands.length > 0 ? Math.round(price.meanYuan * 10_000) : null,
  };
}

function bandsOf(facts: NightFacts, problem: ChargingProblem): readonly BandSegment[] {
  const endMs = msFromInstant(problem.startAt) + problem.prices.length * problem.intervalMinutes * MINUTE_MS;
  const window = { startAt: problem.startAt, endAt: instantFromMs(endMs) };
  const verdict = bandsFor(window, facts.tariff.versions);
  return verdict.ok ? verdict.bands : [];
}

/** Price bands as a chart of `length` intervals takes them. */
export function chartBands(
  bands: readonly BandSegment[],
  { startAt, intervalMinutes }: Pick<ChargingProblem, 'startAt' | 'intervalMinutes'>,
  length: number,
): ChartBand[] {
  const indexOf = (at: string) =>
    Math.min(
      length,
      Math.max(0, (msFromInstant(at) - msFromInstant(startAt)) / (intervalMinutes * MINUTE_MS)),
    );
  return bands.flatMap(({ startAt: from, endAt, kind }) => {
    const fromIndex = indexOf(from);
    const toIndex = indexOf(endAt);
    return toIndex > fromIndex ? [{ fromIndex, toIndex, kind }] : [];
  });
}
