import { expect, it } from 'vitest';
import { agreeToCase } from '~/use-cases/approval/agree-to-case.server';
import { decideMediation, type MediationInput } from '~/use-cases/mediation/decide-mediation.server';
import { castVote } from '~/use-cases/resolution/cast-vote.server';
import { closeResolution } from '~/use-cases/resolution/close-resolution.server';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { listLettersOfCase } from '~db/queries/letters.server';
import { makeCompound } from '../../factories/compound';
import { describeOnBothDatabases } from '../../setup/database';
import { openedResolution } from '../resolution/resolution-set-up';

describeOnBothDatabases('decideMediation', (database) => {
  /** A case whose committee has refused it and whose resident has asked the street office. */
  async function setUp(committeeRule: 'committee_decision' | 'assembly' = 'committee_decision') {
    const opened = await openedResolution(database.db, { committeeRule });
    const { deps, compound, caseId, members, resolutionId } = opened;
    await castVote(deps, members[0]!, { resolutionId, choice: 'no', note: null });
    await closeResolution(deps, members[0]!, { resolutionId });
    await deps.db.transaction().execute((trx) =>
      advanceCase(trx, deps, {
        compoundId: compound.compoundId,
        caseId,
        event: 'mediation_requested',
        actorId: compound.actors.resident.personId,
        actorRole: 'resident',
      }),
    );
    const decide = (change: Partial<MediationInput> = {}, actor = compound.actors.supervisor) =>
      decideMediation(deps, actor, {
        caseId,
        decision: 'overrule',
        ground: 'evidence-insufficient',
        words: '理由不在清单内',
        ...change,
      });
    return { ...opened, decide };
  }

  it('overrules: the property decides again with a fresh clock, and the committee is not asked twice', async () => {
    const { decide, caseStatus, deps, compound, caseId } = await setUp();
    expect(await decide()).toEqual({ ok: true, status: 'property_review' });
    const again = await agreeToCase(deps, compound.actors.property, { caseId, conditions: [] });
    expect(again).toMatchObject({ ok: true, consent: null });
    expect(await caseStatus()).toBe('utility_intake');
    const letters = await listLettersOfCase(database.db, compound.compoundId, caseId);
    expect(letters.map((letter) => letter.revokedAt === null).sort()).toEqual([false, true]);
  });

  it('upholds: the case is closed for good', async () => {
    const { decide, caseStatus } = await setUp();
    expect(await decide({ decision: 'uphold', ground: 'safety-first' })).toEqual({
      ok: true,
      status: 'closed_refused',
    });
    expect(await caseStatus()).toBe('closed_refused');
  });

  it('needs words and a ground that fits the decision', async () => {
    const { decide } = await setUp();
    expect(await decide({ words: '' })).toEqual({ ok: false, reason: 'words-missing' });
    expect(await decide({ ground: 'safety-first' })).toEqual({ ok: false, reason: 'ground-does-not-fit' });
  });

  it('is decided once when two officers decide at the same time', async () => {
    const { decide } = await setUp();
    const outcomes = await Promise.all([decide(), decide({ decision: 'uphold', ground: 'no-right' })]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ reason: 'moved-on' });
  });

  it('is the street office’s alone, and only of its own compounds', async () => {
    const { decide, compound } = await setUp();
    expect(await decide({}, compound.actors.property)).toEqual({ ok: false, reason: 'forbidden' });
    expect(await decide({}, compound.actors.committee)).toEqual({ ok: false, reason: 'forbidden' });
    const other = await makeCompound(database.db);
    expect(await decide({}, other.actors.supervisor)).toEqual({ ok: false, reason: 'not-found' });
  });
});
