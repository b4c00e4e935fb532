import { expect, it } from 'vitest';
import { openDraft } from '~/use-cases/application/open-draft.server';
import { requestMediation } from '~/use-cases/application/request-mediation.server';
import { resubmitCase } from '~/use-cases/application/resubmit-case.server';
import { withdrawCase } from '~/use-cases/application/withdraw-case.server';
import { refuseCase } from '~/use-cases/approval/refuse-case.server';
import { returnForDocuments } from '~/use-cases/approval/return-for-documents.server';
import { addDocument } from '~/use-cases/document/add-document.server';
import type { Db } from '~db/client.server';
import { findLastEntry, reserveCapacity } from '~db/queries/capacity.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { pdfFile } from '../../factories/installation-case';
import { makeFamilyMember, makeSubmittedCase, makeWholeDraft } from '../../factories/resident';
import { describeOnBothDatabases } from '../../setup/database';

const caseOf = (db: Db, id: string) =>
  db.selectFrom('installation_case').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

const lastNoteOf = (db: Db, id: string) =>
  db
    .selectFrom('case_note')
    .select('words')
    .where('case_id', '=', id)
    .orderBy('seq', 'desc')
    .executeTakeFirst();

async function returnFor(deps: TestDeps, compound: TestCompound, caseId: string, kinds: string[]) {
  const input = { caseId, kinds, words: '请补充清晰的照片' };
  const outcome = await returnForDocuments(deps, compound.actors.property, input);
  if (!outcome.ok) throw new Error(outcome.reason);
}

async function refuse(deps: TestDeps, compound: TestCompound, caseId: string) {
  const outcome = await refuseCase(deps, compound.actors.property, {
    caseId,
    reason: 'documents-missing',
    explanation: '缺少车位证明原件',
    loadRate: null,
    missingDocuments: ['space-right'],
    evidence: null,
  });
  if (!outcome.ok) throw new Error(outcome.reason);
}

const otherPdf = { name: '新.pdf', bytes: Buffer.concat([pdfFile.bytes, Buffer.from('\n%2\n')]) };

describeOnBothDatabases('withdrawing a case', (database) => {
  it('ends it, keeps the words and gives its capacity back', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const caseId = await makeSubmittedCase(deps, compound);
    await database.db.transaction().execute((trx) =>
      reserveCapacity(trx, {
        id: deps.newId('cap'),
        compoundId: compound.compoundId,
        transformerId: compound.transformerId,
        feederId: compound.feederId,
        phases: 'A',
        caseId,
        mode: 'direct',
        orderable: true,
        pileKw: 7,
        at: deps.clock(),
        source: '测试',
      }),
    );
    const outcome = await withdrawCase(deps, compound.actors.resident, { caseId, words: '换车位了' });
    expect(outcome).toEqual({ ok: true });
    expect(await caseOf(database.db, caseId)).toMatchObject({
      status: 'withdrawn',
      due_at: null,
      closed_at: deps.clock(),
    });
    expect((await findLastEntry(database.db, compound.compoundId, caseId))?.kind).toBe('released');
    expect(await lastNoteOf(database.db, caseId)).toEqual({ words: '换车位了' });
  });

  it('happens once: the second try says where the case stands', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const caseId = await makeSubmittedCase(deps, compound);
    const tries = await Promise.all(
      [1, 2].map(() => withdrawCase(deps, compound.actors.resident, { caseId })),
    );
    expect(tries.filter((outcome) => outcome.ok)).toEqual([{ ok: true }]);
    expect(tries.find((outcome) => !outcome.ok)).toMatchObject({
      reason: 'moved-on',
      status: 'withdrawn',
    });
  });

  it('frees the space for an application with the same answers', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { resident } = compound.actors;
    const caseId = await makeSubmittedCase(deps, compound);
    await withdrawCase(deps, resident, { caseId });
    const opened = await openDraft(deps, resident, { ...compound, likeCaseId: caseId });
    const row = await caseOf(database.db, opened.ok ? opened.caseId : '');
    expect(JSON.parse(row.draft)).toMatchObject({ spaceId: compound.spaceId, pile: { kw: 7 } });
    expect(JSON.parse(row.draft)).not.toHaveProperty('capacityRead');
  });

  it('copies nothing from a case that is under way or of somebody else', async () => {
    const [compound, stranger] = [await makeCompound(database.db), await makeCompound(database.db)];
    const deps = makeDeps(database.db);
    const running = await makeSubmittedCase(deps, compound);
    const foreign = await makeSubmittedCase(deps, stranger);
    for (const likeCaseId of [running, foreign, 'nothing']) {
      const opened = await openDraft(deps, compound.actors.resident, { ...compound, likeCaseId });
      expect((await caseOf(database.db, opened.ok ? opened.caseId : '')).draft).toBe('{}');
    }
  });

  it('is the household’s: family may, staff may not, strangers see nothing, drafts are thrown away instead', async () => {
    const [compound, stranger] = [await makeCompound(database.db), await makeCompound(database.db)];
    const deps = makeDeps(database.db);
    const caseId = await makeSubmittedCase(deps, compound);
    const forbidden = { ok: false, reason: 'forbidden' };
    expect(await withdrawCase(deps, compound.actors.property, { caseId })).toEqual(forbidden);
    expect(await withdrawCase(deps, stranger.actors.resident, { caseId })).toEqual({
      ok: false,
      reason: 'not-found',
    });
    const draft = await openDraft(deps, compound.actors.resident, compound);
    const draftId = draft.ok ? draft.caseId : '';
    expect(await withdrawCase(deps, compound.actors.resident, { caseId: draftId })).toEqual({
      ok: false,
      reason: 'still-draft',
    });
    const family = await makeFamilyMember(database.db, compound);
    expect(await withdrawCase(deps, family, { caseId })).toMatchObject({ ok: true });
  });
});

describeOnBothDatabases('resubmitting a case', (database) => {
  it('waits for what was asked for, then runs on with the days that were left', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db, '2026-11-20T02:00:00.000Z');
    const { resident } = compound.actors;
    const caseId = await makeSubmittedCase(deps, compound);
    deps.setNow('2026-11-23T02:00:00.000Z');
    await returnFor(deps, compound, caseId, ['space-right']);
    expect(await caseOf(database.db, caseId)).toMatchObject({ status: 'returned', paused_days_left: 2 });
    deps.setNow('2026-12-01T02:00:00.000Z');
    expect(await resubmitCase(deps, resident, { caseId })).toEqual({
      ok: false,
      reason: 'documents-missing',
      kinds: ['space-right'],
    });
    const added = await addDocument(deps, resident, { caseId, kind: 'space-right', file: otherPdf });
    expect(added).toMatchObject({ ok: true, isRepeated: false });
    expect(await resubmitCase(deps, resident, { caseId, words: '已补' })).toEqual({
      ok: true,
      status: 'property_review',
    });
    expect(await caseOf(database.db, caseId)).toMatchObject({ due_at: '2026-12-03T16:00:00.000Z' });
    expect(await lastNoteOf(database.db, caseId)).toEqual({ words: '已补' });
  });

  it('after a refusal goes back to the property with a new clock', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const caseId = await makeSubmittedCase(deps, compound);
    await refuse(deps, compound, caseId);
    deps.setNow('2026-11-23T02:00:00.000Z');
    const file = otherPdf;
    await addDocument(deps, compound.actors.resident, { caseId, kind: 'space-right', file });
    expect(await resubmitCase(deps, compound.actors.resident, { caseId })).toEqual({
      ok: true,
      status: 'property_review',
    });
    expect((await caseOf(database.db, caseId)).due_at).toBe('2026-11-26T16:00:00.000Z');
  });

  it('is not possible while nothing was sent back, for staff or for strangers', async () => {
    const [compound, stranger] = [await makeCompound(database.db), await makeCompound(database.db)];
    const deps = makeDeps(database.db);
    const caseId = await makeSubmittedCase(deps, compound);
    expect(await resubmitCase(deps, compound.actors.resident, { caseId })).toMatchObject({
      reason: 'moved-on',
      status: 'property_review',
    });
    expect(await resubmitCase(deps, compound.actors.property, { caseId })).toMatchObject({
      reason: 'forbidden',
    });
    expect(await resubmitCase(deps, stranger.actors.resident, { caseId })).toMatchObject({
      reason: 'not-found',
    });
  });
});

describeOnBothDatabases('asking for mediation', (database) => {
  const words = '物业没有给出任何证据，请街道办协调。';

  it('hands a refused case to the street office with its clock', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const caseId = await makeSubmittedCase(deps, compound);
    await refuse(deps, compound, caseId);
    expect(await requestMediation(deps, compound.actors.resident, { caseId, words })).toEqual({ ok: true });
    const row = await caseOf(database.db, caseId);
    expect(row.status).toBe('mediation');
    expect(row.due_at).toBe('2026-11-27T16:00:00.000Z');
    expect(await lastNoteOf(database.db, caseId)).toEqual({ words });
  });

  it('needs a reason in words, a refusal before it, and the applicant’s household', async () => {
    const [compound, stranger] = [await makeCompound(database.db), await makeCompound(database.db)];
    const deps = makeDeps(database.db);
    const caseId = await makeSubmittedCase(deps, compound);
    const { resident, property } = compound.actors;
    expect(await requestMediation(deps, resident, { caseId, words })).toMatchObject({ reason: 'moved-on' });
    expect(await requestMediation(deps, resident, { caseId, words: '   不服   ' })).toEqual({
      ok: false,
      reason: 'words-missing',
    });
    expect(await requestMediation(deps, property, { caseId, words })).toMatchObject({ reason: 'forbidden' });
    expect(await requestMediation(deps, stranger.actors.resident, { caseId, words })).toMatchObject({
      reason: 'not-found',
    });
    expect((await caseOf(database.db, caseId)).status).toBe('property_review');
  });

  it('is not for a draft', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const caseId = await makeWholeDraft(deps, compound.actors.resident, compound);
    expect(await requestMediation(deps, compound.actors.resident, { caseId, words })).toMatchObject({
      reason: 'moved-on',
      status: 'draft',
    });
  });
});
