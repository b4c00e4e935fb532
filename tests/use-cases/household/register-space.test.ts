import { expect, it } from 'vitest';
import { agreeToCase } from '~/use-cases/approval/agree-to-case.server';
import { registerSpace } from '~/use-cases/household/register-space.server';
import { releaseSpace } from '~/use-cases/household/release-space.server';
import type { Db } from '~db/client.server';
import { addHousehold, makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { makeSubmittedCase } from '../../factories/resident';
import { describeOnBothDatabases } from '../../setup/database';

const owned = { kind: 'owned', leaseFromOn: null, leaseUntilOn: null } as const;

async function addFreeSpace(db: Db, compound: TestCompound, code: string, kind = 'owned') {
  const id = `space_${code}_${compound.compoundId}`;
  await db
    .insertInto('parking_space')
    .values({
      compound_id: compound.compoundId,
      id,
      code,
      zone: 'A',
      level: -1,
      kind,
      household_id: null,
      lease_until_on: null,
      feeder_id: compound.feederId,
      distance_m: 30,
      map_x: 2,
      map_y: 2,
      registered_at: null,
    })
    .execute();
  return id;
}

const spaceOf = (db: Db, id: string) =>
  db.selectFrom('parking_space').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describeOnBothDatabases('registering a parking space', (database) => {
  const household = (compound: TestCompound) => ({
    compoundId: compound.compoundId,
    householdId: compound.householdId,
  });

  it('finds the household’s own space by its code in any case', async () => {
    const compound = await makeCompound(database.db);
    const outcome = await registerSpace(makeDeps(database.db), compound.actors.resident, {
      ...household(compound),
      ...owned,
      code: ` ${compound.spaceCode.toUpperCase()} `,
    });
    expect(outcome).toMatchObject({ ok: true, standing: 'own', spaceId: compound.spaceId });
  });

  it('enters a claim on a space of nobody, for the property to check', async () => {
    const compound = await makeCompound(database.db);
    const id = await addFreeSpace(database.db, compound, 'C1-001');
    const outcome = await registerSpace(makeDeps(database.db), compound.actors.resident, {
      ...household(compound),
      code: 'c1-001',
      kind: 'leased',
      leaseFromOn: '2026-06-01',
      leaseUntilOn: '2028-05-31',
    });
    expect(outcome).toMatchObject({ ok: true, standing: 'claimed' });
    expect(await spaceOf(database.db, id)).toMatchObject({
      household_id: compound.householdId,
      kind: 'leased',
      lease_until_on: '2028-05-31',
      registered_at: null,
    });
  });

  it('asks for twelve months by the rule pack, and for another number where the pack says so', async () => {
    const compound = await makeCompound(database.db, { params: { leaseMinMonths: 24 } });
    await addFreeSpace(database.db, compound, 'C1-002');
    const outcome = await registerSpace(makeDeps(database.db), compound.actors.resident, {
      ...household(compound),
      code: 'C1-002',
      kind: 'leased',
      leaseFromOn: '2026-06-01',
      leaseUntilOn: '2027-05-31',
    });
    expect(outcome).toEqual({ ok: false, reason: 'lease-too-short', months: 12, minMonths: 24 });
  });

  it('refuses unknown codes, common spaces and spaces of others', async () => {
    const compound = await makeCompound(database.db);
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    await addFreeSpace(database.db, compound, 'C1-003', 'common');
    const deps = makeDeps(database.db);
    const register = (code: string) =>
      registerSpace(deps, compound.actors.resident, { ...household(compound), ...owned, code });
    expect(await register('X9-999')).toEqual({ ok: false, reason: 'unknown-code' });
    expect(await register('C1-003')).toEqual({ ok: false, reason: 'common-space' });
    expect(await register(neighbour.spaceCode)).toEqual({ ok: false, reason: 'other-household' });
  });

  it('gives one free space to one of two households that claim it at once', async () => {
    const compound = await makeCompound(database.db);
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    await addFreeSpace(database.db, compound, 'C1-004');
    const deps = makeDeps(database.db);
    const outcomes = await Promise.all([
      registerSpace(deps, compound.actors.resident, { ...household(compound), ...owned, code: 'C1-004' }),
      registerSpace(deps, neighbour.actor, {
        compoundId: compound.compoundId,
        householdId: neighbour.householdId,
        ...owned,
        code: 'C1-004',
      }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok)).toEqual([{ ok: false, reason: 'other-household' }]);
  });

  it('holds three unchecked claims at most, and frees one that is taken back', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const ids: string[] = [];
    for (const number of [5, 6, 7, 8]) ids.push(await addFreeSpace(database.db, compound, `C1-00${number}`));
    const register = (number: number) =>
      registerSpace(deps, compound.actors.resident, {
        ...household(compound),
        ...owned,
        code: `C1-00${number}`,
      });
    for (const number of [5, 6, 7]) expect(await register(number)).toMatchObject({ ok: true });
    expect(await register(8)).toEqual({ ok: false, reason: 'too-many-claims', most: 3 });
    const spaceId = ids[0] ?? '';
    const released = await releaseSpace(deps, compound.actors.resident, { ...household(compound), spaceId });
    expect(released).toMatchObject({ ok: true });
    expect((await spaceOf(database.db, spaceId)).household_id).toBeNull();
    expect(await register(8)).toMatchObject({ ok: true });
  });

  it('keeps a space that the property has checked, and one that a case names', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const release = () =>
      releaseSpace(deps, compound.actors.resident, { ...household(compound), spaceId: compound.spaceId });
    expect(await release()).toEqual({ ok: false, reason: 'checked-by-property' });
    await makeSubmittedCase(deps, compound);
    await database.db
      .updateTable('parking_space')
      .set({ registered_at: null })
      .where('id', '=', compound.spaceId)
      .execute();
    expect(await release()).toEqual({ ok: false, reason: 'in-use' });
  });

  it('is checked once the property has agreed to a pile there', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    await database.db
      .updateTable('parking_space')
      .set({ registered_at: null })
      .where('id', '=', compound.spaceId)
      .execute();
    const caseId = await makeSubmittedCase(deps, compound);
    expect((await spaceOf(database.db, compound.spaceId)).registered_at).toBeNull();
    expect(await agreeToCase(deps, compound.actors.property, { caseId, conditions: [] })).toMatchObject({
      ok: true,
    });
    expect((await spaceOf(database.db, compound.spaceId)).registered_at).toBe(deps.clock());
  });

  it('is not for the property, and does not exist for other households and compounds', async () => {
    const compound = await makeCompound(database.db);
    const stranger = await makeCompound(database.db);
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const deps = makeDeps(database.db);
    const input = { ...household(compound), ...owned, code: compound.spaceCode };
    expect(await registerSpace(deps, compound.actors.property, input)).toEqual({
      ok: false,
      reason: 'forbidden',
    });
    for (const actor of [stranger.actors.resident, stranger.actors.property, neighbour.actor])
      expect(await registerSpace(deps, actor, input)).toEqual({ ok: false, reason: 'not-found' });
    const taken = { ...household(compound), spaceId: compound.spaceId };
    expect(await releaseSpace(deps, compound.actors.property, taken)).toEqual({
      ok: false,
      reason: 'forbidden',
    });
    for (const actor of [stranger.actors.resident, stranger.actors.property, neighbour.actor])
      expect(await releaseSpace(deps, actor, taken)).toEqual({ ok: false, reason: 'not-found' });
    const foreign = { ...household(compound), spaceId: neighbour.spaceId };
    expect(await releaseSpace(deps, compound.actors.resident, foreign)).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect((await spaceOf(database.db, compound.spaceId)).household_id).toBe(compound.householdId);
  });
});
