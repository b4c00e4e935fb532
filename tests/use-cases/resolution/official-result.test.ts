import { expect, it } from 'vitest';
import {
  type OfficialResultInput,
  recordOfficialResult,
} from '~/use-cases/resolution/record-official-result.server';
import { makeCompound } from '../../factories/compound';
import { pdfFile } from '../../factories/installation-case';
import { describeOnBothDatabases } from '../../setup/database';
import { openedResolution } from './resolution-set-up';

const passing = {
  total: { areaCm2: 90_000_000, heads: 100 },
  participated: { areaCm2: 60_000_000, heads: 67 },
  yes: { areaCm2: 30_000_001, heads: 34 },
};

describeOnBothDatabases('an official result', (database) => {
  async function setUp(options: Parameters<typeof openedResolution>[1] = { committeeRule: 'assembly' }) {
    const opened = await openedResolution(database.db, options);
    opened.deps.setNow('2026-12-10T02:00:00.000Z');
    const record = (change: Partial<OfficialResultInput>, actor = opened.members[0]!) =>
      recordOfficialResult(opened.deps, actor, {
        resolutionId: opened.resolutionId,
        reference: '业主大会 2026-3',
        decidedOn: '2026-12-08',
        tally: passing,
        count: null,
        evidence: pdfFile,
        ...change,
      });
    return { ...opened, record };
  }

  it('passes an owners’ vote that meets both shares, and keeps the figures and the paper', async () => {
    const { record, caseStatus, resolution } = await setUp();
    expect(await record({})).toEqual({ ok: true, status: 'passed' });
    expect(await caseStatus()).toBe('utility_intake');
    expect(JSON.parse((await resolution()).result ?? '{}')).toMatchObject({
      majority: 'ordinary',
      yes: passing.yes,
      reference: '业主大会 2026-3',
      decidedOn: '2026-12-08',
    });
  });

  it('fails by one head, by exactly half of the area, and without the quorum', async () => {
    for (const tally of [
      { ...passing, yes: { areaCm2: 30_000_001, heads: 33 } },
      { ...passing, yes: { areaCm2: 30_000_000, heads: 34 } },
      { ...passing, participated: { areaCm2: 59_999_999, heads: 67 } },
    ]) {
      const { record, caseStatus } = await setUp();
      expect(await record({ tally })).toEqual({ ok: true, status: 'failed' });
      expect(await caseStatus()).toBe('committee_refused');
    }
  });

  it.each([
    [{ evidence: null }, 'evidence-missing'],
    [{ reference: ' ' }, 'evidence-missing'],
    [{ evidence: { name: 'x.pdf', bytes: Buffer.from('text') } }, 'file-type'],
    [{ decidedOn: '2026-12-05' }, 'notice-too-short'],
    [{ decidedOn: '2026-12-11' }, 'decided-in-future'],
    [{ tally: null }, 'figures-missing'],
    [{ tally: { ...passing, yes: { areaCm2: 61_000_000, heads: 40 } } }, 'tally-inconsistent'],
  ])('is not taken with %j: %s', async (change, reason) => {
    const { record, caseStatus } = await setUp();
    expect(await record(change)).toMatchObject({ ok: false, reason });
    expect(await caseStatus()).toBe('committee_review');
  });

  it('is taken once', async () => {
    const { record } = await setUp();
    const outcomes = await Promise.all([record({}), record({})]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toEqual({ ok: false, reason: 'not-open' });
  });

  it('decides for the committee where the vote here is only advice, by the committee’s own shares', async () => {
    const options = { committeeRule: 'committee_decision', legalMode: 'advisory_only', members: 5 } as const;
    const { record, caseStatus } = await setUp(options);
    const outcome = await record({ tally: null, count: { present: 4, yes: 3, no: 1 } });
    expect(outcome).toEqual({ ok: true, status: 'passed' });
    expect(await caseStatus()).toBe('utility_intake');
  });

  it('is not taken where the committee decides here', async () => {
    const { record } = await setUp({ committeeRule: 'committee_decision' });
    expect(await record({})).toEqual({ ok: false, reason: 'decided-here' });
  });

  it('is the committee’s alone, and only of its own compound', async () => {
    const { record, compound } = await setUp();
    expect(await record({}, compound.actors.property)).toEqual({ ok: false, reason: 'forbidden' });
    const other = await makeCompound(database.db);
    expect(await record({}, other.actors.committee)).toEqual({ ok: false, reason: 'not-found' });
  });
});
