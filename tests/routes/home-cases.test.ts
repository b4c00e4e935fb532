import { expect, it } from 'vitest';
import { loader as readFile } from '~/routes/documents.$documentId';
import { action, loader } from '~/routes/home.cases.$caseId';
import { action as mediate, loader as mediationPage } from '~/routes/home.cases.$caseId_.mediation';
import { action as withdraw, loader as withdrawPage } from '~/routes/home.cases.$caseId_.withdraw';
import { openDraft } from '~/use-cases/application/open-draft.server';
import { refuseCase } from '~/use-cases/approval/refuse-case.server';
import { returnForDocuments } from '~/use-cases/approval/return-for-documents.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { addHousehold, makeCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { pdfFile } from '../factories/installation-case';
import { answerOf } from '../factories/request-context';
import {
  makeFamilyMember,
  makeSubmittedCase,
  postOf,
  residentContext,
  uploadOf,
} from '../factories/resident';
import { describeOnBothDatabases } from '../setup/database';

describeOnBothDatabases('the page of an own case', (database) => {
  const get = (path: string) => new Request(`https://linzhuang.example${path}`);
  const args = (deps: TestDeps, actor: ActingPerson, request: Request, caseId: string) => ({
    request,
    params: { caseId },
    context: residentContext(deps, actor),
  });
  const goesTo = (answer: Awaited<ReturnType<typeof answerOf>>) => answer.response?.headers.get('Location');

  async function setUp() {
    const compound = await makeCompound(database.db, {
      params: {
        sources: [
          { key: 'propertyConsentWorkingDays', title: '某市通知', certainty: 'second-hand' },
          { key: 'mediationWorkingDays', title: '未核实', certainty: 'unverified' },
        ],
      },
    });
    const deps = makeDeps(database.db);
    const caseId = await makeSubmittedCase(deps, compound);
    return { compound, deps, caseId, resident: compound.actors.resident, property: compound.actors.property };
  }

  const refuse = (deps: TestDeps, property: ActingPerson, caseId: string) =>
    refuseCase(deps, property, {
      caseId,
      reason: 'capacity',
      explanation: '变压器负载率过高',
      loadRate: 0.93,
      missingDocuments: [],
      evidence: { kind: 'load-rate-record', file: pdfFile },
    });

  it('says who holds it until when, by which rule, and what comes next', async () => {
    const { deps, caseId, resident } = await setUp();
    const page = await loader(args(deps, resident, get('/x'), caseId));
    expect(page).toMatchObject({
      status: 'property_review',
      deadline: { dueOn: '2026-11-25', workingDaysLeft: 3 },
      rule: { days: 3, source: { title: '某市通知' }, isSecondHand: true },
      mayChangeDocuments: false,
      mayWithdraw: true,
      mayResubmit: false,
      mayAskMediation: false,
      letter: null,
      events: [{ kind: 'submitted', actorName: '测试住户' }],
    });
    expect(JSON.stringify(page)).not.toMatch(/豫AD\d{5}|sha256|storage_key/);
  });

  it('shows the reason of a return with what was asked for, and takes the case back once it is there', async () => {
    const { deps, caseId, resident, property } = await setUp();
    const input = { caseId, kinds: ['vehicle'], words: '行驶证看不清' };
    await returnForDocuments(deps, property, input);
    deps.setNow('2026-11-20T03:00:00.000Z');
    const page = await loader(args(deps, resident, get('/x'), caseId));
    expect(page).toMatchObject({
      status: 'returned',
      pausedDaysLeft: 3,
      reason: { words: '行驶证看不清', askedFor: ['行驶证或购车意向证明'] },
      documentKinds: { open: ['vehicle'] },
    });
    const resubmit = () =>
      answerOf(() => action(args(deps, resident, postOf('/x', { intent: 'resubmit' }), caseId)));
    const early = await resubmit();
    expect(early.status).toBe(409);
    expect(early.data).toMatchObject({ refusal: expect.stringContaining('行驶证或购车意向证明') });
    const better = { name: '清晰.pdf', bytes: Buffer.concat([pdfFile.bytes, Buffer.from('2')]) };
    const sent = await answerOf(() =>
      action(args(deps, resident, uploadOf('/x', 'vehicle', better), caseId)),
    );
    expect(sent.status).toBe(302);
    expect((await resubmit()).status).toBe(302);
    expect((await loader(args(deps, resident, get('/x'), caseId))).status).toBe('property_review');
  });

  it('shows a refusal with ground and evidence, and offers the street office', async () => {
    const { deps, caseId, resident, property } = await setUp();
    expect(await refuse(deps, property, caseId)).toEqual({ ok: true });
    const page = await loader(args(deps, resident, get('/x'), caseId));
    expect(page).toMatchObject({
      mayAskMediation: true,
      mayResubmit: true,
      reason: { ground: '变压器容量不足', words: '变压器负载率过高' },
    });
    const documentId = page.reason?.evidenceDocumentId ?? '';
    const evidence = await readFile({
      request: get(`/documents/${documentId}`),
      params: { documentId },
      context: residentContext(deps, resident),
    });
    expect(evidence.status).toBe(200);
    const send = (words: string) =>
      answerOf(() => mediate(args(deps, resident, postOf('/x', { words }), caseId)));
    for (const words of ['', '不服', '字'.repeat(1001)]) expect((await send(words)).status).toBe(400);
    expect(goesTo(await send('负载率记录不是最近的，请核实。'))).toBe(`/home/cases/${caseId}`);
    const waiting = await loader(args(deps, resident, get('/x'), caseId));
    expect(waiting).toMatchObject({ status: 'mediation', rule: { source: null } });
    expect((await send('再说一遍，请街道办核实。')).status).toBe(409);
    const late = await answerOf(() => mediationPage(args(deps, resident, get('/x'), caseId)));
    expect(goesTo(late)).toBe(`/home/cases/${caseId}`);
  });

  it('withdraws with or without a word, once', async () => {
    const { deps, caseId, resident } = await setUp();
    expect(await withdrawPage(args(deps, resident, get('/x'), caseId))).toMatchObject({ caseId });
    const send = (words: string) =>
      answerOf(() => withdraw(args(deps, resident, postOf('/x', { words }), caseId)));
    expect((await send('字'.repeat(501))).status).toBe(400);
    expect(goesTo(await send(''))).toBe(`/home/cases/${caseId}`);
    expect((await loader(args(deps, resident, get('/x'), caseId))).isOver).toBe(true);
    const late = await answerOf(() => withdrawPage(args(deps, resident, get('/x'), caseId)));
    expect(goesTo(late)).toBe(`/home/cases/${caseId}`);
  });

  it('is the household’s: family sees it, neighbours and strangers do not, staff is at its own desk', async () => {
    const { compound, deps, caseId } = await setUp();
    const family = await makeFamilyMember(database.db, compound);
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const stranger = await makeCompound(database.db);
    expect(await loader(args(deps, family, get('/x'), caseId))).toMatchObject({ caseId });
    for (const actor of [neighbour.actor, stranger.actors.resident]) {
      for (const run of [loader, withdrawPage, mediationPage])
        expect((await answerOf(() => run(args(deps, actor, get('/x'), caseId)))).status).toBe(404);
      for (const run of [action, withdraw, mediate])
        expect((await answerOf(() => run(args(deps, actor, postOf('/x', {}), caseId)))).status).toBe(404);
    }
    const staff = await answerOf(() => loader(args(deps, compound.actors.property, get('/x'), caseId)));
    expect(staff.status).toBe(403);
  });

  it('leads from a draft to its wizard, and from another’s draft nowhere', async () => {
    const { compound, deps, resident } = await setUp();
    const opened = await openDraft(deps, resident, compound);
    const draft = opened.ok ? opened.caseId : '';
    const own = await answerOf(() => loader(args(deps, resident, get('/x'), draft)));
    expect(goesTo(own)).toBe(`/home/apply/${draft}/space`);
    const family = await makeFamilyMember(database.db, compound);
    expect((await answerOf(() => loader(args(deps, family, get('/x'), draft)))).status).toBe(404);
  });

  it('serves documents so that they cannot run, be cached or be taken for something else', async () => {
    const { compound, deps, caseId, resident, property } = await setUp();
    const { documents } = await loader(args(deps, resident, get('/x'), caseId));
    const open = (actor: ActingPerson | null, documentId: string) =>
      answerOf(() =>
        readFile({
          request: get(`/documents/${documentId}`),
          params: { documentId },
          context: residentContext(deps, actor),
        }),
      );
    const proof = documents.find(({ kind }) => kind === 'space-right')?.id ?? '';
    const { response } = await open(resident, proof);
    expect(Object.fromEntries(response?.headers ?? [])).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': "attachment; filename*=UTF-8''%E8%AF%81%E6%98%8E.pdf",
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect(await response?.text()).toBe(pdfFile.bytes.toString());
    const card = documents.find(({ kind }) => kind === 'id-card')?.id ?? '';
    expect((await open(property, proof)).status).toBe(200);
    expect((await open(property, card)).status).toBe(403);
    expect((await open(compound.actors.utility, card)).status).toBe(200);
    expect((await open(resident, 'doc_unknown')).status).toBe(404);
    const visitor = await open(null, card);
    expect(visitor.response?.headers.get('Location')).toContain('/login?next=');
  });
});
