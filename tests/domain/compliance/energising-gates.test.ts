import { describe, expect, it } from 'vitest';
import { type EnergisingContext, energisingGates } from '~/domain/compliance/energising-gates';

const ready: EnergisingContext = {
  acceptance: 'pass',
  meterNumber: '4100012345678',
  pileKind: 'shared',
  subsidised: true,
  tradeSettlement: true,
  verification: { certificateNumber: 'JD-2026-118', validUntilOn: '2029-11-01' },
  platformLinkedAt: '2026-11-20T03:00:00.000Z',
  cccNumber: '2026011600000001',
  installedOn: '2026-11-10',
  energiseOn: '2026-11-21',
};

describe('the gates before energising', () => {
  it('are open when everything is in place, also after an acceptance with minor defects', () => {
    expect(energisingGates(ready)).toEqual([]);
    expect(energisingGates({ ...ready, acceptance: 'pass-with-minor' })).toEqual([]);
  });

  it.each<[Partial<EnergisingContext>, string]>([
    [{ acceptance: null }, 'acceptance-missing'],
    [{ acceptance: 'fail' }, 'acceptance-failed'],
    [{ meterNumber: ' ' }, 'meter-number'],
    [{ verification: null }, 'verification-missing'],
    [{ verification: { certificateNumber: 'JD-1', validUntilOn: '2026-11-20' } }, 'verification-expired'],
    [{ platformLinkedAt: null }, 'platform-link'],
    [{ cccNumber: null }, 'ccc-certificate'],
  ])('with %o stay shut for %s', (change, gate) => {
    expect(energisingGates({ ...ready, ...change })).toEqual([gate]);
  });

  it('count a verification as valid on its last day', () => {
    const verification = { certificateNumber: 'JD-1', validUntilOn: '2026-11-21' };
    expect(energisingGates({ ...ready, verification })).toEqual([]);
  });

  it('ask a resident’s own pile on the utility’s meter for neither verification nor platform', () => {
    const own = {
      ...ready,
      pileKind: 'private',
      tradeSettlement: false,
      verification: null,
      platformLinkedAt: null,
    } as const;
    expect(energisingGates(own)).toEqual([]);
  });

  it('ask a shared pile for the platform only when it is subsidised, a public one always', () => {
    const unlinked = { ...ready, subsidised: false, platformLinkedAt: null };
    expect(energisingGates(unlinked)).toEqual([]);
    expect(energisingGates({ ...unlinked, pileKind: 'public' })).toEqual(['platform-link']);
  });

  it('ask for CCC from the first day of August 2026 by the date of installation', () => {
    expect(energisingGates({ ...ready, cccNumber: null, installedOn: '2026-07-31' })).toEqual([]);
    expect(energisingGates({ ...ready, cccNumber: null, installedOn: '2026-08-01' })).toEqual([
      'ccc-certificate',
    ]);
  });

  it('are all named at once', () => {
    const bare = {
      ...ready,
      acceptance: null,
      meterNumber: null,
      verification: null,
      platformLinkedAt: null,
      cccNumber: null,
    };
    expect(energisingGates(bare)).toEqual([
      'acceptance-missing',
      'meter-number',
      'verification-missing',
      'platform-link',
      'ccc-certificate',
    ]);
  });
});
