import { describe, expect, it } from 'vitest';
import { type AcceptanceValues, judgeAcceptance } from '~/domain/compliance/acceptance';
import {
  ACCEPTANCE_ITEMS,
  type AcceptanceContext,
  acceptanceItemsFor,
} from '~/domain/compliance/acceptance-items';

const own: AcceptanceContext = {
  pileKind: 'private',
  location: 'underground',
  earthing: 'TN',
  ordered: true,
  plannedSectionMm2: 6,
  ratedCurrentA: 32,
};
const shared: AcceptanceContext = { ...own, pileKind: 'shared', location: 'outdoor' };

const measuredWell: Record<string, number> = {
  'mount-height': 1.5,
  'edge-clearance': 0.4,
  'cable-section': 6,
  'breaker-rating': 40,
  'rcd-current': 30,
  'rcd-trip-time': 0.1,
  'earth-resistance': 4,
  'insulation-resistance': 10,
  'full-load-temperature': 45,
  'ip-outdoor': 54,
  'ip-indoor': 32,
  photos: 4,
};

function flawless(context: AcceptanceContext): AcceptanceValues {
  return Object.fromEntries(
    acceptanceItemsFor(context).map((item) => {
      if (item.kind === 'yes-no') return [item.key, true];
      return [item.key, item.kind === 'text' ? 'checked' : measuredWell[item.key]];
    }),
  );
}
const keysOf = (context: AcceptanceContext) => acceptanceItemsFor(context).map((item) => item.key);

describe('the acceptance checklist', () => {
  it('names every item once in both languages', () => {
    expect(new Set(ACCEPTANCE_ITEMS.map((item) => item.key)).size).toBe(ACCEPTANCE_ITEMS.length);
    for (const item of ACCEPTANCE_ITEMS) {
      expect(item.name).toMatch(/[\u4e00-\u9fff]/);
      expect(item.english).toMatch(/^[A-Z][ -~]+$/);
      if (item.kind === 'measured') expect(item.unit).not.toBe('');
    }
  });

  it('asks of a resident’s own pile neither emergency stop nor price board, of a shared one both', () => {
    expect(keysOf(own)).not.toContain('emergency-stop');
    expect(keysOf(own)).not.toContain('price-board');
    expect(keysOf(shared)).toEqual(
      expect.arrayContaining(['emergency-stop', 'price-board', 'insurance-policy', 'camera']),
    );
  });

  it('asks for fire zone conditions under cover and the outdoor protection outside', () => {
    expect(keysOf(own)).toEqual(expect.arrayContaining(['fire-zone', 'ip-indoor']));
    expect(keysOf(shared)).toContain('ip-outdoor');
    expect(keysOf(shared)).not.toContain('fire-zone');
  });

  it('asks a private pile to be online only when it is ordered', () => {
    expect(keysOf(own)).toContain('online');
    expect(keysOf({ ...own, ordered: false })).not.toContain('online');
  });
});

describe('judging an acceptance', () => {
  it.each([own, shared])('passes with every value exactly at its limit', (context) => {
    expect(judgeAcceptance(flawless(context), context)).toMatchObject({
      ok: true,
      result: 'pass',
      major: [],
      minor: [],
    });
  });

  it('is incomplete while any mandatory item lacks a value, and lists all of them', () => {
    const values = { ...flawless(own), 'earth-resistance': null, 'signed-owner': '  ', photos: undefined };
    expect(judgeAcceptance(values, own)).toEqual({
      ok: false,
      reason: 'incomplete',
      missing: ['earth-resistance', 'photos', 'signed-owner'],
    });
  });

  it('does not take a missing value for each mandatory item in turn', () => {
    for (const item of acceptanceItemsFor(own)) {
      const verdict = judgeAcceptance({ ...flawless(own), [item.key]: null }, own);
      expect(verdict.ok).toBe(!item.mandatory);
    }
  });

  it.each([
    ['earth-resistance', 4.1],
    ['rcd-current', 31],
    ['rcd-trip-time', 0.31],
    ['cable-section', 4],
    ['insulation-resistance', 0.9],
    ['pe-continuity', false],
  ])('fails on %s at %s and shows value and limit', (key, value) => {
    const verdict = judgeAcceptance({ ...flawless(own), [key]: value }, own);
    expect(verdict).toMatchObject({ ok: true, result: 'fail', major: [key] });
    expect(verdict.ok && verdict.items.find((item) => item.key === key)).toMatchObject({
      value,
      ok: false,
      defect: 'major',
    });
  });

  it.each([
    ['insulation-resistance', 9.9],
    ['mount-height', 1.8],
    ['danger-sign', false],
  ])('passes with a minor defect on %s at %s', (key, value) => {
    expect(judgeAcceptance({ ...flawless(own), [key]: value }, own)).toMatchObject({
      result: 'pass-with-minor',
      minor: [key],
    });
  });

  it('allows 100 Ω on a TT system, where the residual device protects', () => {
    const tt = { ...own, earthing: 'TT' } as const;
    const values = { ...flawless(own), 'earth-resistance': 60 };
    expect(judgeAcceptance(values, tt)).toMatchObject({ result: 'pass' });
    expect(judgeAcceptance(values, own)).toMatchObject({ result: 'fail' });
  });

  it('refuses a text where a measurement belongs', () => {
    const values = { ...flawless(own), 'earth-resistance': 'good', 'rcd-current': Number.NaN };
    expect(judgeAcceptance(values, own)).toEqual({
      ok: false,
      reason: 'wrong-kind',
      keys: ['rcd-current', 'earth-resistance'],
    });
  });
});
