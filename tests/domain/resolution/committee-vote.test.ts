import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMITTEE_RULES, committeeOutOfReach, decideCommittee } from '~/domain/resolution/committee-vote';

const { beijing, shaoxing } = COMMITTEE_RULES;

describe('a committee decision', () => {
  it('of five members needs three present and three agreeing, and says so', () => {
    expect(decideCommittee({ members: 5, present: 3, yes: 3, no: 0 }, beijing)).toEqual({
      ok: true,
      members: 5,
      participated: 3,
      neededParticipation: 3,
      yes: 3,
      neededYes: 3,
    });
  });

  it('of six members is made by three in Shaoxing but needs four in Beijing', () => {
    const count = { members: 6, present: 3, yes: 3, no: 0 };
    expect(decideCommittee(count, shaoxing)).toMatchObject({ ok: true });
    expect(decideCommittee(count, beijing)).toMatchObject({
      ok: false,
      reason: 'quorum',
      neededParticipation: 4,
    });
  });

  it('needs the majority of all members, not of those present', () => {
    expect(decideCommittee({ members: 7, present: 4, yes: 3, no: 1 }, beijing)).toMatchObject({
      ok: false,
      reason: 'majority',
      neededYes: 4,
    });
  });

  it('is not judged on numbers that do not fit together', () => {
    expect(decideCommittee({ members: 5, present: 6, yes: 3, no: 0 }, beijing)).toMatchObject({
      reason: 'count-inconsistent',
    });
    expect(decideCommittee({ members: 5, present: 3, yes: 2, no: 2 }, beijing)).toMatchObject({
      reason: 'count-inconsistent',
    });
    expect(decideCommittee({ members: 0, present: 0, yes: 0, no: 0 }, beijing)).toMatchObject({
      reason: 'no-members',
    });
  });

  it('is out of reach exactly when full attendance and agreement of the rest would not make it', () => {
    const count = fc
      .tuple(fc.integer({ min: 1, max: 15 }), fc.nat(), fc.nat(), fc.nat())
      .map(([members, p, y, n]) => {
        const present = p % (members + 1);
        const yes = y % (present + 1);
        return { members, present, yes, no: n % (present - yes + 1) };
      });
    fc.assert(
      fc.property(count, fc.constantFrom(beijing, shaoxing), (c, rule) => {
        const best = { ...c, present: c.members, yes: c.members - c.no };
        expect(committeeOutOfReach(c, rule)).toBe(!decideCommittee(best, rule).ok);
      }),
    );
  });
});
