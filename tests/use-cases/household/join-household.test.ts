import { expect, it } from 'vitest';
import { joinHousehold } from '~/use-cases/household/join-household.server';
import type { Db } from '~db/client.server';
import { makeCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { makePerson } from '../../factories/resident';
import { describeOnBothDatabases } from '../../setup/database';

const membershipsOf = (db: Db, personId: string) =>
  db.selectFrom('membership').selectAll().where('person_id', '=', personId).execute();

describeOnBothDatabases('joining a household', (database) => {
  it('ties the person to the household of the printed code, typed loosely', async () => {
    const compound = await makeCompound(database.db);
    const person = await makePerson(database.db);
    const typed = ` ${compound.joinCode.toLowerCase().replace(/(.{4})/g, '$1 -')}`;
    const outcome = await joinHousehold(makeDeps(database.db), person, { code: typed });
    expect(outcome).toMatchObject({ ok: true, isNew: true, householdId: compound.householdId });
    expect(await membershipsOf(database.db, person.personId)).toMatchObject([
      { role: 'resident', compound_id: compound.compoundId, household_id: compound.householdId },
    ]);
  });

  it('takes a code with dashes as it is printed', async () => {
    const compound = await makeCompound(database.db);
    const printed = `Q-${compound.joinCode.slice(0, 4)}-${compound.joinCode.slice(4)}`;
    await database.db
      .updateTable('household')
      .set({ join_code: printed })
      .where('id', '=', compound.householdId)
      .execute();
    const person = await makePerson(database.db);
    const outcome = await joinHousehold(makeDeps(database.db), person, { code: printed.replaceAll('-', '') });
    expect(outcome).toMatchObject({ ok: true, householdId: compound.householdId });
  });

  it('does nothing the second time, even twice at once', async () => {
    const compound = await makeCompound(database.db);
    const person = await makePerson(database.db);
    const deps = makeDeps(database.db);
    const tries = await Promise.all(
      [1, 2, 3].map(() => joinHousehold(deps, person, { code: compound.joinCode })),
    );
    expect(tries.filter((outcome) => outcome.ok && outcome.isNew)).toHaveLength(1);
    expect(tries.every((outcome) => outcome.ok)).toBe(true);
    expect(await membershipsOf(database.db, person.personId)).toHaveLength(1);
  });

  it('serves the whole family and lets a person belong to several households', async () => {
    const [one, two] = [await makeCompound(database.db), await makeCompound(database.db)];
    const [mother, father] = [await makePerson(database.db), await makePerson(database.db)];
    const deps = makeDeps(database.db);
    for (const person of [mother, father])
      expect(await joinHousehold(deps, person, { code: one.joinCode })).toMatchObject({ isNew: true });
    await joinHousehold(deps, mother, { code: two.joinCode });
    expect(await membershipsOf(database.db, mother.personId)).toHaveLength(2);
  });

  it('refuses a code that nobody has and one that cannot be a code', async () => {
    const person = await makePerson(database.db);
    const deps = makeDeps(database.db);
    expect(await joinHousehold(deps, person, { code: 'ZZZZ-9999-ZZZZ' })).toEqual({
      ok: false,
      reason: 'code-unknown',
    });
    expect(await joinHousehold(deps, person, { code: '%%%%%%%%' })).toEqual({
      ok: false,
      reason: 'code-shape',
    });
    expect(await membershipsOf(database.db, person.personId)).toEqual([]);
  });
});
