import { describe, expect, it } from 'vitest';
import { judgeObedience } from '~/domain/charging/obedience';

const acknowledged = { acknowledgedKw: 3.52, acknowledgedAt: '2026-11-20T12:00:00.000Z' };
const samples = (...powers: number[]) =>
  powers.map((powerKw, i) => ({
    at: new Date(Date.parse('2026-11-20T12:00:30.000Z') + i * 10_000).toISOString(),
    powerKw,
  }));

describe('a pile', () => {
  it('disobeys after three readings in a row above its limit by more than the tolerance', () => {
    const verdict = judgeObedience(samples(3.5, 7, 7.04, 6.9), acknowledged);
    expect(verdict).toMatchObject({ ok: false, reason: 'disobeying', sinceAt: '2026-11-20T12:00:40.000Z' });
    expect(!verdict.ok && verdict.excessKw).toBeCloseTo(3.52, 9);
  });

  it('obeys when one of the last three readings is within the tolerance', () => {
    expect(judgeObedience(samples(7, 7, 3.8), acknowledged)).toEqual({ ok: true, state: 'obeying' });
    expect(judgeObedience(samples(3.82, 3.82, 3.82), acknowledged)).toEqual({ ok: true, state: 'obeying' });
  });

  it('is given time to settle after it acknowledged', () => {
    const early = samples(7, 7, 7).map((sample, i) => ({ ...sample, at: `2026-11-20T12:00:0${i}.000Z` }));
    expect(judgeObedience(early, acknowledged)).toEqual({ ok: true, state: 'too-few-samples' });
  });

  it('is not judged on two readings', () => {
    expect(judgeObedience(samples(7, 7), acknowledged)).toEqual({ ok: true, state: 'too-few-samples' });
  });

  it('that was told to stop disobeys by drawing at all', () => {
    expect(judgeObedience(samples(1.32, 1.32, 1.32), { ...acknowledged, acknowledgedKw: 0 })).toMatchObject({
      ok: false,
    });
  });
});
