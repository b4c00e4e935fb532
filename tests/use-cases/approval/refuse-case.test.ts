import { expect, it } from 'vitest';
import { type RefuseInput, refuseCase } from '~/use-cases/approval/refuse-case.server';
import { listShownDocuments } from '~db/queries/case-file.server';
import { listCaseEvents } from '~db/queries/cases.server';
import { addStaff, type CompoundOptions, makeCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { makeCaseInReview, pdfFile } from '../../factories/installation-case';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('refuseCase', (database) => {
  async function setUp(options: CompoundOptions = {}) {
    const compound = await makeCompound(database.db, options);
    const deps = makeDeps(database.db);
    const { caseId } = await makeCaseInReview(deps, compound);
    const refusal = (change: Partial<RefuseInput>): RefuseInput => ({
      caseId,
      reason: 'capacity',
      explanation: '1 号变压器夏季重载',
      loadRate: null,
      missingDocuments: [],
      evidence: null,
      ...change,
    });
    const events = () => listCaseEvents(database.db, compound.compoundId, caseId);
    return { compound, deps, caseId, refusal, events, manager: compound.actors.property };
  }

  it('stands for capacity above 80 % with the record as evidence, and keeps the words beside the log', async () => {
    const { deps, manager, refusal, events, compound, caseId } = await setUp();
    const input = refusal({ loadRate: 0.86, evidence: { kind: 'load-rate-record', file: pdfFile } });
    expect(await refuseCase(deps, manager, input)).toEqual({ ok: true });
    const last = (await events()).at(-1);
    expect(last).toMatchObject({ kind: 'property_refused', words: '1 号变压器夏季重载' });
    const data = JSON.parse(last?.data ?? '{}');
    expect(data).toMatchObject({
      reason: 'capacity',
      loadRate: 0.86,
      wordsSha256: deps.sha256('1 号变压器夏季重载'),
    });
    expect(data.measuredLoadRate).toBeCloseTo(420 / (800 * 0.95), 6);
    expect(last?.data).not.toContain('重载');
    const documents = await listShownDocuments(database.db, compound.compoundId, caseId);
    expect(documents).toMatchObject([
      { id: data.evidenceDocumentId, kind: 'load-rate-record', media_type: 'application/pdf' },
    ]);
  });

  it('takes the system’s own measurement as evidence where it is above 80 %', async () => {
    const { deps, manager, refusal, events } = await setUp({ ratedKva: 500, basePeakKw: 420 });
    expect(await refuseCase(deps, manager, refusal({}))).toEqual({ ok: true });
    expect(JSON.parse((await events()).at(-1)?.data ?? '{}').loadRate).toBeCloseTo(420 / 475, 6);
  });

  it('does not stand for capacity at or below 80 %, whoever measured', async () => {
    const { deps, manager, refusal, events } = await setUp();
    const measured = await refuseCase(deps, manager, refusal({}));
    expect(measured).toMatchObject({ ok: false, reason: 'load-rate-too-low', minimum: 0.8 });
    const given = refusal({ loadRate: 0.8, evidence: { kind: 'load-rate-record', file: pdfFile } });
    expect(await refuseCase(deps, manager, given)).toMatchObject({ ok: false, reason: 'load-rate-too-low' });
    expect(await events()).toHaveLength(1);
  });

  it.each([
    [{ reason: 'inconvenient' }, 'unknown-reason'],
    [{ reason: 'owner-objection' }, 'objection-needs-mediation'],
    [{ reason: 'fire-conditions' }, 'evidence-missing'],
    [{ reason: 'fire-conditions', explanation: '  ' }, 'explanation-missing'],
    [{ reason: 'documents-missing' }, 'missing-documents-unnamed'],
    [{ reason: 'documents-missing', missingDocuments: ['horoscope'] }, 'kind-not-asked'],
    [
      {
        reason: 'fire-conditions',
        evidence: { kind: 'space-register' as const, file: pdfFile },
      },
      'evidence-missing',
    ],
    [
      {
        reason: 'fire-conditions',
        evidence: {
          kind: 'fire-authority-document' as const,
          file: { name: 'a.pdf', bytes: Buffer.from('plain') },
        },
      },
      'file-type',
    ],
  ])('refuses the refusal %j: %s', async (change, reason) => {
    const { deps, manager, refusal, events } = await setUp();
    expect(await refuseCase(deps, manager, refusal(change))).toMatchObject({ ok: false, reason });
    expect(await events()).toHaveLength(1);
  });

  it('removes the file again when the refusal does not stand', async () => {
    const { deps, manager, refusal } = await setUp();
    const kept = new Set<string>();
    const { put, remove } = deps.documents;
    deps.documents.put = async (key, bytes) => {
      kept.add(key);
      await put(key, bytes);
    };
    deps.documents.remove = async (key) => {
      kept.delete(key);
      await remove(key);
    };
    await refuseCase(
      deps,
      manager,
      refusal({ loadRate: 0.5, evidence: { kind: 'load-rate-record', file: pdfFile } }),
    );
    expect([...kept]).toEqual([]);
  });

  it('lets one of two managers win and tells the other what happened', async () => {
    const { deps, manager, refusal, compound } = await setUp({ ratedKva: 500 });
    const colleague = await addStaff(database.db, 'property', compound.organisations.property);
    const outcomes = await Promise.all(
      [manager, colleague].map((actor) => refuseCase(deps, actor, refusal({}))),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({
      reason: 'moved-on',
      status: 'property_refused',
      last: { kind: 'property_refused' },
    });
  });

  it('is the property’s alone, and only of its own compounds', async () => {
    const { deps, refusal, compound } = await setUp();
    expect(await refuseCase(deps, compound.actors.utility, refusal({}))).toEqual({
      ok: false,
      reason: 'forbidden',
    });
    const other = await makeCompound(database.db);
    expect(await refuseCase(deps, other.actors.property, refusal({}))).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });
});
