import { beforeEach, expect, it } from 'vitest';
import type { ChargingPlan, ChargingProblem } from '~/planner';
import { parseProblem } from '~/planner';
import { continueNight } from '~/use-cases/night/continue-night.server';
import { type NightContext, planNight } from '~/use-cases/night/plan-night.server';
import type { Db } from '~db/client.server';
import { findLatestPlan } from '~db/queries/night-plans.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { answerNext, giveTariff, plugInCar, queuedOrder, wish } from '../../factories/night';
import { addStation } from '../../factories/station';
import { describeOnBothDatabases } from '../../setup/database';

// 22:00 in Shanghai: an hour before the valley.
const NOW = '2026-11-20T14:00:00.000Z';
const later = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();

async function latest(db: Db, compoundId: string) {
  const row = await findLatestPlan(db, compoundId);
  if (!row) throw new Error('no plan');
  return {
    row,
    problem: JSON.parse(row.problem) as ChargingProblem,
    plan: JSON.parse(row.plan) as ChargingPlan,
    context: JSON.parse(row.context) as NightContext,
  };
}

describeOnBothDatabases('planning a night', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  /** A transformer with `spareKw` above a flat base load of 100 kW. */
  const withSpare = async (spareKw: number) => {
    compound = await makeCompound(database.db, { ratedKva: (100 + spareKw) / 0.76, basePeakKw: 100 });
    await giveTariff(database.db, compound.compoundId);
  };
  const plan = () => planNight(deps, compound.compoundId, 'plug');
  const plug = (change: Parameters<typeof plugInCar>[3] = {}) =>
    plugInCar(database.db, compound, later(-60), change);
  const cap = (fromAt: string, toAt: string, capKw: number) =>
    database.db
      .insertInto('transformer_cap')
      .values({
        compound_id: compound.compoundId,
        id: deps.newId('cap'),
        transformer_id: compound.transformerId,
        from_at: fromAt,
        to_at: toAt,
        cap_kw: capKw,
        reason: '检修',
        created_by: compound.actors.utility.personId,
        created_at: NOW,
        lifted_at: null,
      })
      .execute();

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    await withSpare(100);
  });

  it('waits for the valley and is full before the car leaves, on a problem the planner accepts', async () => {
    const car = await plug();
    expect(await plan()).toMatchObject({ ok: true, queued: 1, waiting: 0, unmetKwh: 0 });
    const { problem, plan: made, context } = await latest(database.db, compound.compoundId);
    expect(parseProblem(problem).ok).toBe(true);
    expect(problem.startAt).toBe(NOW);
    expect(problem.prices.length).toBeGreaterThanOrEqual(96);
    expect(made.vehicles[0]?.kw.slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(made.vehicles[0]?.kw.slice(4, 38).reduce((sum, kw) => sum + kw / 4, 0)).toBeCloseTo(22.5, 2);
    expect(context.sessions[0]).toMatchObject({ wishSource: 'default', wishKwh: 22.5, steered: true });
    expect(JSON.stringify(context)).not.toMatch(/plate|person|household/);
    const order = await queuedOrder(database.db, car);
    expect(order).toMatchObject({ transactionId: car.transactionId, startAt: NOW, connectorId: 1 });
    expect(order?.limitsKw).toHaveLength(48);
    expect(deps.published).toContainEqual({ topic: 'command-queued', message: { identity: car.identity } });
  });

  it('counts what was delivered since the car came', async () => {
    await plug({ deliveredWh: 15_000 });
    await plan();
    expect((await latest(database.db, compound.compoundId)).problem.vehicles[0]?.energyKwh).toBe(7.5);
  });

  it('says nothing again to a pile that has acknowledged it', async () => {
    const car = await plug();
    await plan();
    await answerNext(database.db, car, NOW);
    expect(await plan()).toMatchObject({ queued: 0, waiting: 0 });
    deps.setNow(later(15));
    expect(await plan()).toMatchObject({ queued: 0 });
  });

  it('withdraws what an earlier plan has queued, so that only the latest goes out', async () => {
    const car = await plug();
    await plan();
    await plan();
    const rows = await database.db
      .selectFrom('ocpp_command')
      .select(['state', 'idempotency_key', 'queue_seq'])
      .where('pile_id', '=', car.pileId)
      .where('connector_id', '=', 1)
      .orderBy('queue_seq')
      .execute();
    expect(rows.map((row) => row.state)).toEqual(['rejected', 'queued']);
  });

  it('holds an increase back, where others still hold its room, until their decreases are acknowledged', async () => {
    await withSpare(8.5);
    deps.setNow(later(60));
    const first = await plug();
    await wish(database.db, first, { readyTime: '02:00', kwh: 18, madeAt: NOW });
    await plan();
    const told = await answerNext(database.db, first, deps.clock());
    const second = await plug();
    await wish(database.db, second, { readyTime: '02:00', kwh: 18, madeAt: NOW });
    const outcome = await plan();
    expect(outcome).toMatchObject({ ok: true, waiting: 1 });
    const { problem, plan: made } = await latest(database.db, compound.compoundId);
    for (const node of made.nodes) {
      const limit = problem.nodes.find((candidate) => candidate.id === node.id)!.limitKw;
      for (const [t, kw] of node.loadKw.entries()) expect(kw).toBeLessThanOrEqual(limit[t]! + 1e-3);
    }
    const held = await queuedOrder(database.db, second);
    expect(held?.startAt).toBe(told?.startAt);
    held!.limitsKw.forEach((kw, t) => {
      expect(kw + (told!.limitsKw[t] ?? 0)).toBeLessThanOrEqual(8.5 + 1e-6);
    });
    expect(held!.limitsKw.some((kw, t) => kw < made.vehicles[1]!.kw[t]! - 1)).toBe(true);
    for (let round = 0; round < 4; round++) {
      await answerNext(database.db, first, deps.clock());
      await answerNext(database.db, second, deps.clock());
      await continueNight(deps, compound.compoundId);
    }
    expect(await continueNight(deps, compound.compoundId)).toMatchObject({ queued: 0, waiting: 0 });
  });

  it('budgets an answer that was lost at the higher of both limits, and tries again', async () => {
    await withSpare(9);
    deps.setNow(later(60));
    const first = await plug();
    await plan();
    await answerNext(database.db, first, deps.clock(), 'timeout');
    const second = await plug();
    await plan();
    const { problem, context } = await latest(database.db, compound.compoundId);
    const room = context.transformers[0]!.limitKw[0]! - 100;
    expect(room).toBeCloseTo(9, 1);
    const acknowledged = await queuedOrder(database.db, second);
    expect((acknowledged?.limitsKw[0] ?? 0) + 7.04).toBeLessThanOrEqual(room + 7.04);
    expect(problem.vehicles).toHaveLength(2);
    expect(await queuedOrder(database.db, first)).not.toBeNull();
  });

  it('takes an offline pile from the headroom: what it holds until its profile ends, its fallback without a car', async () => {
    const gone = await plug();
    deps.setNow(later(60));
    await plan();
    const told = await answerNext(database.db, gone, deps.clock());
    await database.db
      .updateTable('ocpp_station')
      .set({ online: 0 })
      .where('identity', '=', gone.identity)
      .execute();
    const idle = await addStation(database.db, compound);
    await database.db
      .updateTable('ocpp_station')
      .set({ connected_at: NOW })
      .where('identity', '=', idle.identity)
      .execute();
    await plan();
    const { context, problem } = await latest(database.db, compound.compoundId);
    expect(problem.vehicles).toEqual([]);
    expect(context.sessions[0]).toMatchObject({ steered: false });
    const held = context.transformers[0]!.unsteeredKw;
    expect(held[0]).toBeCloseTo(Math.max(1.4, told?.limitsKw[0] ?? 0) + 1.4, 3);
    expect(held[60]).toBeCloseTo(2.8, 3);
    expect(problem.nodes[0]?.limitKw[0]).toBeCloseTo(100 - held[0]!, 2);
  });

  it('takes a pile that does not obey at its nameplate and plans it no more', async () => {
    const car = await plug();
    await plug();
    await database.db
      .updateTable('connector')
      .set({ disobeying_since: NOW })
      .where('pile_id', '=', car.pileId)
      .execute();
    await plan();
    const { context, problem } = await latest(database.db, compound.compoundId);
    expect(problem.vehicles).toHaveLength(1);
    expect(context.transformers[0]?.unsteeredKw[0]).toBeCloseTo(7.04, 3);
    expect(await queuedOrder(database.db, car)).toBeNull();
  });

  it('keeps a cap that is to come in the schedule itself, and a headroom never below nothing', async () => {
    await plug();
    await cap(later(120), later(180), 40);
    await plan();
    const { problem, context } = await latest(database.db, compound.compoundId);
    expect(problem.nodes[0]?.limitKw.slice(7, 13).map(Math.round)).toEqual([100, 0, 0, 0, 0, 100]);
    expect(context.caps).toMatchObject([{ capKw: 40 }]);
  });

  it('takes the measured curve of the kind of day each quarter hour lies in', async () => {
    const points = (kw: number) => JSON.stringify(Array.from({ length: 96 }, () => kw));
    for (const [day_kind, kw] of [
      ['workday', 50],
      ['restday', 80],
    ] as const) {
      await database.db
        .insertInto('base_load')
        .values({
          compound_id: compound.compoundId,
          transformer_id: compound.transformerId,
          day_kind,
          points_kw: points(kw),
          measured_on: '2026-08-03',
          source: '测试',
        })
        .execute();
    }
    await plan();
    const { context } = await latest(database.db, compound.compoundId);
    // Friday 22:00, then Saturday from 00:00 on.
    expect(context.transformers[0]?.baseKw.slice(6, 10)).toEqual([50, 50, 80, 80]);
  });

  it('splits a feeder into its phases and keeps each within a third of the feeder', async () => {
    for (let i = 0; i < 4; i++) await plug({ phases: 'A' });
    await plug({ phases: 'ABC' });
    await database.db
      .updateTable('feeder')
      .set({ limit_kw: 30 })
      .where('id', '=', compound.feederId)
      .execute();
    await plan();
    const { plan: made } = await latest(database.db, compound.compoundId);
    const onA = made.nodes.find((node) => node.id === `${compound.feederId}/A`);
    expect(Math.max(...(onA?.loadKw ?? [99]))).toBeLessThanOrEqual(10 + 1e-3);
  });

  it('never interleaves: of many planners at once each makes a whole plan, and only the last one’s limits wait', async () => {
    const car = await plug();
    const outcomes = await Promise.all([plan(), plan(), plan(), plan()]);
    expect(new Set(outcomes.map((outcome) => outcome.ok && outcome.planId)).size).toBe(4);
    const { row } = await latest(database.db, compound.compoundId);
    const queued = await database.db
      .selectFrom('ocpp_command')
      .select('idempotency_key')
      .where('pile_id', '=', car.pileId)
      .where('state', '=', 'queued')
      .execute();
    expect(queued).toHaveLength(1);
    expect(queued[0]?.idempotency_key).toContain(row.id);
  });

  it('makes the newest plan the latest even where the clock was set back', async () => {
    await plug();
    deps.setNow(later(600));
    await plan();
    deps.setNow(NOW);
    const outcome = await plan();
    const { row } = await latest(database.db, compound.compoundId);
    expect(outcome).toMatchObject({ planId: row.id });
  });

  it('plans without a tariff and without cars, and refuses a compound that does not exist', async () => {
    compound = await makeCompound(database.db);
    expect(await plan()).toMatchObject({ ok: true, queued: 0, unmetKwh: 0 });
    await plug();
    expect(await plan()).toMatchObject({ ok: true, queued: 1 });
    expect(await planNight(deps, 'cmp_nowhere', 'plug')).toEqual({ ok: false, reason: 'not-found' });
  });
});
