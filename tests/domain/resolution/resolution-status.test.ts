import { describe, expect, it } from 'vitest';
import {
  decideClose,
  decideExternal,
  decideLapse,
  decideWithdraw,
  type OpenResolution,
  RESOLUTION_TRANSITIONS,
} from '~/domain/resolution/resolution-status';

const open: OpenResolution = {
  status: 'open',
  legalMode: 'platform_allowed',
  openedAt: '2026-11-01T00:00:00.000Z',
  closesAt: '2026-11-15T00:00:00.000Z',
  proposerId: 'committee-head',
};
const result = {
  reference: '京业决〔2026〕12号',
  decidedAt: '2026-11-14T00:00:00.000Z',
  evidenceHash: 'ab'.repeat(32),
  passed: true,
};
const afterClose = '2026-11-15T00:00:00.000Z';

describe('the life of a resolution', () => {
  it('ends with the count once voting is over, and binds where the city allows votes here', () => {
    expect(decideClose(open, true, afterClose)).toEqual({ ok: true, status: 'passed', binding: true });
    expect(decideClose(open, false, afterClose)).toEqual({ ok: true, status: 'failed', binding: true });
    expect(decideClose({ ...open, legalMode: 'advisory_only' }, true, afterClose)).toMatchObject({
      binding: false,
    });
  });

  it('does not end while people may still vote', () => {
    expect(decideClose(open, true, '2026-11-14T23:59:59.000Z')).toEqual({
      ok: false,
      reason: 'still-voting',
    });
  });

  it('waits for the result of the official system where the city demands it', () => {
    const beijing = { ...open, legalMode: 'official_external' } as const;
    expect(decideClose(beijing, true, afterClose)).toEqual({ ok: false, reason: 'external-result-needed' });
    expect(decideExternal(beijing, result)).toEqual({ ok: true, status: 'passed', binding: true });
  });

  it('takes no official result without its file, or from before the vote was opened', () => {
    expect(decideExternal(open, { ...result, evidenceHash: ' ' })).toEqual({
      ok: false,
      reason: 'evidence-missing',
    });
    expect(decideExternal(open, { ...result, decidedAt: '2026-10-31T00:00:00.000Z' })).toEqual({
      ok: false,
      reason: 'external-result-before-opening',
    });
  });

  it('lapses when nobody closes it in time', () => {
    expect(decideLapse(open, 30, '2026-12-14T23:59:59.000Z')).toEqual({ ok: false, reason: 'still-voting' });
    expect(decideLapse(open, 30, '2026-12-15T00:00:00.000Z')).toEqual({
      ok: true,
      status: 'lapsed',
      binding: false,
    });
  });

  it('is withdrawn only by its proposer and only before voting ends', () => {
    expect(decideWithdraw(open, 'committee-head', '2026-11-10T00:00:00.000Z')).toMatchObject({
      status: 'withdrawn',
    });
    expect(decideWithdraw(open, 'somebody', '2026-11-10T00:00:00.000Z')).toEqual({
      ok: false,
      reason: 'not-the-proposer',
    });
    expect(decideWithdraw(open, 'committee-head', afterClose)).toEqual({
      ok: false,
      reason: 'result-exists',
    });
  });

  it('never leaves an end state', () => {
    for (const [status, next] of Object.entries(RESOLUTION_TRANSITIONS)) {
      if (status === 'open') continue;
      expect(next).toEqual([]);
      const ended = { ...open, status: status as OpenResolution['status'] };
      expect(decideClose(ended, true, afterClose)).toEqual({ ok: false, reason: 'not-open' });
      expect(decideExternal(ended, result)).toEqual({ ok: false, reason: 'not-open' });
      expect(decideLapse(ended, 0, afterClose)).toEqual({ ok: false, reason: 'not-open' });
      expect(decideWithdraw(ended, 'committee-head', open.openedAt)).toEqual({
        ok: false,
        reason: 'not-open',
      });
    }
  });
});
