import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, instantFromLocal, localTimeOf } from '~/domain/shared/local-time';
import {
  addPeriod,
  addWorkingDays,
  clockAfterPauses,
  daysOverdue,
  isWorkingDay,
  remaining,
  type WorkingDayCalendar,
  workingDaysBetween,
} from '~/domain/shared/working-days';

const calendar: WorkingDayCalendar = {
  knownUntilOn: '2026-12-31',
  days: {
    '2026-10-01': 'holiday',
    '2026-10-02': 'holiday',
    '2026-10-05': 'holiday',
    '2026-10-06': 'holiday',
    '2026-10-07': 'holiday',
    '2026-10-10': 'workday',
  },
};

const startAt = fc
  .tuple(fc.integer({ min: 0, max: 420 }), fc.integer({ min: 0, max: 1439 }))
  .map(([day, minute]) => instantFromLocal(addDays('2026-08-01', day), minute));
const allowance = fc.integer({ min: 1, max: 30 });

describe('working days', () => {
  it('count three from Thursday afternoon to the end of Tuesday', () => {
    expect(addWorkingDays('2026-11-19T08:00:00.000Z', 3, calendar)).toEqual({
      dueAt: '2026-11-24T16:00:00.000Z',
      provisional: false,
    });
  });

  it('skip the holiday week and use the Saturday worked in exchange', () => {
    const due = addWorkingDays(instantFromLocal('2026-09-30', 600), 3, calendar);
    expect(due.dueAt).toBe(instantFromLocal('2026-10-10', 1440));
  });

  it('mark a date beyond the published calendar as provisional', () => {
    expect(addWorkingDays(instantFromLocal('2026-12-30', 600), 3, calendar).provisional).toBe(true);
  });

  it('of which none are left end the first working day from that day on', () => {
    expect(addWorkingDays(instantFromLocal('2026-11-20', 600), 0, calendar).dueAt).toBe(
      instantFromLocal('2026-11-20', 1440),
    );
    expect(addWorkingDays(instantFromLocal('2026-11-21', 600), 0, calendar).dueAt).toBe(
      instantFromLocal('2026-11-23', 1440),
    );
  });

  it('start counting from the local day, not the UTC day', () => {
    const lateEvening = addWorkingDays('2026-11-18T15:59:00.000Z', 1, calendar);
    const afterMidnight = addWorkingDays('2026-11-18T16:01:00.000Z', 1, calendar);
    expect(lateEvening.dueAt).toBe(instantFromLocal('2026-11-19', 1440));
    expect(afterMidnight.dueAt).toBe(instantFromLocal('2026-11-20', 1440));
  });

  it('end a period in calendar days at the midnight after its last day', () => {
    expect(addPeriod(instantFromLocal('2026-11-20', 60), { amount: 7, unit: 'days' }, calendar)).toEqual({
      dueAt: instantFromLocal('2026-11-27', 1440),
      provisional: false,
    });
  });

  it('always end on a working day with exactly n working days between', () => {
    fc.assert(
      fc.property(startAt, allowance, (from, days) => {
        const { dueAt } = addWorkingDays(from, days, calendar);
        const lastInstant = new Date(Date.parse(dueAt) - 1).toISOString();
        expect(isWorkingDay(localTimeOf(lastInstant).on, calendar)).toBe(true);
        expect(localTimeOf(dueAt).minuteOfDay).toBe(0);
        expect(workingDaysBetween(from, lastInstant, calendar)).toBe(days);
      }),
    );
  });

  it('add up: n days and then m days end with n + m', () => {
    fc.assert(
      fc.property(startAt, allowance, allowance, (from, n, m) => {
        const first = addWorkingDays(from, n, calendar).dueAt;
        const lastInstant = new Date(Date.parse(first) - 1).toISOString();
        expect(addWorkingDays(lastInstant, m, calendar)).toEqual(addWorkingDays(from, n + m, calendar));
      }),
    );
  });

  it('change nothing when a pause ends on the day it began', () => {
    fc.assert(
      fc.property(startAt, allowance, fc.double({ min: 0, max: 0.999, noNaN: true }), (from, days, share) => {
        const due = addWorkingDays(from, days, calendar);
        const span = Date.parse(due.dueAt) - Date.parse(from);
        const pausedAt = new Date(Date.parse(from) + Math.floor(span * share)).toISOString();
        const clock = clockAfterPauses(from, days, [{ pausedAt, resumedAt: pausedAt }], calendar);
        expect(clock).toMatchObject({ state: 'running', dueAt: due.dueAt });
      }),
    );
  });

  it('move the due date by exactly the working days of the pause', () => {
    fc.assert(
      fc.property(startAt, allowance, fc.integer({ min: 0, max: 20 }), (from, days, pausedDays) => {
        const resumedAt = instantFromLocal(addDays(localTimeOf(from).on, pausedDays), 720);
        const clock = clockAfterPauses(from, days, [{ pausedAt: from, resumedAt }], calendar);
        const shift = workingDaysBetween(from, resumedAt, calendar);
        expect(clock).toMatchObject({ dueAt: addWorkingDays(from, days + shift, calendar).dueAt });
      }),
    );
  });

  it('have no due date while paused', () => {
    const from = instantFromLocal('2026-11-16', 600);
    const pausedAt = instantFromLocal('2026-11-18', 600);
    expect(remaining(from, 3, pausedAt, calendar)).toBe(1);
    expect(clockAfterPauses(from, 3, [{ pausedAt, resumedAt: null }], calendar)).toEqual({
      state: 'paused',
      remaining: 1,
    });
  });

  it('leave nothing of an allowance that ran out before the pause', () => {
    expect(remaining(instantFromLocal('2026-11-02'), 3, instantFromLocal('2026-11-20'), calendar)).toBe(0);
  });

  it('are late from the midnight that ends the last day', () => {
    const dueAt = instantFromLocal('2026-11-20', 1440);
    expect(daysOverdue(dueAt, new Date(Date.parse(dueAt) - 1).toISOString())).toBe(0);
    expect(daysOverdue(dueAt, dueAt)).toBe(1);
    expect(daysOverdue(dueAt, instantFromLocal('2026-11-23', 10))).toBe(3);
  });
});
