import { describe, expect, it } from 'vitest';
import { intervalsFromMeter } from '~/domain/shared/meter-points';

const point = (minute: number, registerWh: number) => ({
  at: new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString(),
  registerWh,
});

describe('meter readings', () => {
  it('become intervals whose energies add up to the register difference', () => {
    const verdict = intervalsFromMeter([
      point(0, 1_000),
      point(15, 2_760),
      point(15, 2_760),
      point(30, 2_760),
    ]);
    expect(verdict).toMatchObject({ ok: true, energyWh: 1_760 });
    expect(verdict.ok && verdict.intervals.map((i) => i.energyWh)).toEqual([1_760, 0]);
  });

  it('are refused when the register falls', () => {
    expect(intervalsFromMeter([point(0, 1_000), point(15, 999)])).toMatchObject({
      ok: false,
      reason: 'register-went-back',
    });
  });

  it('are refused out of time order, or with energy in no time', () => {
    expect(intervalsFromMeter([point(15, 1_000), point(0, 1_100)])).toMatchObject({
      reason: 'not-in-time-order',
    });
    expect(intervalsFromMeter([point(0, 1_000), point(0, 1_100)])).toMatchObject({
      reason: 'not-in-time-order',
    });
  });

  it('are refused in fractions of a watt-hour', () => {
    expect(intervalsFromMeter([point(0, 0.5)])).toMatchObject({ ok: false, reason: 'not-an-integer' });
  });
});
