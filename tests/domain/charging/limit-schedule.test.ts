import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ConnectorSchedules,
  heldScheduleKw,
  type LimitSchedule,
  saysTheSame,
  scheduledKw,
  withinPeriods,
} from '~/domain/charging/limit-schedule';
import { sessionIntervals } from '~/domain/charging/session-meter';
import { fairnessIndex } from '~/domain/shared/fairness-index';

const at = (quarter: number) =>
  new Date(Date.parse('2026-11-20T15:00:00.000Z') + quarter * 900_000).toISOString();
const schedule = (limitsKw: number[], start = 0): LimitSchedule => ({
  startAt: at(start),
  intervalMinutes: 15,
  limitsKw,
  validToAt: at(start + limitsKw.length),
});
const pile = (rest: Partial<ConnectorSchedules> = {}): ConnectorSchedules => ({
  connectorId: 'c1',
  link: 'online',
  nameplateKw: 7.04,
  fallbackKw: 1.32,
  fallbackInstalled: true,
  acknowledged: schedule([7, 3, 0]),
  unanswered: [],
  disobeying: false,
  ...rest,
});
const quarters = [0, 1, 2, 3].map(at);

describe('a schedule of limits', () => {
  it('says its step at each instant, and the fallback once it has ended', () => {
    expect([...quarters, at(0.5)].map((t) => scheduledKw(schedule([7, 3, 0]), 1.32, t))).toEqual([
      7, 3, 0, 1.32, 7,
    ]);
  });

  it('is held at the highest that may be obeyed in each interval', () => {
    expect(heldScheduleKw(pile(), quarters)).toEqual([7, 3, 0, 1.32]);
    expect(heldScheduleKw(pile({ unanswered: [schedule([0, 5, 5])] }), quarters)).toEqual([7, 5, 5, 1.32]);
    expect(heldScheduleKw(pile({ link: 'offline' }), quarters)).toEqual([7, 3, 1.32, 1.32]);
    expect(heldScheduleKw(pile({ disobeying: true }), quarters)).toEqual([7.04, 7.04, 7.04, 7.04]);
  });

  it('is held at the safe default before the first answer, at the nameplate where there is no default', () => {
    expect(heldScheduleKw(pile({ acknowledged: null }), quarters)[0]).toBe(1.32);
    expect(heldScheduleKw(pile({ acknowledged: null, fallbackInstalled: false }), quarters)[0]).toBe(7.04);
  });

  it('says the same within a tenth of an ampere', () => {
    expect(saysTheSame(schedule([7, 3]), 1.32, quarters.slice(0, 2), [7.02, 3])).toBe(true);
    expect(saysTheSame(schedule([7, 3]), 1.32, quarters.slice(0, 2), [7, 3.2])).toBe(false);
  });

  it('fits into few periods without ever allowing more', () => {
    expect(withinPeriods([7, 7, 0, 3, 3, 5], 3)).toEqual([7, 7, 0, 3, 3, 3]);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1.4, 3, 7), { minLength: 1, maxLength: 48 }),
        fc.integer({ min: 1, max: 24 }),
        (limits, periods) => {
          const fitted = withinPeriods(limits, periods);
          expect(fitted).toHaveLength(limits.length);
          fitted.forEach((kw, t) => {
            expect(kw).toBeLessThanOrEqual(limits[t]!);
          });
          expect(fitted.filter((kw, t) => t === 0 || kw !== fitted[t - 1]).length).toBeLessThanOrEqual(
            periods,
          );
        },
      ),
    );
  });
});

describe('the energy of a session', () => {
  const meter = { startedAt: at(0), endAt: at(4), startWh: 1000, endWh: 5000 };

  it('follows the readings in between and adds up to the session', () => {
    const intervals = sessionIntervals(meter, [
      { at: at(1), registerWh: 1500 },
      { at: at(2), registerWh: 1200 },
      { at: at(3), registerWh: 4000 },
      { at: at(9), registerWh: 9000 },
    ]);
    expect(intervals.map((interval) => interval.energyWh)).toEqual([500, 2500, 1000]);
  });

  it('is one stretch without readings', () => {
    expect(sessionIntervals(meter, [])).toEqual([{ startAt: at(0), endAt: at(4), energyWh: 4000 }]);
  });
});

describe('the fairness index', () => {
  it('is 1 where all are served alike, 1/n where one has all, null without any', () => {
    expect(fairnessIndex([0.5, 0.5, 0.5])).toBeCloseTo(1);
    expect(fairnessIndex([1, 0, 0, 0])).toBeCloseTo(0.25);
    expect(fairnessIndex([0, 0])).toBe(1);
    expect(fairnessIndex([])).toBeNull();
  });
});
