import type { ConnectorLimitOrder } from '~/adapters/ocpp/port';
import { type LimitChange, orderLimitChanges } from '~/domain/charging/limit-ledger';
import { heldScheduleKw, saysTheSame, scheduledKw, withinPeriods } from '~/domain/charging/limit-schedule';
import { HOUR_MS, instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { ChargingPlan } from '~/planner';
import type { Deps } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { queueCommand } from '~db/queries/commands.server';
import { updateConnector } from '~db/queries/stations.server';
import { INTERVAL_MINUTES, pathsOf } from './grid-nodes';
import type { NightFacts, NightSession } from './night-facts.server';
import { isSteerable, type Night } from './night-problem';

/** A pile keeps to the plan this long without us, then falls back to its safe limit. */
const PROFILE_INTERVALS = 12 * 4;
/** A plan that has not changed is told again once less than this is left of it. */
const REFRESH_BELOW_MS = 6 * HOUR_MS;
/** What a pile takes in one profile. */
const MOST_PERIODS = 24;
const INTERVAL_MS = INTERVAL_MINUTES * MINUTE_MS;
const SAME_KW = 0.01;

export interface QueuedLimits {
  /** Stations for which something waits now. */
  readonly identities: readonly string[];
  readonly queued: number;
  /** Changes that wait for acknowledgements of others. */
  readonly waiting: number;
}

/** The plan in force, cut to the intervals from now on. */
export interface PlanInForce {
  readonly id: string;
  readonly startAt: string;
  readonly vehicles: ChargingPlan['vehicles'];
}

/**
 * Queues what the plan changes, safe in every order of acknowledgements: decreases and lower halves first, increases only into
 * room that no pile may still be using, in part where they may rise now and not yet later. Called again after each answer, it queues what has become possible.
 */
export async function queueLimits(
  trx: Trx,
  deps: Deps,
  compoundId: string,
  { facts, night, plan }: { facts: NightFacts; night: Night; plan: PlanInForce },
): Promise<QueuedLimits> {
  const instants = night.instants.slice(0, PROFILE_INTERVALS);
  const pathOf = pathsOf(facts.feeders);
  const heldKw = new Map(
    facts.sessions.map((session) => [session.id, heldScheduleKw(session.limits, instants)]),
  );
  const changes: LimitChange[] = [];
  for (const session of facts.sessions) {
    const wanted = wantedKw(session, plan, instants);
    await keepLimits(trx, compoundId, session, wanted?.[0] ?? null, facts.nowAt);
    if (!wanted || !needsTelling(session, instants, wanted, facts.nowAt)) continue;
    changes.push({
      connectorId: session.id,
      path: pathOf(session.pile),
      heldKw: heldKw.get(session.id) ?? [],
      targetKw: wanted,
    });
  }
  const budgets = [...night.roomKw].map(([id, limitKw]) => ({
    id,
    limitKw: limitKw.slice(0, instants.length),
    heldKw: heldAt(id, facts, instants.length, heldKw, night, pathOf),
  }));
  const { decreases, increases, waiting } = orderLimitChanges(changes, budgets);
  const partial = new Set(waiting.map((change) => change.connectorId));
  let queued = 0;
  const identities = new Set<string>();
  for (const change of [...decreases, ...increases]) {
    const session = facts.sessions.find((candidate) => candidate.id === change.connectorId)!;
    const step = !partial.has(change.connectorId) ? 'full' : increases.includes(change) ? 'part' : 'lower';
    const attempt = session.limits.unanswered.length;
    const order = orderOf(session, change.targetKw, instants);
    if (!(await queueOrder(trx, deps, compoundId, session, order, `${plan.id}:${step}:${attempt}`))) continue;
    queued += 1;
    if (session.pile.identity) identities.add(session.pile.identity);
  }
  return { identities: [...identities], queued, waiting: waiting.length };
}

/** The plan's powers for a session at `instants`, in as many periods as a pile takes; null where it cannot be steered. */
function wantedKw(session: NightSession, plan: PlanInForce, instants: readonly string[]): number[] | null {
  const planned = plan.vehicles.find((vehicle) => vehicle.id === session.id);
  if (!planned || !isSteerable(session)) return null;
  const passed = Math.round((msFromInstant(instants[0]!) - msFromInstant(plan.startAt)) / INTERVAL_MS);
  const powers = instants.map((_, t) => Math.round((planned.kw[passed + t] ?? 0) * 1e4) / 1e4);
  return withinPeriods(powers, MOST_PERIODS);
}

function needsTelling(
  session: NightSession,
  instants: readonly string[],
  wanted: readonly number[],
  nowAt: string,
): boolean {
  const { acknowledged, unanswered } = session.limits;
  const told = unanswered.length > 0 ? session.awaited : acknowledged;
  if (!told) return true;
  const validMs = msFromInstant(told.validToAt);
  const endMs = msFromInstant(instants.at(-1) ?? nowAt) + INTERVAL_MS;
  const lasts = validMs >= Math.min(endMs, msFromInstant(nowAt) + REFRESH_BELOW_MS);
  const within = instants.filter((at) => msFromInstant(at) < validMs);
  return !lasts || !saysTheSame(told, session.pile.fallbackKw, within, wanted);
}

function heldAt(
  nodeId: string,
  facts: NightFacts,
  length: number,
  heldKw: ReadonlyMap<string, readonly number[]>,
  night: Night,
  pathOf: ReturnType<typeof pathsOf>,
): number[] {
  const sum = Array.from({ length }, (_, t) => night.unsteeredKw.get(nodeId)?.[t] ?? 0);
  for (const session of facts.sessions) {
    const step = isSteerable(session) && pathOf(session.pile).find((share) => share.nodeId === nodeId);
    if (!step) continue;
    for (let t = 0; t < length; t++) sum[t]! += (heldKw.get(session.id)?.[t] ?? 0) * step.share;
  }
  return sum;
}

function orderOf(
  session: NightSession,
  targetKw: readonly number[],
  instants: readonly string[],
): ConnectorLimitOrder {
  const limitsKw = withinPeriods(targetKw, MOST_PERIODS);
  return {
    kind: 'connector-limit',
    connectorId: session.connectorId,
    transactionId: session.transactionId,
    startAt: instants[0]!,
    intervalMinutes: INTERVAL_MINUTES,
    limitsKw,
    validToAt: instantFromMs(msFromInstant(instants[0]!) + limitsKw.length * INTERVAL_MS),
  };
}

async function queueOrder(
  trx: Trx,
  deps: Deps,
  compoundId: string,
  session: NightSession,
  order: ConnectorLimitOrder,
  key: string,
): Promise<boolean> {
  const at = deps.clock();
  return queueCommand(trx, {
    id: deps.newId('cmd'),
    compoundId,
    pileId: session.pile.id,
    connectorId: session.connectorId,
    action: 'SetChargingProfile',
    idempotencyKey: `${key}:${session.pile.id}:${session.connectorId}`,
    payload: order,
    limitKw: order.limitsKw[0] ?? 0,
    at,
    expiresAt: instantFromMs(msFromInstant(at) + INTERVAL_MS),
  });
}

/** Keeps what is wanted, and moves the acknowledged limit on where the pile's own schedule has gone to its next step. */
async function keepLimits(
  trx: Trx,
  compoundId: string,
  session: NightSession,
  desiredKw: number | null,
  nowAt: string,
): Promise<void> {
  const { acknowledged } = session.limits;
  const ackedKw = acknowledged && scheduledKw(acknowledged, session.pile.fallbackKw, nowAt);
  const hasStepped = ackedKw !== null && Math.abs(ackedKw - (session.ackedKw ?? -1)) > SAME_KW;
  await updateConnector(trx, compoundId, session.pile.id, session.connectorId, {
    desired_kw: desiredKw,
    desired_at: nowAt,
    ...(hasStepped && { acked_kw: ackedKw, acked_at: nowAt }),
  });
}
