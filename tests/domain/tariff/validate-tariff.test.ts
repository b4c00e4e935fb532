import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HUBEI_2023 } from '~/domain/tariff/hubei-2023';
import { EVERY_MONTH, type TariffVersion } from '~/domain/tariff/tariff-version';
import { checkApprovedPrice, overlappingVersions, validateTariff } from '~/domain/tariff/validate-tariff';

const withBand = (index: number, change: Partial<TariffVersion['bands'][number]>): TariffVersion => ({
  ...HUBEI_2023,
  bands: HUBEI_2023.bands.with(index, { ...HUBEI_2023.bands[index]!, ...change }),
});

describe('a tariff', () => {
  it('of the Hubei shape covers each minute once', () => {
    expect(validateTariff(HUBEI_2023)).toEqual([]);
  });

  it('with an hour nobody priced names the gap and the months', () => {
    expect(validateTariff(withBand(0, { fromMinute: 480 }))).toEqual([
      { rule: 'gap', days: 'ordinary', months: [...EVERY_MONTH], fromMinute: 420, toMinute: 480 },
    ]);
  });

  it('with two prices at one time names the overlap', () => {
    expect(validateTariff(withBand(2, { months: [1, 2], fromMinute: 1190 }))).toEqual([
      { rule: 'overlap', days: 'ordinary', months: [1, 2], fromMinute: 1190, toMinute: 1200 },
      {
        rule: 'gap',
        days: 'ordinary',
        months: EVERY_MONTH.filter((m) => m > 2),
        fromMinute: 1200,
        toMinute: 1320,
      },
    ]);
  });

  it('with holidays must price those too', () => {
    const withHoliday = { ...withBand(0, { days: 'ordinary' }), holidaysOn: ['2026-10-01'] };
    expect(validateTariff(withHoliday)).toMatchObject([
      { rule: 'gap', days: 'holiday', fromMinute: 420, toMinute: 1020 },
    ]);
  });

  it.each([
    ['base-price', { ...HUBEI_2023, basePriceE4: 5800.5 }],
    ['valid-range', { ...HUBEI_2023, validUntilOn: '2023-12-01' }],
    ['holiday-date', { ...HUBEI_2023, holidaysOn: ['2026-02-30'] }],
    ['band-bounds', withBand(1, { fromMinute: 1440 })],
    ['band-bounds', withBand(1, { toMinute: 1020 })],
    ['band-months', withBand(1, { months: [13] })],
    ['band-delta', withBand(1, { deltaE4: 0.5 })],
    ['negative-price', withBand(1, { deltaE4: -6000 })],
  ])('with a wrong %s is refused', (rule, version) => {
    expect(validateTariff(version)).toMatchObject([{ rule }]);
  });

  it('cut from a whole day at any minutes is accepted, and with any one piece missing is not', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(cuts, fc.nat(), (minutes, place) => {
        const edges = minutes.toSorted((a, b) => a - b);
        const bands = edges.map((fromMinute, i) => ({
          ...HUBEI_2023.bands[0]!,
          fromMinute,
          toMinute: edges[(i + 1) % edges.length]!,
        }));
        expect(validateTariff({ ...HUBEI_2023, bands })).toEqual([]);
        const missing = bands.toSpliced(place % bands.length, 1);
        expect(validateTariff({ ...HUBEI_2023, bands: missing }).every((issue) => issue.rule === 'gap')).toBe(
          true,
        );
        expect(validateTariff({ ...HUBEI_2023, bands: missing })).not.toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('overlaps another version only when both are in force on one date', () => {
    const next = { ...HUBEI_2023, id: 'next', validFromOn: '2027-01-01' };
    expect(overlappingVersions([next, HUBEI_2023])).toEqual([['hubei-2023', 'next']]);
    expect(overlappingVersions([next, { ...HUBEI_2023, validUntilOn: '2027-01-01' }])).toEqual([]);
  });
});

describe('the energy price passed on', () => {
  it('equals the approved one', () => {
    expect(checkApprovedPrice({ ...HUBEI_2023, id: 'site' }, HUBEI_2023)).toEqual({ ok: true });
  });

  it('carries no surcharge in any band, however small', () => {
    expect(checkApprovedPrice(withBand(4, { deltaE4: -1499 }), HUBEI_2023)).toEqual({
      ok: false,
      reason: 'surcharge-in-energy-price',
      days: 'ordinary',
      month: 1,
      minuteOfDay: 0,
      priceE4: 4301,
      approvedE4: 4300,
    });
  });

  it('carries no surcharge hidden behind a discount', () => {
    const mixed = withBand(4, { deltaE4: -2000 });
    const bands = mixed.bands.with(2, { ...mixed.bands[2]!, deltaE4: 2500 });
    expect(checkApprovedPrice({ ...mixed, bands }, HUBEI_2023)).toMatchObject({
      reason: 'surcharge-in-energy-price',
    });
    expect(checkApprovedPrice(mixed, HUBEI_2023)).toMatchObject({ reason: 'below-approved-price' });
  });
});
