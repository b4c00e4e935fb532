import { describe, expect, it } from 'vitest';
import {
  citePermission,
  majorityFor,
  neededConsent,
  type StandingPermission,
} from '~/domain/resolution/installation-consent';

const own = { space: 'own', newCommonRoute: false } as const;

describe('the consent an installation needs', () => {
  it('is what the compound asks for an own space on an existing route', () => {
    expect(neededConsent('none', own)).toEqual({ rule: 'none', majority: null });
    expect(neededConsent('neighbours_notice', own)).toEqual({ rule: 'neighbours_notice', majority: null });
    expect(neededConsent('assembly', own)).toEqual({ rule: 'assembly', majority: 'ordinary' });
  });

  it('is at least the committee’s decision for a new route through common parts', () => {
    const route = { ...own, newCommonRoute: true };
    expect(neededConsent('none', route)).toEqual({ rule: 'committee_decision', majority: null });
    expect(neededConsent('neighbours_notice', route)).toEqual({ rule: 'committee_decision', majority: null });
    expect(neededConsent('assembly', route)).toEqual({ rule: 'assembly', majority: 'ordinary' });
  });

  it('is always three quarters of the owners for common spaces', () => {
    expect(neededConsent('none', { space: 'common', newCommonRoute: false })).toEqual({
      rule: 'assembly',
      majority: 'special',
    });
  });

  it('is special for common land and ordinary for spending the fund', () => {
    expect(majorityFor('new-transformer')).toBe('special');
    expect(majorityFor('common-spaces')).toBe('special');
    expect(majorityFor('maintenance-fund')).toBe('ordinary');
  });
});

describe('a standing permission', () => {
  const permission: StandingPermission = {
    status: 'passed',
    binding: true,
    topic: 'common-route',
    zones: ['B1'],
    validFromAt: '2026-01-01T00:00:00.000Z',
    validUntilAt: '2027-01-01T00:00:00.000Z',
  };
  const need = { topic: 'common-route', zone: 'B1' } as const;
  const now = '2026-11-21T00:00:00.000Z';

  it('carries a case within its topic, zone and time', () => {
    expect(citePermission(permission, need, now)).toEqual({ ok: true });
    expect(
      citePermission({ ...permission, zones: 'all', validUntilAt: null }, { ...need, zone: 'B9' }, now),
    ).toEqual({ ok: true });
  });

  it.each([
    [{ status: 'failed' as const }, need, now, 'not-passed'],
    [{ binding: false }, need, now, 'not-binding'],
    [{}, { ...need, topic: 'private-piles' as const }, now, 'other-topic'],
    [{}, { ...need, zone: 'B2' }, now, 'other-zone'],
    [{}, need, '2025-12-31T23:59:59.000Z', 'not-yet-valid'],
    [{}, need, '2027-01-01T00:00:00.000Z', 'expired'],
  ])('with %o for %o at %s is refused as %s', (change, wanted, at, reason) => {
    expect(citePermission({ ...permission, ...change }, wanted, at)).toEqual({ ok: false, reason });
  });
});
