import { beforeEach, expect, it } from 'vitest';
import { makeWish, type WishInput } from '~/use-cases/charging/make-wish.server';
import { planNight } from '~/use-cases/night/plan-night.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { findLastWish } from '~db/queries/wishes.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { giveTariff, type PluggedCar, plugInCar, wish } from '../../factories/night';
import { addStation } from '../../factories/station';
import { describeOnBothDatabases } from '../../setup/database';

const NOW = '2026-11-20T14:00:00.000Z';

describeOnBothDatabases('making a wish', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  let car: PluggedCar;
  let owner: ActingPerson;
  const ask = (change: Partial<WishInput> = {}, actor = owner) =>
    makeWish(deps, actor, {
      pileId: car.pileId,
      readyTime: '07:00',
      amountKind: 'kwh',
      amount: 20,
      mode: 'ordered',
      repeats: true,
      ...change,
    });
  const ownerOf = (householdId: string): ActingPerson => ({
    personId: 'person_of_test',
    name: '测试住户',
    grants: [{ role: 'resident', compoundId: compound.compoundId, householdId }],
  });

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db, { ratedKva: 112 / 0.76, basePeakKw: 100 });
    await giveTariff(database.db, compound.compoundId);
    car = await plugInCar(database.db, compound, NOW);
    owner = ownerOf(car.householdId);
  });

  it('keeps when and how much, asks for a new plan, and is the usual one next time', async () => {
    const outcome = await ask();
    expect(outcome).toMatchObject({
      ok: true,
      energyKwh: 20,
      departAt: '2026-11-20T23:00:00.000Z',
      nowLeft: 2,
      readiness: { ok: true },
    });
    const row = await findLastWish(database.db, compound.compoundId, car.householdId, car.pileId);
    expect(row).toMatchObject({ ready_time: '07:00', amount: 20, repeats: 1, made_by: owner.personId });
    expect(deps.published).toContainEqual({
      topic: 'plan-needed',
      message: { compoundId: compound.compoundId, cause: 'wish' },
    });
  });

  it('turns percent and kilometres into energy by the household’s own car', async () => {
    expect(await ask({ amountKind: 'percent', amount: 50 })).toMatchObject({ energyKwh: 30 });
    expect(await ask({ amountKind: 'km', amount: 100 })).toMatchObject({ energyKwh: 14 });
  });

  it('says what can be reached where the time is too short', async () => {
    const outcome = await ask({ readyTime: '23:00', amount: 40 });
    expect(outcome).toMatchObject({ ok: true, readiness: { ok: false, reason: 'not-enough-time' } });
  });

  it.each([
    [{ readyTime: '25:00' }, { reason: 'ready-time' }],
    [{ amount: 0 }, { reason: 'amount', detail: 'energy' }],
    [{ amount: Number.NaN }, { reason: 'amount', detail: 'energy' }],
    [{ amount: 500 }, { reason: 'amount', detail: 'too-much' }],
    [
      { amountKind: 'percent', amount: 101 },
      { reason: 'amount', detail: 'percent' },
    ],
    [
      { amountKind: 'km', amount: -5 },
      { reason: 'amount', detail: 'distance' },
    ],
  ] as const)('refuses %j', async (change, refusal) => {
    expect(await ask(change)).toEqual({ ok: false, ...refusal });
  });

  it('charges at once while nobody loses by it, twice a month, for this time only', async () => {
    expect(await ask({ mode: 'now', amount: 5 })).toMatchObject({ ok: true, nowLeft: 1 });
    const row = await findLastWish(database.db, compound.compoundId, car.householdId, car.pileId);
    expect(row).toMatchObject({ mode: 'now', repeats: 0 });
    await planNight(deps, compound.compoundId, 'wish');
    const command = await database.db
      .selectFrom('ocpp_command')
      .select('limit_kw')
      .where('pile_id', '=', car.pileId)
      .where('state', '=', 'queued')
      .executeTakeFirstOrThrow();
    expect(command.limit_kw).toBeGreaterThan(4);
    expect(await ask({ mode: 'now', amount: 5 })).toMatchObject({ ok: true, nowLeft: 0 });
    expect(await ask({ mode: 'now', amount: 5 })).toEqual({ ok: false, reason: 'used-up', perMonth: 2 });
    deps.setNow('2026-12-01T14:00:00.000Z');
    expect(await ask({ mode: 'now', amount: 5 })).toMatchObject({ ok: true, nowLeft: 1 });
  });

  it('lets two requests at once use up the last time only once', async () => {
    await ask({ mode: 'now', amount: 5 });
    const outcomes = await Promise.all([ask({ mode: 'now', amount: 5 }), ask({ mode: 'now', amount: 5 })]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  });

  it('does not charge at once where others would get less, and says how much', async () => {
    for (let i = 0; i < 2; i++) {
      const other = await plugInCar(database.db, compound, NOW);
      await wish(database.db, other, { readyTime: '01:00', kwh: 16, madeAt: NOW });
    }
    const outcome = await ask({ mode: 'now', amount: 20 });
    expect(outcome).toMatchObject({ ok: false, reason: 'no-room' });
    expect((outcome as { shortKwh: number }).shortKwh).toBeGreaterThan(0.05);
  });

  it('does not charge at once without a car', async () => {
    const idle = await addStation(database.db, compound);
    const outcome = await ask({ pileId: idle.pileId, mode: 'now' }, ownerOf(idle.householdId));
    expect(outcome).toEqual({ ok: false, reason: 'not-plugged-in' });
  });

  it('is made for a pile in use only', async () => {
    const retired = await addStation(database.db, compound, { retired_at: NOW });
    expect(await ask({ pileId: retired.pileId }, ownerOf(retired.householdId))).toEqual({
      ok: false,
      reason: 'not-in-use',
    });
  });

  it('is the own household’s alone: neighbours and other tenants see no such pile, staff may not', async () => {
    const stranger = await makeCompound(database.db);
    expect(await ask({}, compound.actors.resident)).toEqual({ ok: false, reason: 'not-found' });
    expect(await ask({}, stranger.actors.resident)).toEqual({ ok: false, reason: 'not-found' });
    expect(await ask({}, stranger.actors.operator)).toEqual({ ok: false, reason: 'not-found' });
    expect(await ask({}, compound.actors.operator)).toEqual({ ok: false, reason: 'forbidden' });
    const shared = await addStation(database.db, compound, { household_id: null });
    expect(await ask({ pileId: shared.pileId })).toEqual({ ok: false, reason: 'forbidden' });
  });
});
