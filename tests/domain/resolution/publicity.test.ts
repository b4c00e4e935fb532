import { describe, expect, it } from 'vitest';
import { judgeAssemblyNotice, judgePublicity, type Publicity } from '~/domain/resolution/publicity';
import { instantFromLocal } from '~/domain/shared/local-time';

const calendar = { knownUntilOn: '2026-12-31', days: {} };
const sevenDays = { minimum: { amount: 7, unit: 'days' }, openObjectionsBlock: true } as const;
const fiveWorkingDays = { minimum: { amount: 5, unit: 'working-days' }, openObjectionsBlock: true } as const;
const posted: Publicity = { postedAt: instantFromLocal('2026-11-20', 600), removedAt: null, objections: [] };
const objection = { id: 'o1', raisedAt: instantFromLocal('2026-11-22'), handledAt: null, upheld: false };

describe('a public notice', () => {
  it('is complete at the end of its seventh day, not before', () => {
    const endsAt = instantFromLocal('2026-11-27', 1440);
    expect(judgePublicity(posted, sevenDays, instantFromLocal('2026-11-27', 1439), calendar)).toEqual({
      ok: false,
      reason: 'not-yet',
      endsAt,
    });
    expect(judgePublicity(posted, sevenDays, endsAt, calendar)).toEqual({ ok: true, endsAt, objections: 0 });
  });

  it('of five working days spans the weekend', () => {
    expect(judgePublicity(posted, fiveWorkingDays, instantFromLocal('2026-11-28'), calendar)).toMatchObject({
      ok: true,
    });
    expect(judgePublicity(posted, fiveWorkingDays, instantFromLocal('2026-11-27'), calendar)).toMatchObject({
      ok: false,
    });
  });

  it('is void when taken down early', () => {
    const removed = { ...posted, removedAt: instantFromLocal('2026-11-25') };
    expect(judgePublicity(removed, sevenDays, instantFromLocal('2026-12-01'), calendar)).toMatchObject({
      reason: 'removed-early',
    });
  });

  it('waits for an answer to every objection and falls with one that is upheld', () => {
    const now = instantFromLocal('2026-12-01');
    expect(judgePublicity({ ...posted, objections: [objection] }, sevenDays, now, calendar)).toMatchObject({
      reason: 'objections-open',
      objectionIds: ['o1'],
    });
    const handled = { ...objection, handledAt: instantFromLocal('2026-11-24') };
    expect(judgePublicity({ ...posted, objections: [handled] }, sevenDays, now, calendar)).toMatchObject({
      ok: true,
      objections: 1,
    });
    const upheld = { ...handled, upheld: true };
    expect(judgePublicity({ ...posted, objections: [upheld] }, sevenDays, now, calendar)).toMatchObject({
      reason: 'objections-upheld',
    });
  });

  it('does not end in days whose holidays are not published yet', () => {
    const late = { ...posted, postedAt: instantFromLocal('2026-12-28') };
    expect(judgePublicity(late, fiveWorkingDays, instantFromLocal('2027-02-01'), calendar)).toMatchObject({
      reason: 'calendar-provisional',
    });
  });
});

describe('the notice of an assembly', () => {
  const notice = { postedAt: instantFromLocal('2026-11-01', 600), topicIds: ['route'] };
  const fifteenDays = { amount: 15, unit: 'days' } as const;

  it('must be fifteen days old when the vote begins', () => {
    const early = { voteAt: instantFromLocal('2026-11-16', 600), topicId: 'route' };
    expect(judgeAssemblyNotice(notice, early, fifteenDays, calendar)).toEqual({
      ok: false,
      reason: 'notice-too-short',
      earliestAt: instantFromLocal('2026-11-17'),
    });
    const later = { voteAt: instantFromLocal('2026-11-17'), topicId: 'route' };
    expect(judgeAssemblyNotice(notice, later, fifteenDays, calendar)).toEqual({ ok: true });
  });

  it('must name the topic voted on', () => {
    const vote = { voteAt: instantFromLocal('2026-12-01'), topicId: 'fund' };
    expect(judgeAssemblyNotice(notice, vote, fifteenDays, calendar)).toMatchObject({
      reason: 'topic-not-posted',
    });
  });
});
