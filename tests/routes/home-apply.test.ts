import type { ActionFunctionArgs } from '@remix-run/node';
import { expect, it } from 'vitest';
import { action as start, loader as startPage } from '~/routes/home.apply._index';
import { loader as capacityStep, action as readCapacity } from '~/routes/home.apply.$caseId.capacity';
import { action as answerCar, loader as carStep } from '~/routes/home.apply.$caseId.car';
import { loader as confirmStep, action as submit } from '~/routes/home.apply.$caseId.confirm';
import { loader as documentsStep, action as upload } from '~/routes/home.apply.$caseId.documents';
import { action as answerPile, loader as pileStep } from '~/routes/home.apply.$caseId.pile';
import { action as answerSpace, loader as spaceStep } from '~/routes/home.apply.$caseId.space';
import { openDraft } from '~/use-cases/application/open-draft.server';
import { refreshHosting } from '~/use-cases/capacity/refresh-hosting.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { makeCompound, type TestCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { pdfFile } from '../factories/installation-case';
import { answerOf } from '../factories/request-context';
import {
  makeFamilyMember,
  makePerson,
  makeSubmittedCase,
  makeWholeDraft,
  postOf,
  residentContext,
  uploadOf,
} from '../factories/resident';
import { describeOnBothDatabases } from '../setup/database';

const consents = { 'consent-property': 'on', 'consent-utility': 'on', 'consent-operator': 'on' };

describeOnBothDatabases('the application wizard', (database) => {
  const get = (path: string) => new Request(`https://linzhuang.example${path}`);
  const args = (deps: TestDeps, actor: ActingPerson, request: Request, caseId = '') => ({
    request,
    params: { caseId },
    context: residentContext(deps, actor),
  });
  const goesTo = (answer: Awaited<ReturnType<typeof answerOf>>) => answer.response?.headers.get('Location');

  async function setUp() {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    return { compound, deps, resident: compound.actors.resident };
  }

  async function emptyDraft(deps: TestDeps, compound: TestCompound) {
    const opened = await openDraft(deps, compound.actors.resident, compound);
    if (!opened.ok) throw new Error(opened.reason);
    return opened.caseId;
  }

  it('goes from the first question to a numbered case', async () => {
    const { compound, deps, resident } = await setUp();
    const begun = await answerOf(() =>
      start(
        args(deps, resident, postOf('/home/apply', { intent: 'start', household: compound.householdId })),
      ),
    );
    const caseId = /\/home\/apply\/([^/]+)\/space/.exec(goesTo(begun) ?? '')?.[1] ?? '';
    const path = (step: string) => `/home/apply/${caseId}/${step}`;
    const post = (run: (args: ActionFunctionArgs) => unknown, step: string, fields: Record<string, string>) =>
      answerOf(() => run(args(deps, resident, postOf(path(step), fields), caseId)));
    expect(goesTo(await post(answerSpace, 'space', { space: compound.spaceId }))).toBe(path('car'));
    expect(goesTo(await post(answerCar, 'car', { car: compound.vehicleId }))).toBe(path('pile'));
    const pile = { kw: '7', smart: 'yes', route: 'unknown' };
    expect(goesTo(await post(answerPile, 'pile', pile))).toBe(path('documents'));
    for (const kind of ['id-card', 'space-right', 'vehicle']) {
      const sent = await answerOf(() =>
        upload(args(deps, resident, uploadOf(path('documents'), kind, pdfFile), caseId)),
      );
      expect(goesTo(sent)).toBe(path('documents'));
    }
    expect(await documentsStep(args(deps, resident, get(path('documents')), caseId))).toMatchObject({
      missing: [],
      documents: [{ fileName: '证明.pdf' }, {}, {}],
    });
    expect(await capacityStep(args(deps, resident, get(path('capacity')), caseId))).toMatchObject({
      answer: { proposal: 'direct', transformerName: '1号变压器', basePeakKw: 420 },
    });
    expect(goesTo(await post(readCapacity, 'capacity', {}))).toBe(path('confirm'));
    expect(await confirmStep(args(deps, resident, get(path('confirm')), caseId))).toMatchObject({
      spaceCode: compound.spaceCode,
      car: { plateMasked: expect.stringMatching(/^豫A·\*\*\*/) },
      proposal: 'direct',
    });
    expect(goesTo(await post(submit, 'confirm', consents))).toBe(`/home/cases/${caseId}`);
    expect(goesTo(await post(submit, 'confirm', consents))).toBe(`/home/cases/${caseId}`);
  });

  it('answers with the sampled count at once where one stands, and says what it falls back to where none does', async () => {
    const { compound, deps, resident } = await setUp();
    const caseId = await makeWholeDraft(deps, resident, compound);
    const ask = async () =>
      (await capacityStep(args(deps, resident, get(`/home/apply/${caseId}/capacity`), caseId))).answer;
    expect(await ask()).toMatchObject({ sampled: null, needFactor: { uncontrolled: 41 } });
    const { compoundId, transformerId, feederId } = compound;
    expect(deps.published).toContainEqual({
      topic: 'hosting-wanted',
      message: { compoundId, transformerId, feederId },
    });
    await refreshHosting(deps, { compoundId, transformerId, feederId });
    const answer = await ask();
    expect(answer).toMatchObject({ sampled: { nights: 210, computedAt: deps.clock() }, proposal: 'direct' });
    expect(answer!.sampled!.ordered.piles).toBeGreaterThanOrEqual(answer!.sampled!.uncontrolled.piles);
  });

  it('leads back to the first open question, and on to the case once it is submitted', async () => {
    const { compound, deps, resident } = await setUp();
    const caseId = await emptyDraft(deps, compound);
    for (const [run, step] of [
      [carStep, 'car'],
      [pileStep, 'pile'],
      [documentsStep, 'documents'],
      [capacityStep, 'capacity'],
      [confirmStep, 'confirm'],
    ] as const) {
      const answer = await answerOf(() => run(args(deps, resident, get(`/x/${step}`), caseId)));
      expect(goesTo(answer)).toBe(`/home/apply/${caseId}/space`);
    }
    const submitted = await makeSubmittedCase(deps, compound);
    const answer = await answerOf(() => spaceStep(args(deps, resident, get('/x'), submitted)));
    expect(goesTo(answer)).toBe(`/home/cases/${submitted}`);
  });

  it('tells at each question what is wrong with an answer', async () => {
    const { compound, deps, resident } = await setUp();
    const stranger = await makeCompound(database.db);
    const caseId = await makeWholeDraft(deps, resident, compound);
    const post = (run: (args: ActionFunctionArgs) => unknown, fields: Record<string, string>) =>
      answerOf(() => run(args(deps, resident, postOf('/x', fields), caseId)));
    for (const [run, fields, field] of [
      [answerSpace, {}, 'space'],
      [answerSpace, { space: stranger.spaceId }, 'space'],
      [answerSpace, { space: 'x'.repeat(200) }, 'space'],
      [answerCar, {}, 'car'],
      [answerCar, { car: stranger.vehicleId }, 'car'],
      [answerPile, { smart: 'yes', route: 'none' }, 'kw'],
      [answerPile, { kw: '50', smart: 'yes', route: 'none' }, 'kw'],
      [answerPile, { kw: '7', smart: 'perhaps', route: 'none' }, 'smart'],
      [answerPile, { kw: '7', smart: 'no', route: 'through the wall' }, 'route'],
    ] as [(args: ActionFunctionArgs) => unknown, Record<string, string>, string][]) {
      const refused = await post(run, fields);
      expect(refused.status, JSON.stringify(fields)).toBe(400);
      const { error } = refused.data as { error: Record<string, string[]> };
      expect(Object.keys(error)).toEqual([field]);
      expect(error[field]?.[0]).toMatch(/[一-龥]/);
    }
    const whole = await confirmStep(args(deps, resident, get('/x'), caseId));
    expect(whole).toMatchObject({ pileKw: 7, spaceCode: compound.spaceCode });
  });

  it('refuses bad files at the field of their kind and keeps the good ones', async () => {
    const { compound, deps, resident } = await setUp();
    const caseId = await makeWholeDraft(deps, resident, compound, ['vehicle']);
    const send = (request: Request) => answerOf(() => upload(args(deps, resident, request, caseId)));
    const page = `/home/apply/${caseId}/documents`;
    for (const [file, words] of [
      [null, '没有选到文件'],
      [{ name: 'a.txt', bytes: Buffer.from('text') }, '只收照片'],
      [{ name: 'a.pdf', bytes: Buffer.alloc(11 * 1024 * 1024) }, '超过 10 MB'],
    ] as const) {
      const refused = await send(uploadOf(page, 'id-card', file));
      expect(refused.status).toBe(400);
      const { problem } = refused.data as { problem: { kind: string; message: string } };
      expect(problem.kind).toBe('id-card');
      expect(problem.message).toContain(words);
    }
    expect((await send(uploadOf(page, 'horoscope', pdfFile))).status).toBe(400);
    const { documents } = await documentsStep(args(deps, resident, get(page), caseId));
    expect(documents.map(({ kind }) => kind)).toEqual(['vehicle']);
    const removal = postOf(page, { intent: 'remove-document', documentId: documents[0]?.id ?? '' });
    expect((await send(removal)).status).toBe(302);
    expect((await send(postOf(page, { intent: 'remove-document' }))).status).toBe(404);
  });

  it('names the missing consents and keeps those that were given', async () => {
    const { compound, deps, resident } = await setUp();
    const caseId = await makeWholeDraft(deps, resident, compound);
    const refused = await answerOf(() =>
      submit(args(deps, resident, postOf('/x', { 'consent-utility': 'on' }), caseId)),
    );
    expect(refused.status).toBe(400);
    expect(refused.data).toMatchObject({
      refusal: { missing: ['property', 'operator'] },
      consents: ['utility'],
    });
  });

  it('refuses a second application for a space in words, with the way to the first', async () => {
    const { compound, deps } = await setUp();
    const family = await makeFamilyMember(database.db, compound);
    const late = await makeWholeDraft(deps, family, compound);
    const first = await makeSubmittedCase(deps, compound);
    const refused = await answerOf(() => submit(args(deps, family, postOf('/x', consents), late)));
    expect(refused.status).toBe(400);
    expect(refused.data).toMatchObject({
      refusal: { to: `/home/cases/${first}`, message: expect.stringContaining('不能重复申请') },
    });
  });

  it('is closed to family, staff and strangers, and to people without a household', async () => {
    const { compound, deps, resident } = await setUp();
    const caseId = await makeWholeDraft(deps, resident, compound);
    const stranger = await makeCompound(database.db);
    const family = await makeFamilyMember(database.db, compound);
    for (const actor of [family, stranger.actors.resident]) {
      const page = await answerOf(() => spaceStep(args(deps, actor, get('/x'), caseId)));
      const post = await answerOf(() => submit(args(deps, actor, postOf('/x', consents), caseId)));
      expect([page.status, post.status]).toEqual([404, 404]);
    }
    for (const actor of [compound.actors.property, await makePerson(database.db)]) {
      const page = await answerOf(() => spaceStep(args(deps, actor, get('/x'), caseId)));
      expect(page.status).toBe(403);
    }
    const foreign = postOf('/home/apply', { intent: 'start', household: compound.householdId });
    expect((await answerOf(() => start(args(deps, stranger.actors.resident, foreign)))).status).toBe(404);
  });

  it('lists the draft to go on with, and throws it away on request', async () => {
    const { compound, deps, resident } = await setUp();
    const caseId = await makeWholeDraft(deps, resident, compound, []);
    const list = () => startPage(args(deps, resident, get('/home/apply')));
    expect((await list()).households[0]?.draft).toMatchObject({ caseId, firstOpen: 'documents' });
    const discard = (id: string) =>
      answerOf(() => start(args(deps, resident, postOf('/x', { intent: 'discard', caseId: id }))));
    expect((await discard('nothing')).status).toBe(404);
    expect((await discard(caseId)).status).toBe(302);
    expect((await list()).households[0]?.draft).toBeNull();
  });
});
