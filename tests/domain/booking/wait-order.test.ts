import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comesBefore,
  EMPTY_DAYS_COUNT,
  GOT_WITHIN_MS,
  type Waiting,
  waitOrder,
} from '~/domain/booking/wait-order';
import { DAY_MS } from '~/domain/shared/local-time';

const waiting = (change: Partial<Waiting>): Waiting => ({
  id: 'a',
  own: 'nothing',
  gotMinutes: 0,
  lastGotMs: null,
  joinedMs: 0,
  standsBack: false,
  emptyDays: 0,
  ...change,
});

const anyWaiting: fc.Arbitrary<Waiting> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 4 }),
  own: fc.constantFrom('nothing', 'space', 'pile'),
  gotMinutes: fc.integer({ min: 0, max: 3 }),
  lastGotMs: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
  joinedMs: fc.integer({ min: 0, max: 3 }),
  standsBack: fc.boolean(),
  emptyDays: fc.integer({ min: 0, max: 4 }),
});

const manyWaiting = fc.uniqueArray(anyWaiting, { selector: ({ id }) => id, minLength: 1, maxLength: 12 });

describe('the order of the wait list', () => {
  it.each<[string, Partial<Waiting>, Partial<Waiting>]>([
    ['no space of its own before a space', { own: 'nothing', gotMinutes: 600 }, { own: 'space' }],
    ['no pile of its own before a pile', { own: 'space', gotMinutes: 600 }, { own: 'pile' }],
    ['fewer minutes before more', { gotMinutes: 60, joinedMs: 9 }, { gotMinutes: 120 }],
    ['never had one before had one', { lastGotMs: null, joinedMs: 9 }, { lastGotMs: 5 }],
    ['longest ago before lately', { lastGotMs: 5, joinedMs: 9 }, { lastGotMs: 8 }],
    ['joined first before joined later', { joinedMs: 1, id: 'z' }, { joinedMs: 2 }],
    ['let nothing pass before let one pass', { own: 'pile', gotMinutes: 900 }, { standsBack: true }],
    [
      'days of waiting for nothing make up for a pile of one’s own',
      { own: 'pile', emptyDays: EMPTY_DAYS_COUNT },
      { own: 'nothing', gotMinutes: 60 },
    ],
  ])('puts %s', (_, first, second) => {
    const [a, b] = [waiting({ id: 'm', ...first }), waiting({ id: 'n', ...second })];
    expect(waitOrder([b, a])).toEqual([a, b]);
    expect(comesBefore(a, b)).toBeLessThan(0);
  });

  it('is one order for everybody, in whatever sequence the entries are read', () => {
    fc.assert(
      fc.property(
        manyWaiting.chain((entries) =>
          fc.tuple(
            fc.constant(entries),
            fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
          ),
        ),
        ([entries, shuffled]) => {
          const ordered = waitOrder(entries);
          expect(waitOrder(shuffled)).toEqual(ordered);
          for (const [index, one] of ordered.entries())
            for (const later of ordered.slice(index + 1)) {
              expect(comesBefore(one, later)).toBeLessThan(0);
              expect(comesBefore(later, one)).toBeGreaterThan(0);
            }
        },
      ),
    );
  });
});

interface Neighbour {
  readonly own: Waiting['own'];
  /** Of its offers it lets every so many pass; 0 for none. */
  readonly passesEvery: number;
}

/** A slot a day for a year, all of them waiting every day: when each got one, in days. */
function daysServed(neighbours: readonly Neighbour[], days: number): number[][] {
  const state = neighbours.map(() => ({ got: [] as number[], offers: 0, standsBack: false, emptyDays: 0 }));
  for (let day = 0; day < days; day++) {
    const nowMs = (day + 1) * DAY_MS;
    const line = waitOrder(
      neighbours.map(({ own }, index): Waiting => {
        const one = state[index]!;
        const recent = one.got.filter((on) => (on + 1) * DAY_MS >= nowMs - GOT_WITHIN_MS);
        const last = one.got.at(-1);
        return {
          id: String(index),
          own,
          gotMinutes: recent.length * 120,
          lastGotMs: last === undefined ? null : (last + 1) * DAY_MS,
          joinedMs: nowMs,
          standsBack: one.standsBack,
          emptyDays: one.emptyDays,
        };
      }),
    );
    const passedToday = new Set<number>();
    let taken: number | null = null;
    let takenStoodBack = false;
    for (const { id } of line) {
      const index = Number(id);
      const one = state[index]!;
      one.offers += 1;
      const every = neighbours[index]!.passesEvery;
      if (every > 0 && one.offers % every === 0) {
        one.standsBack = true;
        passedToday.add(index);
        continue;
      }
      taken = index;
      takenStoodBack = one.standsBack;
      break;
    }
    for (const [index, one] of state.entries()) {
      if (index === taken) {
        one.got.push(day);
        one.emptyDays = 0;
        one.standsBack = false;
      } else {
        one.emptyDays += 1;
        if (taken !== null && !takenStoodBack && !passedToday.has(index)) one.standsBack = false;
      }
    }
  }
  return state.map(({ got }) => got);
}

describe('somebody who keeps waiting', () => {
  const neighbours = fc.array(
    fc.record({
      own: fc.constantFrom<Waiting['own']>('nothing', 'space', 'pile'),
      passesEvery: fc.constantFrom(0, 0, 2, 3),
    }),
    { minLength: 2, maxLength: 20 },
  );

  it('is never passed over for ever, whoever the others are', () => {
    fc.assert(
      fc.property(neighbours, (all) => {
        const served = daysServed(all, 365);
        for (const [index, got] of served.entries()) {
          const gaps = [...got, 365].map((day, n) => day - (got[n - 1] ?? -1));
          const patience = all[index]!.passesEvery > 0 ? 4 : 2;
          expect(Math.max(...gaps)).toBeLessThanOrEqual(patience * all.length + 2 * EMPTY_DAYS_COUNT + 28);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gets as much as the others in the same position', () => {
    const all = Array.from({ length: 7 }, (): Neighbour => ({ own: 'nothing', passesEvery: 0 }));
    const counts = daysServed(all, 364).map((got) => got.length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });
});
