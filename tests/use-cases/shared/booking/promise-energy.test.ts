import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HUBEI_2023 } from '~/domain/tariff/hubei-2023';
import { type EnergyWindow, promiseEnergy } from '~/use-cases/shared/booking/promise-energy';
import type { GridFacts } from '~/use-cases/shared/night/grid-facts.server';

const QUARTER_MS = 15 * 60_000;
const START_MS = Date.parse('2026-11-20T10:00:00.000Z');
const SHARE = 0.7;

/** One transformer with so much room and one feeder. */
const gridWith = (roomKw: number): GridFacts => ({
  transformers: [{ id: 'tr', name: 'T1', limitKw: 100, basePeakKw: 100 - roomKw, baseLoads: [] }],
  feeders: [{ id: 'fd', name: 'F1', transformerId: 'tr', limitKw: 500, phases: ['A'] }],
  caps: [],
  tariff: { versions: [HUBEI_2023], serviceFee: { perKwhE4: 0, byBandE4: {} } },
  calendar: { days: {}, knownUntilOn: '2026-12-31' },
});

const windowOf = (id: string, from: number, to: number, energyWh: number): EnergyWindow => ({
  id,
  pile: { feederId: 'fd', transformerId: 'tr', phases: ['A'] },
  window: { start: START_MS + from * QUARTER_MS, end: START_MS + to * QUARTER_MS },
  energyWh,
  maxKw: 7,
  minKw: 1.32,
});

describe('a promise of energy', () => {
  it('leaves an earlier one what it needs, though less than its least power would be left of it otherwise', () => {
    const grid = gridWith(9);
    const earlier = windowOf('earlier', 0, 18, 19_000);
    const { promisedWh } = promiseEnergy({
      grid,
      share: SHARE,
      promised: [earlier],
      asked: windowOf('asked', 12, 26, 36_000),
    });
    // 26 quarters of 6.3 kW are 40.95 kWh.
    expect(promisedWh).toBeGreaterThan(21_000);
    expect(promisedWh).toBeLessThanOrEqual(21_900);
    const kept = promiseEnergy({
      grid,
      share: SHARE,
      promised: [windowOf('asked', 12, 26, promisedWh)],
      asked: earlier,
    });
    expect(kept.promisedWh).toBe(19_000);
  });

  it('fits into the share of the grid with all that are made after it, and its intervals add up to it', () => {
    const anyWindow = fc.record({
      from: fc.integer({ min: 0, max: 24 }),
      length: fc.integer({ min: 2, max: 16 }),
      kwh: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyWindow, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 3, max: 25 }),
        (asks, roomKw) => {
          const grid = gridWith(roomKw);
          const promised: EnergyWindow[] = [];
          for (const [index, { from, length, kwh }] of asks.entries()) {
            const asked = windowOf(`car-${index}`, from, from + length, kwh * 1000);
            const promise = promiseEnergy({ grid, share: SHARE, promised, asked });
            expect(promise.intervals.reduce((sum, { energyWh }) => sum + energyWh, 0)).toBe(
              promise.promisedWh,
            );
            if (promise.promisedWh > 0) promised.push({ ...asked, energyWh: promise.promisedWh });
          }
          const totalWh = promised.reduce((sum, { energyWh }) => sum + energyWh, 0);
          expect(totalWh).toBeLessThanOrEqual(40 * 0.25 * roomKw * SHARE * 1000 + 1);
          const parts = promised.map((promise) => ({ ...promise, minKw: 0 }));
          for (const asked of parts) {
            const others = parts.filter(({ id }) => id !== asked.id);
            const kept = promiseEnergy({ grid, share: SHARE, promised: others, asked });
            expect(kept.promisedWh).toBe(asked.energyWh);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
