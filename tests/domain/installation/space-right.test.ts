import { describe, expect, it } from 'vitest';
import { judgeSpaceClaim, spaceStanding, wholeMonths } from '~/domain/installation/space-right';

describe('whose a space is', () => {
  it.each([
    [
      { kind: 'owned', householdId: 'mine' },
      { ok: true, standing: 'own' },
    ],
    [
      { kind: 'owned', householdId: null },
      { ok: true, standing: 'free' },
    ],
    [
      { kind: 'leased', householdId: 'other' },
      { ok: false, reason: 'other-household' },
    ],
    [
      { kind: 'common', householdId: null },
      { ok: false, reason: 'common-space' },
    ],
    [
      { kind: 'common', householdId: 'mine' },
      { ok: false, reason: 'common-space' },
    ],
  ])('of %o is %o', (space, standing) => expect(spaceStanding(space, 'mine')).toEqual(standing));
});

describe('whole months of a lease', () => {
  it.each([
    ['2026-03-01', '2027-02-28', 12],
    ['2026-03-01', '2027-02-27', 11],
    ['2026-03-15', '2027-03-14', 12],
    ['2024-02-29', '2025-02-28', 12],
    ['2026-03-01', '2026-03-01', 0],
    ['2026-03-02', '2026-03-01', 0],
  ])('from %s to %s are %i', (from, until, months) => expect(wholeMonths(from, until)).toBe(months));
});

describe('a claim on a space', () => {
  const today = '2026-11-21';
  const lease = (leaseFromOn: string | null, leaseUntilOn: string | null) =>
    judgeSpaceClaim({ kind: 'leased', leaseFromOn, leaseUntilOn }, 12, today);

  it('of an owner needs no dates', () => {
    const claim = { kind: 'owned', leaseFromOn: null, leaseUntilOn: null } as const;
    expect(judgeSpaceClaim(claim, 12, today)).toEqual({ ok: true, leaseUntilOn: null });
  });

  it('by a lease of exactly twelve months is enough, to its last day', () => {
    expect(lease('2025-11-22', '2026-11-21')).toEqual({ ok: true, leaseUntilOn: '2026-11-21' });
  });

  it('by a lease that is a day short is not', () => {
    expect(lease('2026-11-02', '2027-10-31')).toEqual({
      ok: false,
      reason: 'lease-too-short',
      months: 11,
      minMonths: 12,
    });
  });

  it('by a lease that ended yesterday is over', () => {
    expect(lease('2024-01-01', '2026-11-20')).toEqual({ ok: false, reason: 'lease-ended' });
  });

  it.each([
    [null, '2027-11-21'],
    ['2026-01-01', null],
    ['2027-01-01', '2026-12-01'],
    ['2026-02-30', '2028-01-01'],
  ])('from %s to %s asks for the dates', (from, until) => {
    expect(lease(from, until)).toEqual({ ok: false, reason: 'lease-dates' });
  });

  it('of a civil-defence space is judged as a lease', () => {
    const claim = { kind: 'civil-defence', leaseFromOn: null, leaseUntilOn: null } as const;
    expect(judgeSpaceClaim(claim, 12, today)).toEqual({ ok: false, reason: 'lease-dates' });
  });
});
