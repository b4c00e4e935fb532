/** A half-open span `[start, end)` in whole epoch milliseconds (or any one integer unit used throughout a call). */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

/** True when both bounds are safe integers and `start < end`. */
export function isWindow(window: TimeWindow): boolean {
  return Number.isSafeInteger(window.start) && Number.isSafeInteger(window.end) && window.start < window.end;
}

/** Length of the window in its own unit, at least 0. */
export function lengthOf(window: TimeWindow): number {
  return Math.max(0, window.end - window.start);
}

/** True when `start ≤ instant < end`. */
export function containsInstant(window: TimeWindow, instant: number): boolean {
  return window.start <= instant && instant < window.end;
}

/** True when `inner` is not empty and lies wholly within `outer`. */
export function containsWindow(outer: TimeWindow, inner: TimeWindow): boolean {
  return inner.start < inner.end && outer.start <= inner.start && inner.end <= outer.end;
}

/** True when the two windows share at least one instant; windows that only touch do not. */
export function overlaps(a: TimeWindow, b: TimeWindow): boolean {
  return Math.max(a.start, b.start) < Math.min(a.end, b.end);
}

/** The shared part of two windows, or null when they share no instant. */
export function intersect(a: TimeWindow, b: TimeWindow): TimeWindow | null {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start < end ? { start, end } : null;
}

/** The fewest ascending, disjoint, non-touching windows that cover exactly the same instants. */
export function union(windows: readonly TimeWindow[]): TimeWindow[] {
  const sorted = windows.filter((w) => w.start < w.end).sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const window of sorted) {
    const last = merged.at(-1);
    if (last && window.start <= last.end) last.end = Math.max(last.end, window.end);
    else merged.push({ start: window.start, end: window.end });
  }
  return merged;
}

/** What remains of `from` when every instant of `holes` is taken out, ascending and disjoint. */
export function subtract(from: TimeWindow, holes: readonly TimeWindow[]): TimeWindow[] {
  const remaining: TimeWindow[] = [];
  let cursor = from.start;
  for (const hole of union(holes)) {
    if (hole.end <= cursor) continue;
    if (hole.start >= from.end) break;
    if (hole.start > cursor) remaining.push({ start: cursor, end: hole.start });
    cursor = hole.end;
  }
  if (cursor < from.end) remaining.push({ start: cursor, end: from.end });
  return remaining;
}

/** Total length covered by the windows, instants shared by several counted once. */
export function coveredLength(windows: readonly TimeWindow[]): number {
  return union(windows).reduce((sum, window) => sum + lengthOf(window), 0);
}
