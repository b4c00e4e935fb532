import { expect, it } from 'vitest';
import { removeVehicle } from '~/use-cases/household/remove-vehicle.server';
import { type SaveVehicleInput, saveVehicle } from '~/use-cases/household/save-vehicle.server';
import type { Db } from '~db/client.server';
import { addHousehold, makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { makeSubmittedCase } from '../../factories/resident';
import { describeOnBothDatabases } from '../../setup/database';

const car = (compound: TestCompound, plate: string): SaveVehicleInput => ({
  compoundId: compound.compoundId,
  householdId: compound.householdId,
  plate,
  model: ' 秦PLUS ',
  batteryKwh: 57,
  maxKw: 7,
  phaseCount: 1,
  kwhPer100km: 13,
});

const rowOf = (db: Db, id: string) =>
  db.selectFrom('vehicle').selectAll().where('id', '=', id).executeTakeFirst();

describeOnBothDatabases('registering a car', (database) => {
  it('keeps the plate without separators and the facts as given', async () => {
    const compound = await makeCompound(database.db);
    const saved = await saveVehicle(
      makeDeps(database.db),
      compound.actors.resident,
      car(compound, '豫a·d90001'),
    );
    expect(saved).toMatchObject({ ok: true });
    expect(await rowOf(database.db, saved.ok ? saved.vehicleId : '')).toMatchObject({
      plate: '豫AD90001',
      model: '秦PLUS',
      battery_kwh: 57,
      phase_count: 1,
    });
  });

  it('says what is wrong with a plate or a figure and stores nothing', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { resident } = compound.actors;
    expect(await saveVehicle(deps, resident, car(compound, '豫A123'))).toEqual({
      ok: false,
      reason: 'plate',
      why: 'length',
    });
    const wrong = { ...car(compound, '豫AD90002'), maxKw: 400 };
    expect(await saveVehicle(deps, resident, wrong)).toEqual({
      ok: false,
      reason: 'figure',
      field: 'maxKw',
    });
  });

  it('takes a plate once in a compound, also from two households at once', async () => {
    const compound = await makeCompound(database.db);
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const deps = makeDeps(database.db);
    const mine = car(compound, '豫AD90003');
    const outcomes = await Promise.all([
      saveVehicle(deps, compound.actors.resident, mine),
      saveVehicle(deps, neighbour.actor, { ...mine, householdId: neighbour.householdId }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({
      reason: 'plate-taken',
      byOwnHousehold: false,
    });
  });

  it('tells a plate of the own household from one of another', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    await saveVehicle(deps, compound.actors.resident, car(compound, '豫AD90004'));
    expect(await saveVehicle(deps, compound.actors.resident, car(compound, '豫AD90004'))).toEqual({
      ok: false,
      reason: 'plate-taken',
      byOwnHousehold: true,
    });
  });

  it('changes a car and may keep its plate', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const first = await saveVehicle(deps, compound.actors.resident, car(compound, '豫AD90005'));
    const vehicleId = first.ok ? first.vehicleId : '';
    const changed = { ...car(compound, '豫AD90005'), vehicleId, batteryKwh: 80 };
    expect(await saveVehicle(deps, compound.actors.resident, changed)).toEqual({ ok: true, vehicleId });
    expect(await rowOf(database.db, vehicleId)).toMatchObject({ battery_kwh: 80 });
  });

  it('removes a car that nothing names, and keeps one that a case names', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { resident } = compound.actors;
    const saved = await saveVehicle(deps, resident, car(compound, '豫AD90006'));
    const vehicleId = saved.ok ? saved.vehicleId : '';
    expect(await removeVehicle(deps, resident, { ...car(compound, ''), vehicleId })).toEqual({ ok: true });
    expect(await rowOf(database.db, vehicleId)).toBeUndefined();
    await makeSubmittedCase(deps, compound);
    const used = { ...car(compound, ''), vehicleId: compound.vehicleId };
    expect(await removeVehicle(deps, resident, used)).toEqual({ ok: false, reason: 'in-use', by: 'case' });
  });

  it('keeps a car that a charging card names', async () => {
    const compound = await makeCompound(database.db);
    await database.db
      .insertInto('id_token')
      .values({
        id_tag: `T${compound.vehicleId.slice(-12)}`,
        compound_id: compound.compoundId,
        household_id: compound.householdId,
        vehicle_id: compound.vehicleId,
        status: 'accepted',
        created_at: '2026-11-01T00:00:00.000Z',
      })
      .execute();
    const used = { ...car(compound, ''), vehicleId: compound.vehicleId };
    expect(await removeVehicle(makeDeps(database.db), compound.actors.resident, used)).toEqual({
      ok: false,
      reason: 'in-use',
      by: 'charging',
    });
  });

  it('is the household’s own: other cars, roles and tenants are refused', async () => {
    const compound = await makeCompound(database.db);
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const stranger = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const others = { ...car(compound, '豫AD90007'), vehicleId: neighbour.vehicleId };
    expect(await saveVehicle(deps, compound.actors.resident, others)).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await removeVehicle(deps, compound.actors.resident, others)).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await saveVehicle(deps, compound.actors.property, others)).toMatchObject({ reason: 'forbidden' });
    expect(await saveVehicle(deps, stranger.actors.resident, others)).toMatchObject({ reason: 'not-found' });
    expect(await removeVehicle(deps, stranger.actors.utility, others)).toMatchObject({ reason: 'not-found' });
  });
});
