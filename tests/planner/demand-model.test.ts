import { describe, expect, it } from 'vitest';
import { numbersFrom } from '~/domain/shared/seeded-numbers';
import {
  demandModelOf,
  HOSTING_HOURS,
  OWN_HISTORY,
  ownDemandModel,
  publishedDemand,
  type SeenStay,
} from '~/planner';
import { drawNights } from '~/planner/draw-nights';

const ORIGIN = { source: '本小区', licence: '' };
const DAY = 1440;
/** A Thursday. */
const FIRST = Date.UTC(2026, 0, 1) / 60_000;

/** Each of the piles is used every other night, from about 18:00 to 06:00, for 6 to 14 kWh. */
function history({ piles = 12, nights = 60, maxKw = 7 } = {}): SeenStay[] {
  return Array.from({ length: piles * nights }, (_, i) => ({ pile: i % piles, night: Math.floor(i / piles) }))
    .filter(({ pile, night }) => (pile + night) % 2 === 0 || night === 0 || night === nights - 1)
    .map(({ pile, night }) => ({
      pile: `p${pile}`,
      arriveMinute: FIRST + night * DAY + 18 * 60 + pile,
      departMinute: FIRST + (night + 1) * DAY + 6 * 60,
      energyKwh: 6 + ((pile * 7 + night * 3) % 9),
      maxKw,
    }));
}

const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

describe('a demand model', () => {
  it('tells how often, when, how long and how much from stays, and keeps none of them', () => {
    const model = demandModelOf(history(), ORIGIN)!;
    expect(model).toMatchObject({ fromOn: '2026-01-01', toOn: '2026-03-01', piles: 12, pileNights: 720 });
    const [group] = model.groups;
    expect(group).toMatchObject({ maxKw: 7, pileShare: 1 });
    expect(meanOf(group!.usedShare)).toBeCloseTo(0.5, 1);
    expect(group!.arrivals.workday.findIndex((count) => count > 0)).toBe(18);
    expect(group!.stayHours[4]!.every((hours) => hours > 11.7 && hours <= 12)).toBe(true);
    expect(meanOf(group!.energyKwh[2]!)).toBeCloseTo(meanOf(history().map((stay) => stay.energyKwh)), 1);
    expect(JSON.stringify(model)).not.toContain('p1');
  });

  it('draws nights with the energy and the use that were seen', () => {
    const seen = history();
    const model = demandModelOf(seen, ORIGIN)!;
    const piles = Array.from({ length: 50 }, () => ({ nodes: ['T1'], maxKw: 7 }));
    const site = { intervalMinutes: 15, nodes: [], present: [], further: piles };
    const nights = drawNights(site, model, 140, numbersFrom(3));
    const cars = nights.flatMap((night) => night.further.flat());
    const seenKwh = seen.reduce((sum, stay) => sum + stay.energyKwh, 0) / model.pileNights;
    const drawnKwh = cars.reduce((sum, car) => sum + car.energyKwh, 0) / (140 * 50);
    expect(drawnKwh / seenKwh).toBeCloseTo(1, 1);
    for (const car of cars) {
      expect(car.energyKwh).toBeLessThanOrEqual((car.depart - car.arrive) * 0.25 * car.maxKw + 1e-9);
      expect(car.depart).toBeLessThanOrEqual(HOSTING_HOURS * 4);
    }
  });

  it('takes a car that is plugged in again at once for one that never left, and a night’s stays together', () => {
    const at = (hour: number, until: number, energyKwh: number): SeenStay => ({
      pile: 'p',
      arriveMinute: FIRST + hour * 60,
      departMinute: FIRST + until * 60,
      energyKwh,
      maxKw: 7,
    });
    const model = demandModelOf([at(13, 14, 2), at(18, 20, 4), at(20.5, 30, 6)], ORIGIN)!;
    expect(model.stays).toBe(1);
    expect(model.groups[0]!.energyKwh[2]).toEqual([12]);
    expect(model.groups[0]!.stayHours[4]).toEqual([12]);
    expect(model.groups[0]!.arrivals.workday[18]).toBe(1);
  });

  it('feels nights on which everybody charges more than chance would explain', () => {
    const even = demandModelOf(history({ piles: 40 }), ORIGIN)!;
    const cold = history({ piles: 40 }).filter(
      ({ arriveMinute, pile }) => Math.floor((arriveMinute - FIRST) / DAY / 7) % 2 === 0 || pile === 'p0',
    );
    expect(demandModelOf(cold, ORIGIN)!.nightSpread).toBeGreaterThan(even.nightSpread + 0.3);
  });

  it('of a compound replaces the published one after eight weeks of ten piles', () => {
    expect(OWN_HISTORY).toEqual({ nights: 56, piles: 10, stays: 200 });
    expect(ownDemandModel(history(), ORIGIN)).not.toBeNull();
    expect(ownDemandModel(history({ nights: 55 }), ORIGIN)).toBeNull();
    expect(ownDemandModel(history({ piles: 9 }), ORIGIN)).toBeNull();
    expect(ownDemandModel([], ORIGIN)).toBeNull();
  });

  it('is shipped with its source and licence, of sessions up to October 2019', () => {
    expect(publishedDemand.source).toContain('jbks2rcwyj');
    expect(publishedDemand.licence).toContain('CC BY 4.0');
    expect(publishedDemand.toOn <= '2019-10-31').toBe(true);
    for (const group of publishedDemand.groups) {
      expect(group.usedShare).toHaveLength(7);
      expect(group.arrivals.workday).toHaveLength(24);
      expect(group.stayHours).toHaveLength(6);
    }
  });
});
