import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SlotFacts } from '~/domain/booking/judge-slot';
import {
  answerByMs,
  isWishOver,
  OFFER_LEAD_MINUTES,
  offerFacts,
  slotsWithin,
  wishFault,
} from '~/domain/booking/wait-wish';
import { HOUR_MS, MINUTE_MS } from '~/domain/shared/local-time';
import { containsWindow, overlaps } from '~/domain/shared/time-window';

const NOW = Date.parse('2026-11-20T10:00:00.000Z');
const at = (hours: number) => NOW + hours * HOUR_MS;
const facts = (change: Partial<SlotFacts> = {}): SlotFacts => ({
  nowMs: NOW,
  furthestMs: at(48),
  open: [{ start: at(-24), end: at(72) }],
  held: [],
  rules: { stepMinutes: 30, minMinutes: 30, maxMinutes: 480, bufferMinutes: 0, latestNoticeMinutes: 60 },
  ...change,
});

describe('what a household waits for', () => {
  it.each([
    ['backwards', { start: at(3), end: at(2) }, 60],
    ['backwards', { start: Number.NaN, end: at(2) }, 60],
    ['too-wide', { start: at(1), end: at(26) }, 60],
    ['too-narrow', { start: at(1), end: at(2) }, 90],
    ['too-narrow', { start: at(1), end: at(2) }, 0],
    ['past', { start: at(-3), end: at(1) }, 60],
    ['too-far', { start: at(48), end: at(50) }, 60],
    [null, { start: at(-1), end: at(3) }, 60],
  ])('is %s', (fault, window, minutes) => {
    expect(wishFault({ window, minutes }, NOW, at(48))).toBe(fault);
  });

  it('lies within its window, on the grid, where nobody is, away from what was let pass', () => {
    const hour = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(hour, hour, fc.integer({ min: 1, max: 8 }), hour, hour, (from, length, steps, a, b) => {
        const wish = { window: { start: at(from), end: at(from + length + 1) }, minutes: steps * 30 };
        const held = [{ start: at(a), end: at(a + 2) }];
        const passed = [{ start: at(b), end: at(b + 1) }];
        const slots = slotsWithin(wish, offerFacts(facts({ held })), passed);
        for (const slot of slots) {
          expect(containsWindow(wish.window, slot)).toBe(true);
          expect(slot.end - slot.start).toBe(wish.minutes * MINUTE_MS);
          expect([...held, ...passed].some((other) => overlaps(other, slot))).toBe(false);
          expect(slot.start).toBeGreaterThanOrEqual(NOW + OFFER_LEAD_MINUTES * MINUTE_MS);
        }
        const starts = slots.map(({ start }) => start);
        expect(starts).toEqual(starts.toSorted((x, y) => x - y));
        if (isWishOver(wish, NOW)) expect(slots).toEqual([]);
      }),
    );
  });

  it('is offered inside the notice that a booking must keep', () => {
    const wish = { window: { start: NOW, end: at(1) }, minutes: 30 };
    expect(slotsWithin(wish, facts())).toEqual([]);
    expect(slotsWithin(wish, offerFacts(facts()))).toEqual([{ start: at(0.5), end: at(1) }]);
  });

  it('is answered in time: before the offer lapses and before the slot begins', () => {
    expect(answerByMs({ start: at(5), end: at(6) }, NOW, 30)).toBe(at(0.5));
    expect(answerByMs({ start: at(0.25), end: at(1) }, NOW, 30)).toBe(at(0.25));
  });
});
