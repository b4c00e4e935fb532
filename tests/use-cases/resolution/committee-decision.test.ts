import { expect, it } from 'vitest';
import { castVote } from '~/use-cases/resolution/cast-vote.server';
import { closeDueResolutions } from '~/use-cases/resolution/close-due-resolutions.server';
import { closeResolution } from '~/use-cases/resolution/close-resolution.server';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { listCaseEvents } from '~db/queries/cases.server';
import { listLettersOfCase } from '~db/queries/letters.server';
import { listVotes, type VoteChoice } from '~db/queries/resolutions.server';
import { addStaff, makeCompound } from '../../factories/compound';
import { describeOnBothDatabases } from '../../setup/database';
import { openedResolution } from './resolution-set-up';

describeOnBothDatabases('a committee decision', (database) => {
  async function setUp(
    options: { legalMode?: 'platform_allowed' | 'advisory_only' | 'official_external' } = {},
  ) {
    const opened = await openedResolution(database.db, {
      committeeRule: 'committee_decision',
      members: 5,
      ...options,
    });
    const vote = (index: number, choice: VoteChoice) =>
      castVote(opened.deps, opened.members[index]!, {
        resolutionId: opened.resolutionId,
        choice,
        note: null,
      });
    const close = (index = 0) =>
      closeResolution(opened.deps, opened.members[index]!, { resolutionId: opened.resolutionId });
    return { ...opened, vote, close };
  }

  it('passes with three of five, announced before its end, and hands the case to the utility', async () => {
    const { vote, close, caseStatus, resolution } = await setUp();
    await vote(0, 'yes');
    await vote(1, 'yes');
    expect(await close()).toEqual({ ok: false, reason: 'still-voting' });
    const third = await vote(2, 'yes');
    expect(third).toMatchObject({
      ok: true,
      standing: { isSettled: true, yes: 3, verdict: { ok: true, neededYes: 3, neededParticipation: 3 } },
    });
    expect(await close()).toEqual({ ok: true, status: 'passed' });
    expect(await caseStatus()).toBe('utility_intake');
    expect(await resolution()).toMatchObject({ status: 'passed', decided_at: '2026-11-20T02:00:00.000Z' });
  });

  it('fails as soon as a majority is out of reach, and takes the letter out of force', async () => {
    const { vote, close, caseStatus, compound, caseId } = await setUp();
    await vote(0, 'no');
    await vote(1, 'no');
    await vote(2, 'abstain');
    expect(await close()).toEqual({ ok: false, reason: 'still-voting' });
    await vote(2, 'no');
    expect(await close()).toEqual({ ok: true, status: 'failed' });
    expect(await caseStatus()).toBe('committee_refused');
    const [letter] = await listLettersOfCase(database.db, compound.compoundId, caseId);
    expect(letter?.revokedAt).not.toBeNull();
  });

  it('counts a member once and the last vote only', async () => {
    const { vote, compound, resolutionId } = await setUp();
    await vote(0, 'no');
    const second = await vote(0, 'yes');
    expect(second).toMatchObject({ ok: true, standing: { yes: 1, no: 0 } });
    expect(await listVotes(database.db, compound.compoundId, resolutionId)).toHaveLength(1);
  });

  it('decides once when all vote and close at the same time', async () => {
    const { vote, close, compound, caseId } = await setUp();
    await Promise.all([0, 1, 2, 3, 4].map((index) => vote(index, 'yes')));
    const outcomes = await Promise.all([0, 1, 2, 3, 4].map(close));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    for (const outcome of outcomes.filter((other) => !other.ok)) {
      expect(outcome).toEqual({ ok: false, reason: 'not-open' });
    }
    const kinds = (await listCaseEvents(database.db, compound.compoundId, caseId)).map((event) => event.kind);
    expect(kinds.filter((kind) => kind === 'committee_passed')).toHaveLength(1);
  });

  it('takes no vote after it is closed', async () => {
    const { vote, close } = await setUp();
    await Promise.all([0, 1, 2].map((index) => vote(index, 'yes')));
    await close();
    expect(await vote(3, 'no')).toEqual({ ok: false, reason: 'not-open' });
  });

  it('is for the members of the day it was opened', async () => {
    const { compound, deps, resolutionId } = await setUp();
    const late = await addStaff(database.db, 'committee', compound.organisations.committee);
    expect(await castVote(deps, late, { resolutionId, choice: 'yes', note: null })).toEqual({
      ok: false,
      reason: 'not-a-member',
    });
  });

  it('is closed by the clock at its end when enough have taken part, once', async () => {
    const { vote, deps, resolution, resolutionId, caseStatus } = await setUp();
    await vote(0, 'yes');
    await vote(1, 'yes');
    await vote(2, 'no');
    deps.setNow((await resolution()).closes_at);
    const runs = await Promise.all([closeDueResolutions(deps), closeDueResolutions(deps)]);
    expect(runs.flatMap((run) => run.closed).filter((id) => id === resolutionId)).toEqual([resolutionId]);
    expect(await caseStatus()).toBe('committee_refused');
  });

  it('stays open without a quorum and lapses only after the days of grace', async () => {
    const { vote, close, deps, resolution, resolutionId, caseStatus } = await setUp();
    await vote(0, 'yes');
    deps.setNow((await resolution()).closes_at);
    expect((await closeDueResolutions(deps)).closed).not.toContain(resolutionId);
    expect(await close()).toEqual({ ok: false, reason: 'quorum' });
    expect(await caseStatus()).toBe('committee_review');
    deps.setNow('2027-03-01T00:00:00.000Z');
    expect((await closeDueResolutions(deps)).closed).toContain(resolutionId);
    expect(await resolution()).toMatchObject({ status: 'lapsed' });
    expect(await caseStatus()).toBe('committee_refused');
  });

  it.each(['advisory_only', 'official_external'] as const)('binds nobody in mode %s', async (legalMode) => {
    const { vote, close, caseStatus } = await setUp({ legalMode });
    await Promise.all([0, 1, 2].map((index) => vote(index, 'yes')));
    expect(await close()).toEqual({ ok: false, reason: 'external-result-needed' });
    expect(await caseStatus()).toBe('committee_review');
  });

  it('is withdrawn with its case', async () => {
    const { vote, close, compound, deps, caseId, resolution } = await setUp();
    await Promise.all([0, 1, 2].map((index) => vote(index, 'yes')));
    await deps.db.transaction().execute((trx) =>
      advanceCase(trx, deps, {
        compoundId: compound.compoundId,
        caseId,
        event: 'withdrawn',
        actorId: compound.actors.resident.personId,
        actorRole: 'resident',
      }),
    );
    expect(await close()).toEqual({ ok: false, reason: 'case-moved-on' });
    expect(await resolution()).toMatchObject({ status: 'withdrawn' });
  });

  it('is the committee’s alone, and only of its own compound', async () => {
    const { compound, deps, resolutionId } = await setUp();
    for (const role of ['resident', 'property', 'utility', 'supervisor'] as const) {
      const actor = compound.actors[role];
      const refused = { ok: false, reason: 'forbidden' };
      expect(await castVote(deps, actor, { resolutionId, choice: 'yes', note: null })).toEqual(refused);
      expect(await closeResolution(deps, actor, { resolutionId })).toEqual(refused);
    }
    const other = await makeCompound(database.db);
    const unseen = { ok: false, reason: 'not-found' };
    expect(await castVote(deps, other.actors.committee, { resolutionId, choice: 'yes', note: null })).toEqual(
      unseen,
    );
    expect(await closeResolution(deps, other.actors.committee, { resolutionId })).toEqual(unseen);
  });
});
