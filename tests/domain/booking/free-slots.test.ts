import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, freeWindows, nearestFreeSlot, nextFreeSlot, weekStart } from '~/domain/booking/free-slots';
import { judgeSlot, nextOnGrid, type SlotFacts } from '~/domain/booking/judge-slot';
import { localTimeOfMs } from '~/domain/shared/local-time';
import { overlaps, type TimeWindow, union } from '~/domain/shared/time-window';
import { anyWindow, at, between, isIn, MINUTE } from './minutes';

const anyFacts: fc.Arbitrary<SlotFacts> = fc
  .record({
    now: fc.integer({ min: -60, max: 600 }),
    furthest: fc.integer({ min: 0, max: 2880 }),
    stepMinutes: fc.constantFrom(15, 30, 60),
    bufferMinutes: fc.constantFrom(0, 10, 30),
    latestNoticeMinutes: fc.constantFrom(0, 45),
    open: fc.array(anyWindow(0, 2880, 15), { maxLength: 4 }),
    held: fc.array(anyWindow(0, 2880, 15), { maxLength: 5 }),
  })
  .map(({ now, furthest, open, held, ...rules }) => ({
    nowMs: at(now),
    furthestMs: at(furthest),
    rules: { ...rules, minMinutes: 15, maxMinutes: 480 },
    open: union(open),
    held,
  }));
const anyMinutes = fc.constantFrom(60, 120, 240);

/** Every start on the grid, one after another. */
function* startsThatCanBeHad(facts: SlotFacts, minutes: number): Generator<number> {
  for (let start = at(-120); start < at(3000); start += 15 * MINUTE)
    if (judgeSlot({ start, end: start + minutes * MINUTE }, facts).ok) yield start;
}

describe('a slot', () => {
  it('is had exactly where each of its minutes is open, and each with its buffer is free', () => {
    fc.assert(
      fc.property(anyFacts, anyWindow(-60, 2880, 15), (facts, slot) => {
        const { rules, nowMs, furthestMs } = facts;
        const minutes = (slot.end - slot.start) / MINUTE;
        let expected = minutes >= rules.minMinutes && minutes <= rules.maxMinutes;
        for (const edge of [slot.start, slot.end])
          expected &&= localTimeOfMs(edge).minuteOfDay % rules.stepMinutes === 0;
        expected &&= slot.start >= nowMs + rules.latestNoticeMinutes * MINUTE && slot.start < furthestMs;
        for (let ms = slot.start; ms < slot.end + rules.bufferMinutes * MINUTE; ms += MINUTE)
          expected &&= !isIn(facts.held, ms) && (ms >= slot.end || isIn(facts.open, ms));
        const verdict = judgeSlot(slot, facts);
        expect(verdict.ok).toBe(expected);
        if (verdict.ok)
          expect(verdict.hold).toEqual({ start: slot.start, end: slot.end + rules.bufferMinutes * MINUTE });
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [between(600, 600), 'backwards'],
    [{ start: Number.NaN, end: at(60) }, 'backwards'],
    [between(610, 660), 'not-on-grid'],
    [between(600, 630), 'too-short'],
    [between(600, 1500), 'too-long'],
    [between(-60, 30), 'past'],
    [between(0, 60), 'too-soon'],
    [between(2880, 2940), 'too-far'],
    [between(1380, 1470), 'closed'],
    [between(720, 780), 'taken'],
  ] as [TimeWindow, string][])('says why it cannot be had: %j is %s', (slot, reason) => {
    const rules = {
      stepMinutes: 30,
      minMinutes: 60,
      maxMinutes: 480,
      bufferMinutes: 15,
      latestNoticeMinutes: 30,
    };
    const open = [between(-600, 1440), between(2880, 4320)];
    const facts = { nowMs: at(0), furthestMs: at(2880), rules, open, held: [between(780, 840)] };
    expect(judgeSlot(slot, facts)).toEqual({ ok: false, reason });
  });
});

describe('free time', () => {
  it('is what is open and not held', () => {
    fc.assert(
      fc.property(anyFacts, ({ open, held }) => {
        const free = freeWindows(open, held);
        for (let ms = at(-30); ms < at(2910); ms += 15 * MINUTE)
          expect(isIn(free, ms)).toBe(isIn(open, ms) && !isIn(held, ms));
      }),
    );
  });

  it('has its next slot at the earliest start that can be had, and none where there is none', () => {
    fc.assert(
      fc.property(anyFacts, anyMinutes, fc.integer({ min: -60, max: 2880 }), (facts, minutes, from) => {
        const first = [...startsThatCanBeHad(facts, minutes)].find((start) => start >= at(from));
        expect(nextFreeSlot(facts, minutes, at(from))?.start ?? null).toBe(first ?? null);
      }),
      { numRuns: 400 },
    );
  });

  it('has its nearest slot among several piles where no other that can be had is nearer', () => {
    fc.assert(
      fc.property(
        fc.array(anyFacts, { maxLength: 3 }),
        anyMinutes,
        fc.integer({ min: 0, max: 2880 }),
        (piles, minutes, wanted) => {
          const found = nearestFreeSlot(
            piles.map((facts, pile) => ({ pile, facts })),
            minutes,
            at(wanted),
          );
          const starts = piles.flatMap((facts) => [...startsThatCanBeHad(facts, minutes)]);
          const distance = (start: number) => Math.abs(start - at(wanted));
          const nearest = starts.toSorted((a, b) => distance(a) - distance(b) || a - b)[0];
          expect(found?.slot.start ?? null).toBe(nearest ?? null);
          if (found) expect(judgeSlot(found.slot, piles[found.pile]!).ok).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('begins on the grid at or after any instant, by no more than a step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.constantFrom(15, 30, 60), (offset, step) => {
        const ms = at(0) + offset;
        const next = nextOnGrid(ms, step);
        expect(next - ms).toBeGreaterThanOrEqual(0);
        expect(next - ms).toBeLessThan(step * MINUTE);
        expect(localTimeOfMs(next).minuteOfDay % step).toBe(0);
        expect(next % MINUTE).toBe(0);
      }),
    );
  });
});

describe('the cells of a day', () => {
  it('are each in one state: mine before past before taken, and free only where all of it is open', () => {
    fc.assert(
      fc.property(anyFacts, fc.array(anyWindow(0, 1440, 15), { maxLength: 2 }), (facts, mine) => {
        const range = between(0, 1440);
        const cells = cellsOf(range, 30, { ...facts, mine });
        expect(cells.map(({ start }) => start)).toEqual(Array.from({ length: 48 }, (_, n) => at(30 * n)));
        for (const cell of cells) {
          const minutes = Array.from({ length: 30 }, (_, n) => cell.start + n * MINUTE);
          const isHeld = facts.held.some((hold) => overlaps(hold, cell));
          const expected = minutes.some((ms) => isIn(mine, ms))
            ? 'mine'
            : cell.end <= facts.nowMs
              ? 'past'
              : isHeld
                ? 'taken'
                : minutes.every((ms) => isIn(facts.open, ms))
                  ? 'free'
                  : 'closed';
          expect(cell.state).toBe(expected);
        }
      }),
    );
  });
});

describe('the week', () => {
  it('begins on the local Monday at midnight, whatever the hour in London', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (minute) => {
        const start = weekStart(at(minute) + 12_345);
        const { weekday, minuteOfDay } = localTimeOfMs(start);
        expect({ weekday, minuteOfDay }).toEqual({ weekday: 1, minuteOfDay: 0 });
        expect(start % MINUTE).toBe(0);
        const into = at(minute) + 12_345 - start;
        expect(into >= 0 && into < 7 * 1440 * MINUTE).toBe(true);
      }),
    );
  });
});
