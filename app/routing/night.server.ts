import type { AppLoadContext } from '@remix-run/node';
import type {
  NightCar,
  NightListRow,
  NightPage,
  NightTransformer,
  PlanCause,
} from '~/components/night/night';
import { can, canSee } from '~/domain/permissions/can';
import { fairnessIndex } from '~/domain/shared/fairness-index';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { maskPlate } from '~/domain/shared/masking';
import type { ChargingPlan, ChargingProblem } from '~/planner';
import type { NightContext } from '~/use-cases/night/plan-night.server';
import { vehicleIdOf } from '~/use-cases/shared/night/night-facts.server';
import { getCompound } from '~db/queries/compounds.server';
import {
  findLatestPlan,
  listNightCompounds,
  listPlanHeads,
  type NightPlanRow,
} from '~db/queries/night-plans.server';
import { listNightPiles, listNightSessions, type NightSessionRow } from '~db/queries/night-state.server';
import { findTenancy } from '~db/queries/tenancy.server';
import { refuse, requireRole } from './guard.server';
import { chartBands } from './tonight.server';

const REPLANS_SHOWN = 12;

type Desk = 'operator' | 'utility';

/** The compounds whose nights the desk watches. */
export async function readNightList(
  context: AppLoadContext,
  request: Request,
  role: Desk,
): Promise<{ now: string; compounds: NightListRow[] }> {
  const viewer = requireRole(context, request, role);
  const grants = viewer.grants.filter((grant) => grant.role === role);
  const rows = await listNightCompounds(context.deps.db, grants);
  return {
    now: context.deps.clock(),
    compounds: rows.map((row) => ({
      id: row.id,
      name: row.name,
      cars: Number(row.cars ?? 0),
      madeAt: row.made_at,
      cause: row.cause as PlanCause | null,
      unmetKwh: row.unmet_kwh,
      costYuan: row.cost_yuan,
    })),
  };
}

/** One compound's night: the plan in force on the grid, every car with its four limits, caps and the last plans. */
export async function readNight(
  context: AppLoadContext,
  request: Request,
  role: Desk,
  compoundId: string,
): Promise<NightPage> {
  const viewer = requireRole(context, request, role);
  const actor = { ...viewer, grants: viewer.grants.filter((grant) => grant.role === role) };
  const { db, clock } = context.deps;
  const tenancy = await findTenancy(db, compoundId);
  if (!tenancy || !canSee(actor, { tenancy })) throw refuse('not-found');
  if (!can(actor, 'schedule.read', { tenancy })) throw refuse('forbidden');
  const [compound, latest, heads, sessions, piles] = await Promise.all([
    getCompound(db, compoundId),
    findLatestPlan(db, compoundId),
    listPlanHeads(db, compoundId, REPLANS_SHOWN),
    listNightSessions(db, compoundId),
    listNightPiles(db, compoundId),
  ]);
  const spaceOf = new Map(piles.map((pile) => [pile.id, pile.space_code]));
  const stored = latest && readStored(latest);
  return {
    compoundId,
    compoundName: compound.name,
    now: clock(),
    plan: stored ? headOf(latest, stored) : null,
    transformers: stored ? stored.context.transformers.map((node) => chartOf(node, stored, spaceOf)) : [],
    cars: sessions.map((session) => carOf(session, stored, spaceOf)),
    caps: (stored?.context.caps ?? []).map((cap) => ({
      id: cap.id,
      capKw: cap.capKw,
      fromAt: cap.fromAt,
      toAt: cap.toAt,
      reason: cap.reason,
      transformerName: stored?.context.transformers.find((node) => node.id === cap.transformerId)?.name ?? '',
    })),
    replans: heads.map((row) => ({
      id: row.id,
      madeAt: row.made_at,
      cause: row.cause as PlanCause,
      unmetKwh: row.unmet_kwh,
      costYuan: row.cost_yuan,
      solveMs: row.solve_ms,
    })),
  };
}

interface Stored {
  readonly problem: ChargingProblem;
  readonly plan: ChargingPlan;
  readonly context: NightContext;
}

function readStored(row: NightPlanRow): Stored {
  return {
    problem: JSON.parse(row.problem) as ChargingProblem,
    plan: JSON.parse(row.plan) as ChargingPlan,
    context: JSON.parse(row.context) as NightContext,
  };
}

function headOf(row: NightPlanRow, { plan, context }: Stored): NightPage['plan'] {
  const served = plan.vehicles.flatMap((vehicle) => {
    const session = context.sessions.find((candidate) => candidate.id === vehicle.id);
    if (!session || session.wishKwh <= 0) return [];
    return [Math.min(1, Math.max(0, 1 - vehicle.unmetKwh / session.wishKwh))];
  });
  return {
    madeAt: row.made_at,
    cause: row.cause as PlanCause,
    solveMs: row.solve_ms,
    unmetKwh: row.unmet_kwh,
    costYuan: row.cost_yuan,
    fairness: fairnessIndex(served),
    fullCars: plan.vehicles.filter((vehicle) => vehicle.reason !== 'short').length,
  };
}

function chartOf(
  node: NightContext['transformers'][number],
  { problem, plan, context }: Stored,
  spaceOf: ReadonlyMap<string, string>,
): NightTransformer {
  const { startAt, intervalMinutes } = problem;
  const at = (index: number) => instantFromMs(msFromInstant(startAt) + index * intervalMinutes * MINUTE_MS);
  const series = context.sessions.flatMap((session) => {
    const vehicle = plan.vehicles.find((candidate) => candidate.id === session.id);
    if (!vehicle || session.transformerId !== node.id) return [];
    return [{ key: session.id, label: spaceOf.get(session.pileId) ?? session.pileId, powerKw: vehicle.kw }];
  });
  const totalKw = node.limitKw.map(
    (_, t) =>
      (node.baseKw[t] ?? 0) +
      (node.unsteeredKw[t] ?? 0) +
      series.reduce((sum, entry) => sum + (entry.powerKw[t] ?? 0), 0),
  );
  const roomKw = node.limitKw.map((limit, t) => limit - totalKw[t]!);
  const peak = indexOfHighest(totalKw);
  const tightest = indexOfHighest(roomKw.map((kw) => -kw));
  return {
    id: node.id,
    name: node.name,
    startAt,
    intervalMinutes,
    limitKw: [...node.limitKw],
    baseKw: [...node.baseKw],
    unsteeredKw: [...node.unsteeredKw],
    series,
    bands: chartBands(context.bands, problem, node.limitKw.length),
    peakKw: totalKw[peak] ?? 0,
    peakAt: at(peak),
    leastRoomKw: roomKw[tightest] ?? 0,
    leastRoomAt: at(tightest),
  };
}

function carOf(
  row: NightSessionRow,
  stored: Stored | undefined,
  spaceOf: ReadonlyMap<string, string>,
): NightCar {
  const id = vehicleIdOf(row.transaction_id);
  const planned = stored?.plan.vehicles.find((vehicle) => vehicle.id === id);
  const session = stored?.context.sessions.find((candidate) => candidate.id === id);
  return {
    id,
    plateMasked: row.plate && maskPlate(row.plate),
    spaceCode: spaceOf.get(row.pile_id) ?? row.pile_id,
    pileId: row.pile_id,
    steered: session?.steered ?? false,
    desiredKw: row.desired_kw,
    sentKw: row.sent_kw,
    ackedKw: row.acked_kw,
    measuredKw: row.measured_kw,
    deliveredKwh: Math.max(0, row.last_meter_wh - row.meter_start_wh) / 1000,
    wishKwh: session?.wishKwh ?? 0,
    readyAt: session?.departAt ?? row.started_at,
    unmetKwh: planned?.unmetKwh ?? 0,
    reason: planned?.reason ?? null,
  };
}

function indexOfHighest(values: readonly number[]): number {
  return values.reduce(
    (best, value, t) => (value > (values[best] ?? Number.NEGATIVE_INFINITY) ? t : best),
    0,
  );
}
