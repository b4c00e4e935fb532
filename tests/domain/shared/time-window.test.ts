import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  containsInstant,
  containsWindow,
  coveredLength,
  intersect,
  isWindow,
  lengthOf,
  overlaps,
  subtract,
  type TimeWindow,
  union,
} from '~/domain/shared/time-window';

const bound = fc.integer({ min: -40, max: 40 });
const anyWindow = fc.tuple(bound, bound).map(([start, end]): TimeWindow => ({ start, end }));
const realWindow = anyWindow.filter((w) => w.start < w.end);
const instants = Array.from({ length: 100 }, (_, i) => i - 50);
const inAny = (windows: readonly TimeWindow[], t: number) => windows.some((w) => containsInstant(w, t));

describe('time windows', () => {
  it('hold their start and not their end', () => {
    expect(containsInstant({ start: 3, end: 5 }, 3)).toBe(true);
    expect(containsInstant({ start: 3, end: 5 }, 5)).toBe(false);
  });

  it('do not overlap when they only touch', () => {
    expect(overlaps({ start: 0, end: 5 }, { start: 5, end: 9 })).toBe(false);
    expect(intersect({ start: 0, end: 5 }, { start: 5, end: 9 })).toBeNull();
  });

  it('are windows only with whole bounds in order', () => {
    expect(isWindow({ start: 0, end: 1 })).toBe(true);
    expect(isWindow({ start: 1, end: 1 })).toBe(false);
    expect(isWindow({ start: 0.5, end: 1 })).toBe(false);
  });

  it('contain an inner window up to both bounds and never an empty one', () => {
    expect(containsWindow({ start: 0, end: 9 }, { start: 0, end: 9 })).toBe(true);
    expect(containsWindow({ start: 0, end: 9 }, { start: 4, end: 10 })).toBe(false);
    expect(containsWindow({ start: 0, end: 9 }, { start: 4, end: 4 })).toBe(false);
  });

  it('intersect in exactly the instants both hold', () => {
    fc.assert(
      fc.property(anyWindow, anyWindow, (a, b) => {
        const shared = intersect(a, b);
        expect(shared !== null).toBe(overlaps(a, b));
        for (const t of instants) {
          expect(shared !== null && containsInstant(shared, t)).toBe(
            containsInstant(a, t) && containsInstant(b, t),
          );
        }
      }),
    );
  });

  it('unite into ascending windows with a gap between each, covering the same instants', () => {
    fc.assert(
      fc.property(fc.array(anyWindow, { maxLength: 8 }), (windows) => {
        const merged = union(windows);
        for (const t of instants) expect(inAny(merged, t)).toBe(inAny(windows, t));
        for (let i = 1; i < merged.length; i++) expect(merged[i]!.start).toBeGreaterThan(merged[i - 1]!.end);
        expect(coveredLength(windows)).toBe(instants.filter((t) => inAny(windows, t)).length);
      }),
    );
  });

  it('leave after subtraction what is in the window and in no hole', () => {
    fc.assert(
      fc.property(realWindow, fc.array(anyWindow, { maxLength: 8 }), (from, holes) => {
        const rest = subtract(from, holes);
        for (const t of instants) expect(inAny(rest, t)).toBe(containsInstant(from, t) && !inAny(holes, t));
        expect(union(rest)).toEqual(rest);
        expect(rest.every((w) => lengthOf(w) > 0)).toBe(true);
      }),
    );
  });
});
