import { expect, it } from 'vitest';
import { answerObjection } from '~/use-cases/resolution/answer-objection.server';
import { castVote } from '~/use-cases/resolution/cast-vote.server';
import { closeDueResolutions } from '~/use-cases/resolution/close-due-resolutions.server';
import { closeResolution } from '~/use-cases/resolution/close-resolution.server';
import { raiseObjection } from '~/use-cases/resolution/raise-objection.server';
import { listObjections } from '~db/queries/resolutions.server';
import { makeCompound } from '../../factories/compound';
import { describeOnBothDatabases } from '../../setup/database';
import { openedResolution } from './resolution-set-up';

describeOnBothDatabases('a notice to the neighbours', (database) => {
  async function setUp() {
    const opened = await openedResolution(database.db, { committeeRule: 'neighbours_notice' });
    const { deps, resolutionId, members, compound } = opened;
    const object = (reason = '线路从我家窗下过') =>
      raiseObjection(deps, opened.neighbour.actor, { resolutionId, reason });
    const answer = async (upheld: boolean, words = '线路改走北侧') => {
      const [objection] = await listObjections(database.db, compound.compoundId, resolutionId);
      const objectionId = objection?.id ?? '';
      return answerObjection(deps, members[0]!, { resolutionId, objectionId, upheld, words });
    };
    const close = () => closeResolution(deps, members[0]!, { resolutionId });
    const end = '2026-11-27T16:00:00.000Z';
    return { ...opened, object, answer, close, end };
  }

  it('passes by itself at its end when nobody has objected', async () => {
    const { deps, resolutionId, caseStatus, close, end } = await setUp();
    expect(await close()).toEqual({ ok: false, reason: 'notice-running', endsAt: end });
    deps.setNow('2026-11-27T15:59:59.999Z');
    expect((await closeDueResolutions(deps)).closed).not.toContain(resolutionId);
    deps.setNow(end);
    expect((await closeDueResolutions(deps)).closed).toContain(resolutionId);
    expect(await caseStatus()).toBe('utility_intake');
  });

  it('waits for an answer to every objection', async () => {
    const { deps, object, answer, close, resolutionId, caseStatus, end } = await setUp();
    expect(await object()).toMatchObject({ ok: true });
    deps.setNow(end);
    expect((await closeDueResolutions(deps)).closed).not.toContain(resolutionId);
    expect(await close()).toEqual({ ok: false, reason: 'objections-open', open: 1 });
    expect(await answer(false)).toEqual({ ok: true });
    expect(await close()).toEqual({ ok: true, status: 'passed' });
    expect(await caseStatus()).toBe('utility_intake');
  });

  it('fails where an objection is upheld', async () => {
    const { object, answer, close, caseStatus } = await setUp();
    await object();
    await answer(true);
    expect(await close()).toEqual({ ok: true, status: 'failed' });
    expect(await caseStatus()).toBe('committee_refused');
  });

  it('takes one objection of a household, also when two are sent at once', async () => {
    const { object } = await setUp();
    const outcomes = await Promise.all([object('噪声'), object('占道')]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toEqual({ ok: false, reason: 'already-objected' });
  });

  it('keeps the first answer to an objection', async () => {
    const { object, answer } = await setUp();
    await object();
    const outcomes = await Promise.all([answer(false), answer(true)]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toEqual({ ok: false, reason: 'already-answered' });
  });

  it('takes no objection without a reason, from the applicant, or after its end', async () => {
    const { deps, object, compound, resolutionId, end } = await setUp();
    expect(await object(' ')).toEqual({ ok: false, reason: 'reason-missing' });
    expect(await raiseObjection(deps, compound.actors.resident, { resolutionId, reason: '不' })).toEqual({
      ok: false,
      reason: 'own-request',
    });
    deps.setNow(end);
    expect(await object()).toEqual({ ok: false, reason: 'period-over' });
  });

  it('asks for words in an answer and takes no votes', async () => {
    const { deps, object, answer, members, resolutionId } = await setUp();
    await object();
    expect(await answer(false, '')).toEqual({ ok: false, reason: 'words-missing' });
    expect(await castVote(deps, members[0]!, { resolutionId, choice: 'yes', note: null })).toEqual({
      ok: false,
      reason: 'not-a-vote',
    });
  });

  it('hears residents of the compound only and is answered by its committee only', async () => {
    const { deps, object, compound, resolutionId } = await setUp();
    await object();
    const other = await makeCompound(database.db);
    expect(await raiseObjection(deps, other.actors.resident, { resolutionId, reason: '不' })).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await raiseObjection(deps, compound.actors.property, { resolutionId, reason: '不' })).toEqual({
      ok: false,
      reason: 'forbidden',
    });
    const answer = { resolutionId, objectionId: 'obj_x', upheld: false, words: '好' };
    expect(await answerObjection(deps, compound.actors.property, answer)).toEqual({
      ok: false,
      reason: 'forbidden',
    });
    expect(await answerObjection(deps, other.actors.committee, answer)).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });
});
