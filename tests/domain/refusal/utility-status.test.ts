import { describe, expect, it } from 'vitest';
import { decideUtilityStatus, UTILITY_STATUS_CODES, UTILITY_STATUSES } from '~/domain/refusal/utility-status';

describe('the utility’s status codes', () => {
  it('begin with 已接件 and nothing else', () => {
    expect(decideUtilityStatus(null, 1)).toEqual({ ok: true, code: 1, clock: 'running' });
    for (const code of UTILITY_STATUS_CODES.filter((c) => c !== 1)) {
      expect(decideUtilityStatus(null, code)).toEqual({ ok: false, reason: 'not-allowed-from' });
    }
  });

  it('stop the clock for 补正 and the special procedure, and end it with 不受理 and 办结', () => {
    expect(decideUtilityStatus(1, 6)).toMatchObject({ ok: true, clock: 'paused' });
    expect(decideUtilityStatus(8, 9)).toMatchObject({ ok: true, clock: 'paused' });
    expect(decideUtilityStatus(1, 4)).toMatchObject({ ok: true, clock: 'ended' });
    expect(decideUtilityStatus(8, 11)).toMatchObject({ ok: true, clock: 'ended' });
  });

  it('know no other codes and never leave an end', () => {
    expect(decideUtilityStatus(1, 2)).toEqual({ ok: false, reason: 'unknown-code' });
    expect(decideUtilityStatus(11, 8)).toEqual({ ok: false, reason: 'not-allowed-from' });
  });

  it('can all be reached from the first, and every one that is no end leads to 办结', () => {
    const reach = (from: (typeof UTILITY_STATUS_CODES)[number]) => {
      const seen = new Set([from]);
      for (const code of seen) for (const next of UTILITY_STATUSES[code].next) seen.add(next);
      return seen;
    };
    expect([...reach(1)].sort((a, b) => a - b)).toEqual([...UTILITY_STATUS_CODES]);
    for (const code of UTILITY_STATUS_CODES) {
      if (UTILITY_STATUSES[code].clock !== 'ended') expect(reach(code).has(11)).toBe(true);
    }
  });
});
