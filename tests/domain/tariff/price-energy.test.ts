import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantFromLocal } from '~/domain/shared/local-time';
import { type IntervalEnergy, intervalsFromMeter } from '~/domain/shared/meter-points';
import { HUBEI_2023 } from '~/domain/tariff/hubei-2023';
import {
  NO_SERVICE_FEE,
  type PricedEnergy,
  priceEnergy,
  type ServiceFee,
} from '~/domain/tariff/price-energy';

const fee: ServiceFee = { perKwhE4: 3000, byBandE4: { valley: 1500 } };
const at = (minute: number) => instantFromLocal('2026-11-20', minute);

function priced(intervals: readonly IntervalEnergy[], serviceFee = fee): PricedEnergy {
  const verdict = priceEnergy(intervals, [HUBEI_2023], serviceFee);
  if (!verdict.ok) expect.fail(verdict.reason);
  return verdict;
}

/** A session as gaps in minutes and Wh between successive readings. */
const session = fc
  .tuple(
    fc.integer({ min: 0, max: 1439 }),
    fc.array(fc.tuple(fc.integer({ min: 1, max: 240 }), fc.integer({ min: 0, max: 8000 })), {
      minLength: 1,
      maxLength: 20,
    }),
  )
  .map(([start, parts]) => {
    let minute = start;
    return parts.map(([length, energyWh]) => {
      const startAt = at(minute);
      minute += length;
      return { startAt, endAt: at(minute), energyWh };
    });
  });

describe('pricing a session', () => {
  it('splits it at the band edge and keeps energy and service apart', () => {
    const bill = priced([{ startAt: at(22 * 60), endAt: at(24 * 60), energyWh: 14_080 }]);
    expect(bill.lines).toEqual([
      {
        startAt: at(22 * 60),
        endAt: at(23 * 60),
        kind: 'peak',
        versionId: 'hubei-2023',
        energyWh: 7040,
        energyPriceE4: 6800,
        servicePriceE4: 3000,
        electricityFen: 479,
        serviceFen: 211,
      },
      {
        startAt: at(23 * 60),
        endAt: at(24 * 60),
        kind: 'valley',
        versionId: 'hubei-2023',
        energyWh: 7040,
        energyPriceE4: 4300,
        servicePriceE4: 1500,
        electricityFen: 303,
        serviceFen: 106,
      },
    ]);
    expect(bill).toMatchObject({ energyWh: 14_080, electricityFen: 782, serviceFen: 317, totalFen: 1099 });
  });

  it('gives the same from meter readings as from intervals', () => {
    const meter = intervalsFromMeter([
      { at: at(1380), registerWh: 100_000 },
      { at: at(1410), registerWh: 103_520 },
    ]);
    expect(meter.ok && priced(meter.intervals)).toEqual(
      priced([{ startAt: at(1380), endAt: at(1410), energyWh: 3520 }]),
    );
  });

  it('gives the earlier band the whole watt-hours up to its edge and the later one the rest', () => {
    const bill = priced([{ startAt: at(22 * 60 + 50), endAt: at(23 * 60 + 20), energyWh: 100 }]);
    expect(bill.lines.map((line) => [line.kind, line.energyWh])).toEqual([
      ['peak', 33],
      ['valley', 67],
    ]);
  });

  it('has lines that add up to the total and to every watt-hour that went in', () => {
    fc.assert(
      fc.property(session, (intervals) => {
        const bill = priced(intervals);
        const sum = (of: (line: PricedEnergy['lines'][number]) => number) =>
          bill.lines.reduce((s, l) => s + of(l), 0);
        expect(bill.energyWh).toBe(intervals.reduce((s, i) => s + i.energyWh, 0));
        expect(sum((l) => l.energyWh)).toBe(bill.energyWh);
        expect(sum((l) => l.electricityFen)).toBe(bill.electricityFen);
        expect(sum((l) => l.serviceFen)).toBe(bill.serviceFen);
        expect(bill.totalFen).toBe(bill.electricityFen + bill.serviceFen);
      }),
    );
  });

  it('costs the same cut in two at any reading, but for half a fen on each line of each part', () => {
    fc.assert(
      fc.property(session, fc.nat(), (intervals, place) => {
        const cut = place % (intervals.length + 1);
        const whole = priced(intervals);
        const parts = [priced(intervals.slice(0, cut)), priced(intervals.slice(cut))];
        const lines = whole.lines.length + parts[0]!.lines.length + parts[1]!.lines.length;
        for (const amount of ['electricityFen', 'serviceFen'] as const) {
          const difference = Math.abs(whole[amount] - parts[0]![amount] - parts[1]![amount]);
          expect(difference).toBeLessThanOrEqual(lines / 2);
          const cutWithinLine = whole.lines.length !== parts[0]!.lines.length + parts[1]!.lines.length;
          if (!cutWithinLine) expect(difference).toBe(0);
          else expect(difference).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on how finely the meter was read within a band', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 40 }), (energies) => {
        const fine = energies.map((energyWh, i) => ({ startAt: at(30 + i), endAt: at(31 + i), energyWh }));
        const energyWh = energies.reduce((a, b) => a + b, 0);
        const coarse = [{ startAt: at(30), endAt: at(30 + energies.length), energyWh }];
        expect(priced(fine).totalFen).toBe(priced(coarse).totalFen);
      }),
    );
  });

  it('takes a month of readings every ten seconds', () => {
    const start = Date.parse(at(0));
    const intervals = Array.from({ length: 259_200 }, (_, i) => ({
      startAt: new Date(start + i * 10_000).toISOString(),
      endAt: new Date(start + (i + 1) * 10_000).toISOString(),
      energyWh: 1,
    }));
    expect(priced(intervals)).toMatchObject({ energyWh: 259_200 });
  });

  it('never costs less when more energy flows', () => {
    fc.assert(
      fc.property(session, fc.nat(), fc.integer({ min: 1, max: 5000 }), (intervals, place, more) => {
        const i = place % intervals.length;
        const increased = intervals.with(i, { ...intervals[i]!, energyWh: intervals[i]!.energyWh + more });
        expect(priced(increased).totalFen).toBeGreaterThanOrEqual(priced(intervals).totalFen);
      }),
    );
  });

  it('shows only the stretch of a line in which energy flowed', () => {
    const bill = priced([
      { startAt: at(1200), endAt: at(1210), energyWh: 0 },
      { startAt: at(1210), endAt: at(1220), energyWh: 500 },
      { startAt: at(1220), endAt: at(1300), energyWh: 0 },
    ]);
    expect(bill.lines).toHaveLength(1);
    expect(bill.lines[0]).toMatchObject({ startAt: at(1210), endAt: at(1220), energyWh: 500 });
  });

  it('is nothing for no energy, and free of service where there is no fee', () => {
    expect(priced([])).toMatchObject({ lines: [], totalFen: 0 });
    expect(priced([{ startAt: at(0), endAt: at(60), energyWh: 1000 }], NO_SERVICE_FEE)).toMatchObject({
      serviceFen: 0,
      totalFen: 43,
    });
  });

  it.each([
    [[{ startAt: at(0), endAt: at(60), energyWh: 0.5 }], fee, 'bad-energy'],
    [[{ startAt: at(0), endAt: at(60), energyWh: -1 }], fee, 'bad-energy'],
    [[{ startAt: at(60), endAt: at(60), energyWh: 1 }], fee, 'bad-interval'],
    [[{ startAt: 'yesterday', endAt: at(60), energyWh: 1 }], fee, 'bad-interval'],
    [
      [{ startAt: '2020-01-01T00:00:00.000Z', endAt: '2020-01-01T01:00:00.000Z', energyWh: 1 }],
      fee,
      'no-tariff',
    ],
    [[{ startAt: at(0), endAt: at(60), energyWh: 1 }], { perKwhE4: -1, byBandE4: {} }, 'bad-service-fee'],
  ])('refuses %o', (intervals, serviceFee, reason) => {
    expect(priceEnergy(intervals, [HUBEI_2023], serviceFee)).toMatchObject({ ok: false, reason });
  });
});
