import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ampsFromKw,
  ampsWithinDrop,
  COPPER_R20_OHM_PER_KM,
  kwFromAmps,
  minimumKw,
  voltageDropRate,
  voltageDropV,
  wholeAmpsWithin,
} from '~/domain/shared/electrical';

describe('electrical arithmetic', () => {
  it('gives 7.04 kW at 32 A, 10.56 kW at three times 16 A, and the floors 1.32 and 3.96 kW', () => {
    expect(kwFromAmps(32)).toBeCloseTo(7.04, 10);
    expect(kwFromAmps(16, 3)).toBeCloseTo(10.56, 10);
    expect(minimumKw(1)).toBeCloseTo(1.32, 10);
    expect(minimumKw(3)).toBeCloseTo(3.96, 10);
  });

  it('returns to the same current', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 63 }),
        fc.constantFrom(1 as const, 3 as const),
        (amps, phases) => {
          expect(ampsFromKw(kwFromAmps(amps, phases), phases)).toBeCloseTo(amps, 9);
        },
      ),
    );
  });

  it('finds the same whole current in the power it gives, at every current', () => {
    for (const phases of [1, 3] as const) {
      for (let amps = 6; amps <= 63; amps++)
        expect(wholeAmpsWithin(kwFromAmps(amps, phases), phases)).toBe(amps);
    }
  });

  it('steps down to whole amperes that never exceed the power, and to zero below 6 A', () => {
    expect(wholeAmpsWithin(7.04)).toBe(32);
    expect(wholeAmpsWithin(1.32)).toBe(6);
    expect(wholeAmpsWithin(1.319)).toBe(0);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 40, noNaN: true }),
        fc.constantFrom(1 as const, 3 as const),
        (kw, phases) => {
          const amps = wholeAmpsWithin(kw, phases);
          expect(amps === 0 || amps >= 6).toBe(true);
          expect(kwFromAmps(amps, phases)).toBeLessThanOrEqual(kw + 1e-6);
          if (amps > 0) expect(kwFromAmps(amps + 1, phases)).toBeGreaterThan(kw);
        },
      ),
    );
  });

  it.each([
    [6, 11.8, 5.4],
    [10, 7.0, 3.2],
    [16, 4.4, 2.0],
  ])('drops over 60 m of %s mm² copper at 32 A by %s V or %s %%', (section, volts, percent) => {
    const run = { lengthM: 60, ohmPerKm: COPPER_R20_OHM_PER_KM[section]!, phases: 1 as const };
    expect(voltageDropV(32, run)).toBeCloseTo(volts, 1);
    expect(voltageDropRate(32, run) * 100).toBeCloseTo(percent, 1);
  });

  it('halves the drop on three balanced phases, which share no neutral current', () => {
    const run = { lengthM: 60, ohmPerKm: 3.08 };
    expect(voltageDropV(32, { ...run, phases: 3 })).toBeCloseTo(
      voltageDropV(32, { ...run, phases: 1 }) / 2,
      10,
    );
  });

  it('names the current that just meets a drop limit', () => {
    const run = { lengthM: 60, ohmPerKm: 3.08, phases: 1 as const };
    expect(voltageDropRate(ampsWithinDrop(0.05, run), run)).toBeCloseTo(0.05, 12);
    expect(ampsWithinDrop(0.05, { ...run, lengthM: 0 })).toBe(Number.POSITIVE_INFINITY);
  });
});
