import { beforeEach, expect, it } from 'vitest';
import type { ChargingPlan, ChargingProblem } from '~/planner';
import { readNightsOf } from '~/routing/tonight.server';
import { type NightContext, planNight } from '~/use-cases/night/plan-night.server';
import { findLatestPlan } from '~db/queries/night-plans.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { giveTariff, pastStay, plugInCar } from '../../factories/night';
import { addStation, type TestStation } from '../../factories/station';
import { describeOnBothDatabases } from '../../setup/database';

// Friday, 22:00 in Shanghai: the last dear hour before the valley from 23:00 to 07:00.
const NOW = '2026-11-20T14:00:00.000Z';
const HOUR_MS = 3_600_000;
const hoursFrom = (at: string, hours: number) => new Date(Date.parse(at) + hours * HOUR_MS).toISOString();
const nightsAgo = (nights: number, hours: number) => hoursFrom(NOW, hours - nights * 24);

describeOnBothDatabases('foreseeing a night', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;

  /** A transformer with `spareKw` above a flat base load of 100 kW. */
  async function withSpare(spareKw: number, params: { missedYuanPerKwh?: number } = {}) {
    compound = await makeCompound(database.db, {
      ratedKva: (100 + spareKw) / 0.76,
      basePeakKw: 100,
      params,
    });
    await giveTariff(database.db, compound.compoundId);
  }
  async function idlePile(at: TestCompound = compound): Promise<TestStation> {
    const station = await addStation(database.db, at);
    await database.db
      .updateTable('ocpp_station')
      .set({ online: 1, connected_at: NOW })
      .where('identity', '=', station.identity)
      .execute();
    return station;
  }
  /** Came an hour and a half into the coming hours on each of the last 56 nights. */
  async function regularGuest(at: TestCompound = compound, kwh = 15) {
    const station = await idlePile(at);
    for (let night = 1; night <= 57; night++) {
      const stay = { startedAt: nightsAgo(night, 1.5), endedAt: nightsAgo(night, 9), kwh };
      await pastStay(database.db, station, stay);
    }
    return station;
  }
  const plug = () => plugInCar(database.db, compound, hoursFrom(NOW, -1));
  async function plan() {
    const outcome = await planNight(deps, compound.compoundId, 'plug');
    if (!outcome.ok) throw new Error(outcome.reason);
    const row = (await findLatestPlan(database.db, compound.compoundId))!;
    return {
      row,
      problem: JSON.parse(row.problem) as ChargingProblem,
      plan: JSON.parse(row.plan) as ChargingPlan,
      context: JSON.parse(row.context) as NightContext,
    };
  }
  const beforeValleyKwh = (made: ChargingPlan) =>
    made.vehicles.reduce((sum, { kw }) => sum + kw.slice(0, 4).reduce((all, power) => all + power / 4, 0), 0);

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    await withSpare(8, { missedYuanPerKwh: 0 });
  });

  it('leaves the valley to cars that come every night, and charges who is here before it', async () => {
    await plug();
    for (let k = 0; k < 4; k++) await regularGuest();
    const { plan: made } = await plan();
    expect(beforeValleyKwh(made)).toBeGreaterThan(3);
    expect(made.unmetKwh).toBe(0);
  });

  it('keeps those cars out of the stored plan, its figures and what piles are told', async () => {
    const car = await plug();
    for (let k = 0; k < 4; k++) await regularGuest();
    const { row, problem, plan: made, context } = await plan();
    expect(made.vehicles.map((vehicle) => vehicle.id)).toEqual([`s${car.transactionId}`]);
    expect(problem.vehicles).toHaveLength(1);
    expect(`${row.problem}${row.plan}${row.context}`).not.toContain('expected');
    expect(context.sessions).toHaveLength(1);
    const kw = made.vehicles[0]!.kw;
    const root = made.nodes.find(({ id }) => id === compound.transformerId)!;
    root.loadKw.forEach((load, t) => {
      expect(load).toBeCloseTo(kw[t]!, 3);
    });
    expect(row.cost_yuan).toBeCloseTo(
      kw.reduce((sum, power, t) => sum + (power / 4) * problem.prices[t]!, 0),
      2,
    );
    const queued = await database.db
      .selectFrom('ocpp_command')
      .select('pile_id')
      .where('compound_id', '=', compound.compoundId)
      .where('state', '=', 'queued')
      .execute();
    expect(queued).toEqual([{ pile_id: car.pileId }]);
  });

  it('takes nothing from a car that is here, however many are expected', async () => {
    await withSpare(4, { missedYuanPerKwh: 20 });
    await plug();
    const { plan: alone } = await plan();
    for (let k = 0; k < 4; k++) await regularGuest(compound, 40);
    const { plan: crowded } = await plan();
    expect(crowded.unmetKwh).toBeLessThanOrEqual(alone.unmetKwh + 0.01);
  });

  it('has nothing to do with who comes to another compound', async () => {
    const other = await makeCompound(database.db);
    for (let k = 0; k < 4; k++) await regularGuest(other);
    await plug();
    expect(beforeValleyKwh((await plan()).plan)).toBe(0);
  });

  it('assumes how its piles are used until the compound has a record', async () => {
    await withSpare(6);
    await plug();
    for (let k = 0; k < 24; k++) await idlePile();
    expect(beforeValleyKwh((await plan()).plan)).toBeGreaterThan(1);
  });

  it('charges at once what waiting would put at risk, the more the higher the setting of energy against cost', async () => {
    const early: number[] = [];
    for (const missedYuanPerKwh of [0, 100]) {
      await withSpare(10, { missedYuanPerKwh });
      await plug();
      for (let k = 0; k < 3; k++) await regularGuest();
      early.push(beforeValleyKwh((await plan()).plan));
    }
    expect(early[0]).toBe(0);
    expect(early[1]!).toBeGreaterThan(0.2);
  });

  it('aims earlier for a household that often leaves before it said, and says so beside the time it said', async () => {
    await withSpare(100);
    const car = await plug();
    for (let night = 1; night <= 20; night++) {
      const stay = { startedAt: nightsAgo(night, -4), endedAt: nightsAgo(night, 6), kwh: 20 };
      await pastStay(database.db, car, stay);
    }
    const { problem, context } = await plan();
    const leaves = (new Date('2026-11-20T23:30:00.000Z').getTime() - Date.parse(NOW)) / (HOUR_MS / 4);
    expect(context.sessions[0]!.departAt).toBe('2026-11-20T23:30:00.000Z');
    expect(problem.vehicles[0]!.depart).toBeLessThan(leaves - 4);
    const [night] = await readNightsOf(
      database.db,
      { compoundId: compound.compoundId, householdId: car.householdId, compoundName: '', door: '' },
      NOW,
    );
    expect(night!.readyByAt).toBe('2026-11-20T23:30:00.000Z');
    expect(night!.aimAt! < night!.readyByAt).toBe(true);
    expect(night!.fullAt! <= night!.aimAt!).toBe(true);
  });

  it('lets such a car have until the time it said where it could not be full before', async () => {
    await withSpare(2.6);
    const car = await plug();
    for (let night = 1; night <= 20; night++) {
      const stay = { startedAt: nightsAgo(night, -4), endedAt: nightsAgo(night, 3), kwh: 20 };
      await pastStay(database.db, car, stay);
    }
    const { plan: made } = await plan();
    expect(made.unmetKwh).toBeLessThan(0.05);
    const [night] = await readNightsOf(
      database.db,
      { compoundId: compound.compoundId, householdId: car.householdId, compoundName: '', door: '' },
      NOW,
    );
    expect(night!.aimAt).toBeNull();
  });
});
