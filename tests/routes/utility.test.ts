import { beforeAll, expect, it } from 'vitest';
import { loader as inboxLoader } from '~/routes/utility._index';
import { action, loader as caseLoader } from '~/routes/utility.cases.$caseId';
import { loader as sheetLoader } from '~/routes/utility.cases.$caseId_.assessment';
import { loader as transformersLoader } from '~/routes/utility.transformers._index';
import {
  action as transformerAction,
  loader as transformerLoader,
} from '~/routes/utility.transformers.$transformerId';
import type { ConnectionPage } from '~/routing/connection.server';
import type { TransformerPage } from '~/routing/transformer.server';
import { refreshHosting } from '~/use-cases/capacity/refresh-hosting.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { makeCompound, type TestCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { fillLedger, makeGridCase, makeSurveyedCase, statusOf } from '../factories/grid-case';
import { answerOf, requestContext } from '../factories/request-context';
import { addStation } from '../factories/station';
import { describeOnBothDatabases } from '../setup/database';

type Answer = {
  intent: string;
  reason?: string;
  result: { error?: Record<string, string[]>; initialValue?: Record<string, unknown> };
};

describeOnBothDatabases('the utility’s pages', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  beforeAll(async () => {
    deps = makeDeps(database.db);
    compound = await makeCompound(database.db);
  });

  const url = (path: string) => `https://linzhuang.example${path}`;
  const as = (actor: ActingPerson = compound.actors.utility) => requestContext(deps, actor);
  const post = (fields: Record<string, string | string[]>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, one);
    return new Request(url('/utility'), { method: 'POST', body });
  };
  const load = (caseId: string, actor?: ActingPerson) =>
    answerOf(() =>
      caseLoader({ request: new Request(url('/utility')), params: { caseId }, context: as(actor) }),
    );
  const page = async (caseId: string) => (await load(caseId)).data as ConnectionPage;
  const send = async (caseId: string, fields: Record<string, string | string[]>) => {
    const answer = await answerOf(() => action({ request: post(fields), params: { caseId }, context: as() }));
    return { ...answer, data: answer.data as Answer };
  };
  const sendTransformer = async (fields: Record<string, string>) => {
    const params = { transformerId: compound.transformerId };
    const answer = await answerOf(() => transformerAction({ request: post(fields), params, context: as() }));
    return { ...answer, data: answer.data as Answer };
  };
  const survey = {
    intent: 'survey',
    surveyedOn: '2026-11-20',
    phases: 'any',
    cableLengthM: '40',
    cableMm2: '10',
    meterPosition: '地下一层配电间',
    fireZone: 'open',
    route: 'own',
    note: '',
  };

  it('shows a new request with its status code, a preliminary proposal and masked names', async () => {
    const { caseId } = await makeGridCase(database.db, compound);
    const shown = await page(caseId);
    expect(shown).toMatchObject({ code: 1, surveys: [], assessed: { isPreliminary: true } });
    expect(shown.facts.applicantMasked).toBe('测***');
    expect(JSON.stringify(shown)).not.toContain('测试住户');
    const inbox = await inboxLoader({ request: new Request(url('/utility')), params: {}, context: as() });
    expect(inbox.inbox.entries.some((entry) => entry.caseId === caseId)).toBe(true);
  });

  it('takes a request up, surveys and decides it from the page alone', async () => {
    const { caseId } = await makeGridCase(database.db, compound);
    expect(await send(caseId, { intent: 'accept' })).toMatchObject({ status: 302 });
    expect(await send(caseId, { ...survey, feederId: compound.feederId })).toMatchObject({ status: 302 });
    const shown = await page(caseId);
    expect(shown).toMatchObject({ status: 'assessment', code: 8, assessed: { isPreliminary: false } });
    expect(shown.surveys[0]).toMatchObject({ cableLengthM: 40, fireZoneOpen: true });
    const seen = shown.assessed?.seen ?? '';
    const decided = await send(caseId, { intent: 'decide', decision: 'direct', note: '', seen });
    expect(decided).toMatchObject({ status: 302 });
    expect(await page(caseId)).toMatchObject({ status: 'works', decisions: [{ decision: 'direct' }] });
  });

  it('says at each field what a survey lacks, and keeps what was typed', async () => {
    const { caseId } = await makeGridCase(database.db, compound, { status: 'survey' });
    const answer = await send(caseId, { ...survey, feederId: '', cableLengthM: '900', meterPosition: '' });
    expect(answer.status).toBe(400);
    expect(answer.data.result.error).toMatchObject({
      feederId: ['请选择接入馈线'],
      cableLengthM: ['电缆长度应为 1 至 500 m'],
      meterPosition: ['请写明表箱位置，2 至 80 个字'],
    });
    expect(answer.data.result.initialValue).toMatchObject({ cableLengthM: '900', surveyedOn: '2026-11-20' });
    const mismatch = await send(caseId, { ...survey, feederId: compound.feederId, phases: 'ABC' });
    expect(mismatch.status).toBe(400);
    expect(mismatch.data.result.error?.phases?.[0]).toContain('单相桩');
  });

  it('declines only with a ground and an explanation, returns only with named documents', async () => {
    const { caseId } = await makeGridCase(database.db, compound);
    const decline = await send(caseId, {
      intent: 'decline',
      reason: 'capacity',
      note: '台区容量不足，暂不受理',
    });
    expect(decline).toMatchObject({ status: 400 });
    expect(decline.data.result.error?.reason).toEqual(['请选择一项']);
    expect((await send(caseId, { intent: 'return', note: '缺合同' })).status).toBe(400);
    const returned = { intent: 'return', kinds: ['space-right'], note: '租赁合同缺第二页' };
    expect((await send(caseId, returned)).status).toBe(302);
    expect(await page(caseId)).toMatchObject({ status: 'returned', code: 6 });
  });

  it('refuses a decision on figures that have changed and shows the new ones', async () => {
    const { caseId } = await makeSurveyedCase(database.db, compound);
    const before = await page(caseId);
    await fillLedger(database.db, compound, 3);
    const seen = before.assessed?.seen ?? '';
    const answer = await send(caseId, { intent: 'decide', decision: 'direct', seen });
    expect(answer).toMatchObject({ status: 409, data: { reason: 'numbers-changed' } });
    const after = await page(caseId);
    expect(after.assessed?.seen).not.toBe(seen);
    expect(after.assessed?.assessment.demandKw).toBeGreaterThan(before.assessed?.assessment.demandKw ?? 0);
    expect(await statusOf(database.db, caseId)).toBe('assessment');
  });

  it('says who acted when somebody else was first', async () => {
    const { caseId } = await makeSurveyedCase(database.db, compound);
    const seen = (await page(caseId)).assessed?.seen ?? '';
    const decide = { intent: 'decide', decision: 'direct', note: '', seen };
    await send(caseId, decide);
    const late = await send(caseId, decide);
    expect(late.status).toBe(409);
    expect(late.data.result.error?.['']?.[0]).toContain('施工与验收');
  });

  it('prints the assessment that a decision stood on', async () => {
    const { caseId } = await makeSurveyedCase(database.db, compound);
    const seen = (await page(caseId)).assessed?.seen ?? '';
    await send(caseId, { intent: 'decide', decision: 'direct', note: '', seen });
    const id = (await page(caseId)).decisions[0]?.id;
    const sheet = (of: string) =>
      answerOf(() =>
        sheetLoader({ request: new Request(url(`/x?of=${of}`)), params: { caseId }, context: as() }),
      );
    expect((await sheet(id ?? '')).data).toMatchObject({ decided: { decision: 'direct' } });
    expect((await sheet('none')).status).toBe(404);
  });

  it('names a pile without a case in the ledger by its space and its identity', async () => {
    const own = await makeCompound(database.db);
    await fillLedger(database.db, own, 2);
    const station = await addStation(database.db, own, { identity: 'LHY-P12' });
    const entries = () => database.db.updateTable('capacity_entry').where('compound_id', '=', own.compoundId);
    const [first] = await database.db
      .selectFrom('capacity_entry')
      .select('id')
      .where('compound_id', '=', own.compoundId)
      .execute();
    await entries()
      .set({ pile_id: station.pileId })
      .where('id', '=', first?.id ?? '')
      .execute();
    const shown = (await transformerLoader({
      request: new Request(url('/t')),
      params: { transformerId: own.transformerId },
      context: as(own.actors.utility),
    })) as TransformerPage;
    expect(shown.entries.map(({ who }) => who).sort()).toEqual([
      expect.stringMatching(/^\S+ · LHY-P12$/),
      '测试台账',
    ]);
    expect(JSON.stringify(shown.entries)).not.toContain(station.pileId);
  });

  it('shows the transformer with bar, day, ledger and caps, and takes a cap and a curve', async () => {
    const params = { transformerId: compound.transformerId };
    const show = async () =>
      (await transformerLoader({
        request: new Request(url('/t')),
        params,
        context: as(),
      })) as TransformerPage;
    const blank = await show();
    expect(blank.day).toBeNull();
    expect(blank.shares.limitKw).toBeCloseTo(608, 6);
    const curveText = Array.from({ length: 96 }, () => '300').join('\n');
    const base = {
      intent: 'base',
      basePeakKw: '420',
      measuredOn: '2026-11-19',
      source: '台区总表',
      dayKind: 'workday',
    };
    const wrong = await sendTransformer({ ...base, curveText: curveText.replace('300', '三百') });
    expect(wrong.data.result.error?.curveText).toEqual(['第 1 行：“三百”不是数字']);
    expect((await sendTransformer({ ...base, curveText })).status).toBe(302);
    const day = (await show()).day;
    expect(day?.baseKw).toHaveLength(96);
    expect(day?.unmetKwh).toBeCloseTo(0, 6);
    const total = day?.orderedKw.map((kw, i) => kw + (day.baseKw[i] ?? 0)) ?? [];
    expect(Math.max(...total)).toBeLessThanOrEqual(608 + 1e-6);
    expect(Math.max(...(day?.uncontrolledKw ?? []))).toBeGreaterThan(Math.max(...total));

    const cap = {
      intent: 'cap',
      fromOn: '2026-11-20',
      fromTime: '18:00',
      toOn: '2026-11-20',
      toTime: '22:00',
      reason: '线路检修',
    };
    const high = await sendTransformer({ ...cap, capKw: '700' });
    expect(high.data.result.error?.capKw?.[0]).toContain('608.0 kW');
    expect((await sendTransformer({ ...cap, capKw: '450' })).status).toBe(302);
    const [set] = (await show()).caps;
    expect(set).toMatchObject({ state: 'ahead', fromAt: '2026-11-20T10:00:00.000Z' });
    expect((await sendTransformer({ intent: 'lift', capId: set?.id ?? '' })).status).toBe(302);
    expect((await show()).caps[0]).toMatchObject({ state: 'lifted' });
    const list = await transformersLoader({ request: new Request(url('/t')), params: {}, context: as() });
    expect(list.transformers).toHaveLength(1);
  });

  it('shows the sampled hosting answer beside the need factor, and asks for one where none stands', async () => {
    const own = await makeCompound(database.db);
    const { caseId } = await makeSurveyedCase(database.db, own);
    const utility = own.actors.utility;
    const casePage = async () => (await load(caseId, utility)).data as ConnectionPage;
    const place = { compoundId: own.compoundId, transformerId: own.transformerId };
    const params = { transformerId: own.transformerId };
    const show = async () =>
      (await transformerLoader({
        request: new Request(url('/t')),
        params,
        context: as(utility),
      })) as TransformerPage;

    expect((await casePage()).assessed).toMatchObject({ hosting: null, needFactor: { uncontrolled: 41 } });
    expect((await show()).sampled).toBeNull();
    const asked = deps.published
      .filter(({ topic }) => topic === 'hosting-wanted')
      .map(({ message }) => message);
    expect(asked).toContainEqual({ ...place, feederId: own.feederId });
    expect(asked).toContainEqual({ ...place, feederId: null });

    for (const feederId of [own.feederId, null]) await refreshHosting(deps, { ...place, feederId });
    const kept = {
      computedAt: deps.clock(),
      nights: 210,
      ordered: { goodShare: { low: expect.any(Number) } },
    };
    const before = await casePage();
    expect(before.assessed).toMatchObject({ hosting: kept, needFactor: { uncontrolled: 41 } });
    expect((await show()).sampled).toMatchObject(kept);

    const seen = before.assessed?.seen ?? '';
    const decide = { intent: 'decide', decision: 'direct', note: '', seen };
    await answerOf(() => action({ request: post(decide), params: { caseId }, context: as(utility) }));
    const after = await casePage();
    expect(after.decisions[0]?.hosting).toEqual(before.assessed?.hosting);
    const sheet = await answerOf(() =>
      sheetLoader({
        request: new Request(url(`/x?of=${after.decisions[0]?.id}`)),
        params: { caseId },
        context: as(utility),
      }),
    );
    expect(sheet.data).toMatchObject({ hosting: kept });
  });

  it('is closed to other roles and does not exist for other tenants', async () => {
    const { caseId } = await makeGridCase(database.db, compound);
    const stranger = await makeCompound(database.db);
    expect((await load(caseId, compound.actors.property)).status).toBe(403);
    expect((await load(caseId, stranger.actors.utility)).status).toBe(404);
    const params = { transformerId: compound.transformerId };
    const foreign = as(stranger.actors.utility);
    const request = new Request(url('/t'));
    expect((await answerOf(() => transformerLoader({ request, params, context: foreign }))).status).toBe(404);
  });
});
