import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AskRecord,
  FEWEST_HOUSEHOLDS,
  fairnessMonth,
  type GotRecord,
  type MonthRecords,
} from '~/domain/booking/fairness-month';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { HOUR_MS, msFromLocal } from '~/domain/shared/local-time';

const at = (day: number, hour: number) => msFromLocal('2026-11-01') + (day * 24 + hour) * HOUR_MS;
const window = (day: number, hour: number, hours = 2) => ({
  start: at(day, hour),
  end: at(day, hour + hours),
});
const ask = (household: number, day: number, hour: number, outcome = 'taken', hours = 2): AskRecord => ({
  householdId: `h${household}`,
  window: window(day, hour, hours),
  outcome,
});
const got = (household: number, day: number, hour: number, hours = 2): GotRecord => ({
  householdId: `h${household}`,
  window: window(day, hour, hours),
});
const month = (change: Partial<MonthRecords>) =>
  fairnessMonth({
    asks: [],
    got: [],
    waits: [],
    withPile: new Set(),
    rules: DEFAULT_SHARING_RULES,
    ...change,
  });
const all = [1, 2, 3, 4, 5];

describe('the month’s fairness', () => {
  it('is even where all got the same share of what they asked for, and falls where one has all', () => {
    const asks = all.map((one) => ask(one, one, 19));
    expect(month({ asks, got: all.map((one) => got(one, one, 19, 1)) }).all).toEqual({
      households: 5,
      askedMinutes: 600,
      gotMinutes: 300,
      fairness: 1,
    });
    expect(month({ asks, got: [got(1, 1, 19)] }).all).toMatchObject({ fairness: 0.2, gotMinutes: 120 });
  });

  it('counts asking five times for one evening as asking once', () => {
    const asks = all.flatMap((one) => [ask(one, 1, 19), ask(one, 1, 20), ask(one, 1, 19, 'waiting')]);
    const bookings = all.map((one) => got(one, 1, 21));
    expect(month({ asks, got: bookings }).all).toMatchObject({ askedMinutes: 600, gotMinutes: 600 });
  });

  it('counts a slot that nobody was refused, such as a weekly one, as asked for', () => {
    expect(month({ got: all.map((one) => got(one, 2, 23, 4)) }).all).toMatchObject({
      askedMinutes: 1200,
      gotMinutes: 1200,
      fairness: 1,
    });
  });

  it('puts minutes into the hours of the day in which they lie, across midnight too', () => {
    const { hours, busy } = month({
      asks: all.map((one) => ask(one, one, 21, 'taken', 4)),
      got: all.map((one) => got(one, one, 23, 2)),
    });
    const told = hours.filter((band) => band.told !== null);
    expect(told).toEqual([
      { fromHour: 0, told: { askedMinutes: 300, gotMinutes: 300 } },
      { fromHour: 20, told: { askedMinutes: 300, gotMinutes: 0 } },
      { fromHour: 22, told: { askedMinutes: 600, gotMinutes: 300 } },
    ]);
    // 21:00 to 23:00 is busy.
    expect(busy).toEqual({ askedMinutes: 600, gotMinutes: 0 });
  });

  it('tells nothing of fewer than five households, nor what would give them away', () => {
    const asks = [...all, 6, 7].map((one) => ask(one, 1, 19, one > 5 ? 'no-energy' : 'taken'));
    const figures = month({ asks, withPile: new Set(['h6', 'h7']) });
    expect(figures.all).toMatchObject({ households: 7 });
    expect(figures.withPile).toBe('too-few');
    expect(figures.withoutPile).toBe('too-few');
    expect(figures.refusals).toEqual([
      { reason: 'taken', count: 5 },
      { reason: 'no-energy', count: 'too-few' },
    ]);
    expect(month({ asks: asks.slice(0, 4) })).toMatchObject({ all: 'too-few', busy: 'too-few' });
    expect(month({}).all).toBeNull();
  });

  it('parts those with and without a pile where both are many, and says how long those waited who were served', () => {
    const people = Array.from({ length: 10 }, (_, n) => n);
    const waits = people.map((one) => ({
      householdId: `h${one}`,
      status: one < 6 ? 'taken' : 'over',
      joinedMs: 0,
      endedMs: (one + 1) * HOUR_MS,
    }));
    const figures = month({
      asks: people.map((one) => ask(one, 1, 19)),
      got: people.slice(0, 5).map((one) => got(one, 1, 19)),
      withPile: new Set(people.slice(5).map((one) => `h${one}`)),
      waits,
    });
    expect(figures.withoutPile).toMatchObject({ households: 5, gotMinutes: 600 });
    expect(figures.withPile).toMatchObject({ households: 5, gotMinutes: 0 });
    expect(figures.waiting).toEqual({ served: 6, unserved: 4 });
    expect(figures.medianWaitMinutes).toBe(210);
  });

  it('never tells of fewer than five, never more got than asked, and an index between 1/n and 1', () => {
    const record = fc.record({
      household: fc.integer({ min: 0, max: 8 }),
      day: fc.integer({ min: 0, max: 6 }),
      hour: fc.integer({ min: 0, max: 23 }),
      hours: fc.integer({ min: 1, max: 4 }),
      outcome: fc.constantFrom('taken', 'got', 'waiting', 'no-energy'),
    });
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 40 }),
        fc.array(record, { maxLength: 20 }),
        (some, others) => {
          const asks = some.map(({ household, day, hour, outcome, hours }) =>
            ask(household, day, hour, outcome, hours),
          );
          const bookings = others.map(({ household, day, hour, hours }) => got(household, day, hour, hours));
          const figures = month({ asks, got: bookings, withPile: new Set(['h1', 'h2', 'h3', 'h4', 'h5']) });
          const asking = new Set([...asks, ...bookings].map(({ householdId }) => householdId)).size;
          if (asking > 0 && asking < FEWEST_HOUSEHOLDS) expect(figures.all).toBe('too-few');
          for (const group of [figures.all, figures.withPile, figures.withoutPile]) {
            if (group === null || group === 'too-few') continue;
            expect(group.households).toBeGreaterThanOrEqual(FEWEST_HOUSEHOLDS);
            expect(group.gotMinutes).toBeLessThanOrEqual(group.askedMinutes);
            expect(group.fairness).toBeGreaterThanOrEqual(1 / group.households - 1e-9);
            expect(group.fairness).toBeLessThanOrEqual(1 + 1e-9);
          }
          for (const { told } of figures.hours)
            if (told !== null && told !== 'too-few')
              expect(told.gotMinutes).toBeLessThanOrEqual(told.askedMinutes);
        },
      ),
    );
  });
});
