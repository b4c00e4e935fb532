import { scheduledKw } from '~/domain/charging/limit-schedule';
import { instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import type { ChargingPlan, ChargingProblem, LimitNode, Vehicle } from '~/planner';
import type { PromiseRow } from '~db/queries/promises.server';
import { energyHad, energyLeft } from '../booking/place-booking.server';
import type { EnergyWindow } from '../booking/promise-energy';
import { INTERVAL_MINUTES, INTERVAL_MS, placeInTree } from './grid-nodes';
import type { NightFacts, NightSession } from './night-facts.server';

/** What a promise comes to by a plan. */
export interface KeptPromise {
  readonly bookingId: string;
  readonly promisedWh: number;
  /** What the session has had and what the plan will give it, Wh. */
  readonly expectedWh: number;
  /** What the plan or the grid cannot give although the car could take it, Wh ≥ 0. */
  readonly cutWh: number;
}

interface PromisedNight {
  /** Every promise is a firm vehicle: that of a car that is there, and one for each slot ahead. */
  readonly problem: ChargingProblem;
  readonly present: ChargingProblem;
}

const HOURS = INTERVAL_MINUTES / 60;
const NOTHING_KWH = 1e-3;

const bookedId = (bookingId: string) => `booking:${bookingId}`;
const restId = (vehicleId: string) => `${vehicleId}+`;

/** Adds what is promised to the problem of the cars that are there. */
export function withPromises(facts: NightFacts, present: ChargingProblem): PromisedNight {
  const nodes: LimitNode[] = [...present.nodes];
  const vehicles: Vehicle[] = [];
  const promised = promisedSessions(facts);
  for (const vehicle of present.vehicles) {
    const entry = promised.get(vehicle.id);
    const parts = entry && firmAndRest(vehicle, entry.left, present);
    if (!entry || !parts) {
      vehicles.push(vehicle);
      continue;
    }
    vehicles.push(...(parts.length > 1 ? atOnePile(parts, entry.session.maxKw, nodes, present) : parts));
  }
  for (const row of facts.promises) {
    const vehicle = isPlugged(row, facts) ? null : aheadOf(row, facts, present);
    if (vehicle) vehicles.push(vehicle);
  }
  return { problem: { ...present, nodes, vehicles }, present };
}

/** The promises of cars that are there and can be steered, by the vehicle's id. */
function promisedSessions(facts: NightFacts): Map<string, { session: NightSession; left: EnergyWindow }> {
  const nowMs = msFromInstant(facts.nowAt);
  return new Map(
    facts.promises.flatMap((row) => {
      const session = facts.sessions.find(({ transactionId }) => transactionId === row.transaction_id);
      const left = session && energyLeft(row, nowMs);
      return session && left ? [[session.id, { session, left }] as const] : [];
    }),
  );
}

/** The promise as a firm vehicle until its slot's end, and what the car wants beyond it. */
function firmAndRest(vehicle: Vehicle, left: EnergyWindow, problem: ChargingProblem): Vehicle[] | null {
  const window = windowIn(left, problem);
  if (!window) return null;
  const energyKwh = Math.min(left.energyWh / 1000, vehicle.energyKwh);
  const restKwh = vehicle.energyKwh - energyKwh;
  const firm = { ...vehicle, ...window, energyKwh, firm: true };
  return restKwh > NOTHING_KWH ? [firm, { ...vehicle, id: restId(vehicle.id), energyKwh: restKwh }] : [firm];
}

/** Two vehicles at one pile: below a node of their own that passes no more than the car and the pile take. */
function atOnePile(
  parts: readonly Vehicle[],
  maxKw: number,
  nodes: LimitNode[],
  { nodes: known, prices }: ChargingProblem,
): Vehicle[] {
  const [first] = parts;
  const lines = known.filter(
    ({ parent, phase }) => parent === first!.node && phase && first!.phases?.includes(phase),
  );
  const own = (lines.length > 0 ? lines : [{ id: first!.node, phase: undefined }]).map(({ id, phase }) => ({
    id: `${id}/${first!.id}`,
    parent: id,
    ...(phase && { phase }),
    limitKw: prices.map(() => maxKw / Math.max(1, lines.length)),
  }));
  nodes.push(...own);
  return parts.map((part) =>
    own.length === 1 ? { ...part, node: own[0]!.id } : { ...part, phaseNodes: own.map(({ id }) => id) },
  );
}

/** A slot that is booked and whose car is not there yet: the part of its promise that the horizon must keep room for. */
function aheadOf(row: PromiseRow, facts: NightFacts, problem: ChargingProblem): Vehicle | null {
  const left = energyLeft(row, msFromInstant(facts.nowAt));
  const window = left && windowIn(left, problem);
  if (!left || !window) return null;
  const reachKwh = left.maxKw * HOURS * (window.depart - window.arrive);
  const laterKwh = left.maxKw * HOURS * Math.max(0, window.wholeDepart - window.depart);
  const energyKwh = Math.min(reachKwh, left.energyWh / 1000 - laterKwh);
  if (energyKwh <= NOTHING_KWH) return null;
  const { arrive, depart } = window;
  return {
    id: bookedId(row.id),
    ...placeInTree(facts.feeders, left.pile),
    arrive,
    depart,
    energyKwh,
    maxKw: left.maxKw,
    minKw: Math.min(left.minKw, left.maxKw),
    firm: true,
  };
}

function windowIn({ window }: EnergyWindow, { startAt, prices }: ChargingProblem) {
  const startMs = msFromInstant(startAt);
  const offset = (window.start - startMs) / INTERVAL_MS;
  const arrive = offset < 1 ? 0 : Math.ceil(offset);
  const wholeDepart = Math.floor((window.end - startMs) / INTERVAL_MS);
  const depart = Math.min(prices.length, wholeDepart);
  return depart > arrive ? { arrive, depart, wholeDepart } : null;
}

function isPlugged(row: PromiseRow, facts: NightFacts): boolean {
  return (
    row.transaction_id !== null &&
    facts.sessions.some(({ transactionId }) => transactionId === row.transaction_id)
  );
}

/** The part of a plan that is for the cars that are there; the loads of the nodes keep what is promised. */
export function presentPart({ problem, present }: PromisedNight, plan: ChargingPlan): ChargingPlan {
  const planned = new Map(plan.vehicles.map((vehicle) => [vehicle.id, vehicle]));
  const vehicles = present.vehicles.flatMap(({ id }) => {
    const own = planned.get(id);
    const rest = planned.get(restId(id));
    if (!own || !rest) return own ? [own] : [];
    const decisive = rest.reason === 'idle' || own.reason === 'short' ? own : rest;
    return [
      {
        ...decisive,
        id,
        kw: own.kw.map((kw, t) => kw + (rest.kw[t] ?? 0)),
        unmetKwh: own.unmetKwh + rest.unmetKwh,
      },
    ];
  });
  if (problem.vehicles.length === present.vehicles.length) return { ...plan, vehicles };
  const known = new Set(present.nodes.map(({ id }) => id));
  const isShort = vehicles.some(({ reason }) => reason === 'short');
  const totalKw = present.prices.map((_, t) => vehicles.reduce((sum, { kw }) => sum + kw[t]!, 0));
  const bottlenecks = plan.bottlenecks.map((bottleneck) => presentBottleneck(bottleneck, present, known));
  return {
    ...plan,
    vehicles,
    status: isShort ? 'shortfall' : 'optimal',
    unmetKwh: vehicles.reduce((sum, { unmetKwh }) => sum + unmetKwh, 0),
    costYuan: totalKw.reduce((sum, kw, t) => sum + kw * HOURS * present.prices[t]!, 0),
    peakKw: Math.max(0, ...totalKw),
    nodes: plan.nodes.filter(({ id }) => known.has(id)),
    bottleneck: isShort ? (bottlenecks[0] ?? null) : null,
    bottlenecks: isShort ? bottlenecks : [],
  };
}

function presentBottleneck(
  bottleneck: ChargingPlan['bottlenecks'][number],
  present: ChargingProblem,
  known: ReadonlySet<string>,
): ChargingPlan['bottlenecks'][number] {
  const named = new Set(bottleneck.vehicles.map((id) => id.replace(/\+$/, '')));
  return {
    ...bottleneck,
    vehicles: present.vehicles.flatMap(({ id }) => (named.has(id) ? [id] : [])),
    node: bottleneck.node !== null && known.has(bottleneck.node) ? bottleneck.node : null,
  };
}

/** What every promise whose slot ends within the horizon comes to, cars at piles that cannot be steered included. */
export function promisesIn(facts: NightFacts, problem: ChargingProblem, plan: ChargingPlan): KeptPromise[] {
  const nowMs = msFromInstant(facts.nowAt);
  return facts.promises.flatMap((row) => {
    const left = energyLeft(row, nowMs);
    const window = left && windowIn(left, problem);
    if (!left || !window || window.wholeDepart > problem.prices.length) return [];
    const session = facts.sessions.find(({ transactionId }) => transactionId === row.transaction_id);
    const couldWh = left.maxKw * HOURS * (window.depart - window.arrive) * 1000;
    const comingWh = Math.round(1000 * comingKwh(session, row, { problem, plan, window }));
    return [
      {
        bookingId: row.id,
        promisedWh: row.promised_wh,
        expectedWh: Math.min(row.promised_wh, energyHad(row) + comingWh),
        cutWh: Math.max(0, Math.floor(Math.min(left.energyWh, couldWh)) - comingWh),
      },
    ];
  });
}

function comingKwh(
  session: NightSession | undefined,
  row: PromiseRow,
  {
    problem,
    plan,
    window,
  }: { problem: ChargingProblem; plan: ChargingPlan; window: { arrive: number; depart: number } },
): number {
  const ids = session ? [session.id, restId(session.id)] : [bookedId(row.id)];
  const planned = plan.vehicles.filter(({ id }) => ids.includes(id));
  const inWindow = Array.from({ length: window.depart - window.arrive }, (_, n) => window.arrive + n);
  if (planned.length > 0 || !session)
    return planned.reduce((sum, { kw }) => sum + inWindow.reduce((own, t) => own + kw[t]! * HOURS, 0), 0);
  const { acknowledged, fallbackKw } = session.limits;
  const startMs = msFromInstant(problem.startAt);
  return inWindow.reduce((sum, t) => {
    const at = instantFromMs(startMs + t * INTERVAL_MS);
    return sum + HOURS * (acknowledged ? scheduledKw(acknowledged, fallbackKw, at) : fallbackKw);
  }, 0);
}
