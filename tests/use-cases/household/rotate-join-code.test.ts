import { expect, it } from 'vitest';
import { joinHousehold } from '~/use-cases/household/join-household.server';
import { rotateJoinCode } from '~/use-cases/household/rotate-join-code.server';
import { addHousehold, makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { makePerson } from '../../factories/resident';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('a household’s join code', (database) => {
  const codeOf = async (householdId: string) =>
    (
      await database.db
        .selectFrom('household')
        .select('join_code')
        .where('id', '=', householdId)
        .executeTakeFirstOrThrow()
    ).join_code ?? '';
  const key = ({ compoundId, householdId }: TestCompound) => ({ compoundId, householdId });

  it('is changed for another: the old one opens nothing, the new one the same door', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    expect(await rotateJoinCode(deps, compound.actors.property, key(compound))).toMatchObject({
      ok: true,
      door: expect.stringMatching(/^1-1-/),
    });
    const code = await codeOf(compound.householdId);
    expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/);
    const person = await makePerson(database.db);
    expect(await joinHousehold(deps, person, { code: compound.joinCode })).toMatchObject({ ok: false });
    expect(await joinHousehold(deps, person, { code })).toMatchObject({
      ok: true,
      householdId: compound.householdId,
    });
  });

  it('keeps those in the household who joined by the old one', async () => {
    const compound = await makeCompound(database.db);
    await rotateJoinCode(makeDeps(database.db), compound.actors.property, key(compound));
    const members = await database.db
      .selectFrom('membership')
      .select(['person_id', 'ended_at'])
      .where('household_id', '=', compound.householdId)
      .execute();
    expect(members).toEqual([{ person_id: compound.actors.resident.personId, ended_at: null }]);
  });

  it('is the property’s to change, and the household does not exist for neighbours and other compounds', async () => {
    const compound = await makeCompound(database.db);
    const stranger = await makeCompound(database.db);
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const deps = makeDeps(database.db);
    const before = await codeOf(compound.householdId);
    for (const actor of [compound.actors.resident, compound.actors.committee, compound.actors.operator])
      expect(await rotateJoinCode(deps, actor, key(compound))).toEqual({ ok: false, reason: 'forbidden' });
    for (const actor of [neighbour.actor, stranger.actors.property, stranger.actors.resident])
      expect(await rotateJoinCode(deps, actor, key(compound))).toEqual({ ok: false, reason: 'not-found' });
    const crossed = { compoundId: stranger.compoundId, householdId: compound.householdId };
    expect(await rotateJoinCode(deps, stranger.actors.property, crossed)).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await codeOf(compound.householdId)).toBe(before);
  });
});
