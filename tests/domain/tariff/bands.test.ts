import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantFromLocal } from '~/domain/shared/local-time';
import { bandsFor, pricesFor } from '~/domain/tariff/bands';
import { HUBEI_2023 } from '~/domain/tariff/hubei-2023';
import { EVERY_MONTH, type TariffVersion, yuanFromE4 } from '~/domain/tariff/tariff-version';

const at = (on: string, hour: number, minute = 0) => instantFromLocal(on, hour * 60 + minute);
const shape = (verdict: ReturnType<typeof bandsFor>) =>
  verdict.ok ? verdict.bands.map((band) => [band.kind, band.priceE4, band.startAt, band.endAt]) : verdict;

describe('the bands of a night in Hubei', () => {
  it('run peak, sharp, peak, valley across midnight, flat', () => {
    expect(
      shape(bandsFor({ startAt: at('2026-11-20', 18), endAt: at('2026-11-21', 8) }, [HUBEI_2023])),
    ).toEqual([
      ['peak', 6800, at('2026-11-20', 18), at('2026-11-20', 20)],
      ['sharp', 7800, at('2026-11-20', 20), at('2026-11-20', 22)],
      ['peak', 6800, at('2026-11-20', 22), at('2026-11-20', 23)],
      ['valley', 4300, at('2026-11-20', 23), at('2026-11-21', 7)],
      ['flat', 5800, at('2026-11-21', 7), at('2026-11-21', 8)],
    ]);
  });

  it('change on the minute, also for a window that begins a minute and a second before', () => {
    const startAt = new Date(Date.parse(at('2026-11-20', 22, 59)) - 1000).toISOString();
    expect(shape(bandsFor({ startAt, endAt: at('2026-11-20', 23, 1) }, [HUBEI_2023]))).toEqual([
      ['peak', 6800, startAt, at('2026-11-20', 23)],
      ['valley', 4300, at('2026-11-20', 23), at('2026-11-20', 23, 1)],
    ]);
  });

  it('tile any window without gap or overlap, and each instant has the price of its own hour', () => {
    const minute = fc.integer({ min: 0, max: 6000 });
    fc.assert(
      fc.property(minute, minute, (a, length) => {
        const startAt = instantFromLocal('2026-02-26', a);
        const endAt = instantFromLocal('2026-02-26', a + length + 1);
        const verdict = bandsFor({ startAt, endAt }, [HUBEI_2023]);
        if (!verdict.ok) expect.fail(verdict.reason);
        expect(verdict.bands[0]?.startAt).toBe(startAt);
        expect(verdict.bands.at(-1)?.endAt).toBe(endAt);
        for (const [i, band] of verdict.bands.entries()) {
          expect(Date.parse(band.endAt)).toBeGreaterThan(Date.parse(band.startAt));
          if (i > 0) expect(band.startAt).toBe(verdict.bands[i - 1]?.endAt);
          const hour = new Date(Date.parse(band.startAt) + 8 * 3_600_000).getUTCHours();
          const expected =
            hour >= 23 || hour < 7 ? 4300 : hour < 17 ? 5800 : hour >= 20 && hour < 22 ? 7800 : 6800;
          expect(band.priceE4).toBe(expected);
        }
      }),
    );
  });
});

describe('seasons, holidays and new versions', () => {
  const allDay = { fromMinute: 0, toMinute: 1440 } as const;
  const seasonal: TariffVersion = {
    ...HUBEI_2023,
    id: 'seasonal',
    bands: [
      { kind: 'sharp', ...allDay, months: [7, 8], days: 'ordinary', deltaE4: 3000 },
      {
        kind: 'flat',
        ...allDay,
        months: EVERY_MONTH.filter((m) => m !== 7 && m !== 8),
        days: 'ordinary',
        deltaE4: 0,
      },
      { kind: 'deep-valley', ...allDay, months: EVERY_MONTH, days: 'holiday', deltaE4: -3000 },
    ],
    holidaysOn: ['2026-10-01'],
    validFromOn: '2026-01-01',
  };

  it('change at the local midnight that ends a month', () => {
    expect(
      shape(bandsFor({ startAt: at('2026-06-30', 20), endAt: at('2026-07-01', 4) }, [seasonal])),
    ).toEqual([
      ['flat', 5800, at('2026-06-30', 20), at('2026-07-01', 0)],
      ['sharp', 8800, at('2026-07-01', 0), at('2026-07-01', 4)],
    ]);
  });

  it('give a public holiday its own price', () => {
    const verdict = bandsFor({ startAt: at('2026-09-30', 12), endAt: at('2026-10-02', 12) }, [seasonal]);
    expect(verdict.ok && verdict.bands.map((band) => band.kind)).toEqual(['flat', 'deep-valley', 'flat']);
  });

  it('change at midnight of the day a new version begins', () => {
    const dearer = { ...HUBEI_2023, id: 'dearer', basePriceE4: 6000, validFromOn: '2027-01-01' };
    expect(
      shape(bandsFor({ startAt: at('2026-12-31', 23), endAt: at('2027-01-01', 1) }, [HUBEI_2023, dearer])),
    ).toEqual([
      ['valley', 4300, at('2026-12-31', 23), at('2027-01-01', 0)],
      ['valley', 4500, at('2027-01-01', 0), at('2027-01-01', 1)],
    ]);
  });

  it('leave no price where no version is in force, and say from when', () => {
    const ended = { ...HUBEI_2023, validUntilOn: '2026-12-01' };
    expect(bandsFor({ startAt: at('2026-11-30', 22), endAt: at('2026-12-01', 2) }, [ended])).toEqual({
      ok: false,
      reason: 'no-tariff',
      at: at('2026-12-01', 0),
    });
  });
});

describe('prices for the planner', () => {
  it('are one number an interval in yuan per kWh', () => {
    const verdict = pricesFor({ startAt: at('2026-11-20', 19, 30), endAt: at('2026-11-20', 20, 30) }, 15, [
      HUBEI_2023,
    ]);
    expect(verdict).toEqual({ ok: true, prices: [0.68, 0.68, 0.78, 0.78] });
  });

  it('are weighted by time where an interval spans a band edge', () => {
    const verdict = pricesFor({ startAt: at('2026-11-20', 22, 45), endAt: at('2026-11-20', 23, 45) }, 60, [
      HUBEI_2023,
    ]);
    expect(verdict.ok && verdict.prices[0]).toBeCloseTo((0.68 * 15 + 0.43 * 45) / 60, 12);
  });

  it('are written with four decimals', () => {
    expect([5800, 43, -1500].map(yuanFromE4)).toEqual(['0.5800', '0.0043', '-0.1500']);
  });
});
