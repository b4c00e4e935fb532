import { expect, it } from 'vitest';
import { agreeToCase } from '~/use-cases/approval/agree-to-case.server';
import { listCaseEvents } from '~db/queries/cases.server';
import { listLettersOfCase } from '~db/queries/letters.server';
import { listResolutionsOfCase } from '~db/queries/resolutions.server';
import { addHousehold, addStaff, type CompoundOptions, makeCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { makeCaseInReview } from '../../factories/installation-case';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('agreeToCase', (database) => {
  async function setUp(options: CompoundOptions = {}, needsCommonRoute = false) {
    const compound = await makeCompound(database.db, options);
    const deps = makeDeps(database.db);
    const { caseId } = await makeCaseInReview(deps, compound, { needsCommonRoute });
    const statusOf = async () =>
      (
        await database.db
          .selectFrom('installation_case')
          .selectAll()
          .where('id', '=', caseId)
          .executeTakeFirstOrThrow()
      ).status;
    return { compound, deps, caseId, statusOf };
  }

  it('issues a numbered letter with frozen facts and hands the case to the utility', async () => {
    const { compound, deps, caseId, statusOf } = await setUp();
    const outcome = await agreeToCase(deps, compound.actors.property, { caseId, conditions: ['走北侧桥架'] });
    expect(outcome).toMatchObject({ ok: true, consent: null });
    const [letter] = await listLettersOfCase(database.db, compound.compoundId, caseId);
    expect(letter?.letterNo).toMatch(/^施同-[A-Z0-9]+-2026-0001$/);
    expect(letter?.verifyToken).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(letter?.facts).toMatchObject({
      spaceCode: compound.spaceCode,
      pileKw: 7,
      applicantMasked: '测***',
      conditions: ['走北侧桥架'],
      committeeRule: 'none',
    });
    expect(letter?.facts.duties).toContain('no-common-parts');
    expect(await statusOf()).toBe('utility_intake');
  });

  it('numbers the letters of a compound without gaps, also when two cases are agreed at once', async () => {
    const { compound, deps, caseId } = await setUp();
    const household = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const second = await makeCaseInReview(deps, compound, { household });
    await Promise.all(
      [caseId, second.caseId].map((id) =>
        agreeToCase(deps, compound.actors.property, { caseId: id, conditions: [] }),
      ),
    );
    const numbers = await Promise.all(
      [caseId, second.caseId].map(async (id) =>
        (await listLettersOfCase(database.db, compound.compoundId, id))[0]?.letterNo.slice(-4),
      ),
    );
    expect(numbers.sort()).toEqual(['0001', '0002']);
  });

  it('lets one of two managers win and tells the other what happened', async () => {
    const { compound, deps, caseId } = await setUp();
    const colleague = await addStaff(database.db, 'property', compound.organisations.property);
    const outcomes = await Promise.all([
      agreeToCase(deps, compound.actors.property, { caseId, conditions: [] }),
      agreeToCase(deps, colleague, { caseId, conditions: [] }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({
      reason: 'moved-on',
      status: 'utility_intake',
      last: { kind: 'property_agreed', actorRole: 'property', actorName: '测试property' },
    });
    expect(await listLettersOfCase(database.db, compound.compoundId, caseId)).toHaveLength(1);
  });

  it('opens a notice of the rule pack’s length where the compound asks the neighbours', async () => {
    const { compound, deps, caseId, statusOf } = await setUp({ committeeRule: 'neighbours_notice' });
    await agreeToCase(deps, compound.actors.property, { caseId, conditions: [] });
    expect(await statusOf()).toBe('committee_review');
    const [resolution] = await listResolutionsOfCase(database.db, compound.compoundId, caseId);
    expect(resolution).toMatchObject({
      kind: 'neighbours_notice',
      status: 'open',
      opened_at: '2026-11-20T02:00:00.000Z',
      closes_at: '2026-11-27T16:00:00.000Z',
    });
    const events = await listCaseEvents(database.db, compound.compoundId, caseId);
    expect(events.map((event) => event.kind)).toEqual(['submitted', 'property_agreed', 'committee_opened']);
  });

  it('asks the committee for a new route through common parts even where the compound asks nobody', async () => {
    const { compound, deps, caseId, statusOf } = await setUp({}, true);
    const outcome = await agreeToCase(deps, compound.actors.property, { caseId, conditions: [] });
    expect(outcome).toMatchObject({ ok: true, consent: { kind: 'committee_decision', memberCount: 1 } });
    expect(await statusOf()).toBe('committee_review');
    const [letter] = await listLettersOfCase(database.db, compound.compoundId, caseId);
    expect(letter?.facts.duties).not.toContain('no-common-parts');
  });

  it('gives an assembly its fifteen days of notice before the vote', async () => {
    const { compound, deps, caseId } = await setUp({ committeeRule: 'assembly' });
    await agreeToCase(deps, compound.actors.property, { caseId, conditions: [] });
    const [resolution] = await listResolutionsOfCase(database.db, compound.compoundId, caseId);
    expect(resolution?.params).toMatchObject({
      majority: 'ordinary',
      earliestVoteAt: '2026-12-05T16:00:00.000Z',
    });
  });

  it('refuses, and leaves nothing behind, where a committee must be asked and there is none', async () => {
    const { compound, deps, caseId, statusOf } = await setUp({}, true);
    await database.db
      .updateTable('compound')
      .set({ committee_org_id: null })
      .where('id', '=', compound.compoundId)
      .execute();
    expect(await agreeToCase(deps, compound.actors.property, { caseId, conditions: [] })).toEqual({
      ok: false,
      reason: 'no-committee',
    });
    expect(await statusOf()).toBe('property_review');
    expect(await listLettersOfCase(database.db, compound.compoundId, caseId)).toEqual([]);
  });

  it('is forbidden to everybody but the property', async () => {
    const { compound, deps, caseId } = await setUp();
    for (const role of ['resident', 'committee', 'utility', 'operator', 'supervisor'] as const) {
      expect(await agreeToCase(deps, compound.actors[role], { caseId, conditions: [] })).toEqual({
        ok: false,
        reason: 'forbidden',
      });
    }
  });

  it('does not exist for the property of another compound', async () => {
    const { deps, caseId } = await setUp();
    const other = await makeCompound(database.db);
    expect(await agreeToCase(deps, other.actors.property, { caseId, conditions: [] })).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });
});
