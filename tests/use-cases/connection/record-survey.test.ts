import { beforeAll, expect, it } from 'vitest';
import { answerIntake } from '~/use-cases/connection/answer-intake.server';
import { recordSurvey, type SurveyFindings } from '~/use-cases/connection/record-survey.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { makeGridCase, statusOf } from '../../factories/grid-case';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('taking a request up and surveying it', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  beforeAll(async () => {
    deps = makeDeps(database.db);
    compound = await makeCompound(database.db);
  });

  const findings = (): SurveyFindings => ({
    surveyedOn: '2026-11-20',
    feederId: compound.feederId,
    phases: 'any',
    cableLengthM: 60,
    cableMm2: 6,
    meterPosition: '地下一层配电间 3 号表箱',
    fireZoneOpen: true,
    commonRoute: false,
    note: '',
  });
  const survey = (caseId: string, rest: Partial<SurveyFindings> = {}) =>
    recordSurvey(deps, compound.actors.utility, { caseId, findings: { ...findings(), ...rest } });

  it('accepts, and then the survey’s clock runs', async () => {
    const { caseId } = await makeGridCase(database.db, compound);
    const outcome = await answerIntake(deps, compound.actors.utility, { caseId, answer: { kind: 'accept' } });
    expect(outcome).toMatchObject({ ok: true, status: 'survey' });
  });

  it('returns for documents only when it names them', async () => {
    const { caseId } = await makeGridCase(database.db, compound);
    const bare = { kind: 'return', kinds: [], note: '' } as const;
    expect(await answerIntake(deps, compound.actors.utility, { caseId, answer: bare })).toEqual({
      ok: false,
      reason: 'missing-documents-unnamed',
    });
    const answer = { kind: 'return' as const, kinds: ['space-right'], note: '租赁合同缺第二页' };
    expect(await answerIntake(deps, compound.actors.utility, { caseId, answer })).toMatchObject({
      ok: true,
      status: 'returned',
    });
  });

  it('declines only on a listed ground with an explanation, and never for want of capacity', async () => {
    const { caseId } = await makeGridCase(database.db, compound);
    const decline = (reason: string, note: string) =>
      answerIntake(deps, compound.actors.utility, { caseId, answer: { kind: 'decline', reason, note } });
    expect(await decline('capacity', '台区容量不足，暂不受理')).toMatchObject({ reason: 'unknown-reason' });
    expect(await decline('outside-supply-area', '不在')).toMatchObject({ reason: 'explanation-missing' });
    expect(
      await decline('outside-supply-area', '该车位由铁路供电段供电，不在本公司供电营业区'),
    ).toMatchObject({
      status: 'closed_refused',
    });
  });

  it('keeps intake and survey to the utility, and other tenants see nothing', async () => {
    const { caseId } = await makeGridCase(database.db, compound);
    const stranger = await makeCompound(database.db);
    const accept = { caseId, answer: { kind: 'accept' as const } };
    expect(await answerIntake(deps, compound.actors.property, accept)).toMatchObject({ reason: 'forbidden' });
    expect(await answerIntake(deps, stranger.actors.utility, accept)).toMatchObject({ reason: 'not-found' });
    const record = { caseId, findings: findings() };
    expect(await recordSurvey(deps, compound.actors.operator, record)).toMatchObject({ reason: 'forbidden' });
    expect(await recordSurvey(deps, stranger.actors.utility, record)).toMatchObject({ reason: 'not-found' });
  });

  it('cannot survey what has not been taken up, nor take up what is under survey', async () => {
    const early = await makeGridCase(database.db, compound);
    expect(await survey(early.caseId)).toMatchObject({ ok: false, reason: 'moved-on' });
    const late = await makeGridCase(database.db, compound, { status: 'survey' });
    const again = { caseId: late.caseId, answer: { kind: 'accept' as const } };
    expect(await answerIntake(deps, compound.actors.utility, again)).toMatchObject({
      reason: 'moved-on',
    });
  });

  it('assesses in the same step: a long thin cable makes the proposal ordered', async () => {
    const { caseId } = await makeGridCase(database.db, compound, { status: 'survey' });
    expect(await survey(caseId)).toMatchObject({ ok: true, proposal: 'ordered' });
    expect(await statusOf(database.db, caseId)).toBe('assessment');
    const events = await database.db
      .selectFrom('case_event')
      .select('kind')
      .where('case_id', '=', caseId)
      .orderBy('seq')
      .execute();
    expect(events.map(({ kind }) => kind)).toEqual(['surveyed', 'assessed']);
  });

  it('surveys again while assessing, keeping the first survey and assessment', async () => {
    const { caseId } = await makeGridCase(database.db, compound, { status: 'survey' });
    await survey(caseId);
    deps.setNow('2026-11-20T03:00:00.000Z');
    expect(await survey(caseId, { cableMm2: 10 })).toMatchObject({ ok: true, proposal: 'direct' });
    const kept = await database.db
      .selectFrom('assessment')
      .select('proposal')
      .where('case_id', '=', caseId)
      .orderBy('made_at')
      .execute();
    expect(kept.map(({ proposal }) => proposal)).toEqual(['ordered', 'direct']);
  });

  it('refuses a feeder of another compound, a date to come and phases the pile does not have', async () => {
    const stranger = await makeCompound(database.db);
    const { caseId } = await makeGridCase(database.db, compound, { status: 'survey' });
    expect(await survey(caseId, { feederId: stranger.feederId })).toMatchObject({ reason: 'unknown-feeder' });
    expect(await survey(caseId, { surveyedOn: '2026-11-21' })).toMatchObject({ reason: 'in-the-future' });
    expect(await survey(caseId, { phases: 'ABC' })).toMatchObject({ reason: 'phase-mismatch' });
    expect(await statusOf(database.db, caseId)).toBe('survey');
  });

  it('leaves nothing behind when the findings make no assessment', async () => {
    const { caseId } = await makeGridCase(database.db, compound, { status: 'survey' });
    expect(await survey(caseId, { cableMm2: 0 })).toMatchObject({ ok: false, reason: 'bad-input' });
    expect(await statusOf(database.db, caseId)).toBe('survey');
    const surveys = await database.db
      .selectFrom('survey')
      .select('id')
      .where('case_id', '=', caseId)
      .execute();
    expect(surveys).toEqual([]);
  });
});
