import { expect, it } from 'vitest';
import { returnForDocuments } from '~/use-cases/approval/return-for-documents.server';
import { makeCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { makeCaseInReview } from '../../factories/installation-case';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('returnForDocuments', (database) => {
  async function setUp() {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { caseId } = await makeCaseInReview(deps, compound);
    return { compound, deps, caseId, manager: compound.actors.property };
  }
  const words = '产权证请拍清楚';

  it('hands the case to the resident and stops the clock with the days that are left', async () => {
    const { deps, caseId, manager } = await setUp();
    deps.setNow('2026-11-23T02:00:00.000Z');
    expect(await returnForDocuments(deps, manager, { caseId, kinds: ['space-right'], words })).toEqual({
      ok: true,
    });
    const row = await database.db
      .selectFrom('installation_case')
      .selectAll()
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      status: 'returned',
      returned_from: 'property_review',
      due_at: null,
      paused_days_left: 2,
    });
  });

  it('says which documents and why', async () => {
    const { deps, caseId, manager } = await setUp();
    const attempt = (kinds: string[], text: string) =>
      returnForDocuments(deps, manager, { caseId, kinds, words: text });
    expect(await attempt([], words)).toEqual({ ok: false, reason: 'kinds-missing' });
    expect(await attempt(['space-right'], ' ')).toEqual({ ok: false, reason: 'words-missing' });
    expect(await attempt(['horoscope'], words)).toEqual({
      ok: false,
      reason: 'kind-not-asked',
      kind: 'horoscope',
    });
  });

  it('tells a second manager that the case has moved on', async () => {
    const { deps, caseId, manager } = await setUp();
    const attempt = () => returnForDocuments(deps, manager, { caseId, kinds: ['vehicle'], words });
    const outcomes = await Promise.all([attempt(), attempt()]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ reason: 'moved-on', status: 'returned' });
  });

  it('is the property’s alone, and only of its own compounds', async () => {
    const { deps, caseId, compound } = await setUp();
    const input = { caseId, kinds: ['vehicle'], words };
    expect(await returnForDocuments(deps, compound.actors.supervisor, input)).toEqual({
      ok: false,
      reason: 'forbidden',
    });
    const other = await makeCompound(database.db);
    expect(await returnForDocuments(deps, other.actors.property, input)).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });
});
