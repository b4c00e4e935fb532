import { addDays, localTimeOfMs, MINUTE_MS, msFromLocal } from '../shared/local-time';
import { containsWindow, overlaps, subtract, type TimeWindow } from '../shared/time-window';
import { judgeSlot, nextOnGrid, type SlotFacts } from './judge-slot';

/** The stretches of `open` that nobody holds. */
export function freeWindows(open: readonly TimeWindow[], held: readonly TimeWindow[]): TimeWindow[] {
  return open.flatMap((window) => subtract(window, held));
}

/** The earliest slot of `minutes` that begins at or after `fromMs` and can be had; null where there is none. */
export function nextFreeSlot(facts: SlotFacts, minutes: number, fromMs: number): TimeWindow | null {
  const { stepMinutes, bufferMinutes, latestNoticeMinutes } = facts.rules;
  const earliest = Math.max(fromMs, facts.nowMs + latestNoticeMinutes * MINUTE_MS);
  const tails = facts.held.map((hold) => ({
    start: hold.start - bufferMinutes * MINUTE_MS,
    end: hold.end,
  }));
  for (const free of freeWindows(facts.open, tails)) {
    const start = nextOnGrid(Math.max(free.start, earliest), stepMinutes);
    const slot = { start, end: start + minutes * MINUTE_MS };
    if (judgeSlot(slot, facts).ok) return slot;
  }
  return null;
}

/** Of several piles the free slot of `minutes` whose start is nearest to `wantedMs`, and of equally near ones the earlier. */
export function nearestFreeSlot<Pile>(
  piles: readonly { pile: Pile; facts: SlotFacts }[],
  minutes: number,
  wantedMs: number,
): { pile: Pile; slot: TimeWindow } | null {
  let best: { pile: Pile; slot: TimeWindow } | null = null;
  const distance = (slot: TimeWindow) => Math.abs(slot.start - wantedMs);
  for (const { pile, facts } of piles) {
    for (const slot of [nextFreeSlot(facts, minutes, wantedMs), lastFreeSlot(facts, minutes, wantedMs)]) {
      if (!slot) continue;
      const nearer = best ? distance(slot) - distance(best.slot) : -1;
      if (nearer < 0 || (nearer === 0 && slot.start < best!.slot.start)) best = { pile, slot };
    }
  }
  return best;
}

/** The latest slot of `minutes` that begins before `beforeMs` and can be had; null where there is none. */
function lastFreeSlot(facts: SlotFacts, minutes: number, beforeMs: number): TimeWindow | null {
  const step = facts.rules.stepMinutes * MINUTE_MS;
  const earliest = facts.nowMs + facts.rules.latestNoticeMinutes * MINUTE_MS;
  const first = freeWindows(facts.open, facts.held).filter(({ start }) => start < beforeMs);
  for (const free of first.toReversed()) {
    const latest = Math.min(free.end - minutes * MINUTE_MS, beforeMs - 1);
    let start = nextOnGrid(latest, facts.rules.stepMinutes);
    if (start > latest) start -= step;
    for (; start >= Math.max(free.start, earliest); start -= step) {
      const slot = { start, end: start + minutes * MINUTE_MS };
      if (judgeSlot(slot, facts).ok) return slot;
    }
  }
  return null;
}

export type CellState = 'free' | 'taken' | 'mine' | 'closed' | 'past';

export interface Cell extends TimeWindow {
  readonly state: CellState;
}

/** The cells of `range` for a grid of piles and times, each `cellMinutes` long. */
export function cellsOf(
  range: TimeWindow,
  cellMinutes: number,
  facts: Pick<SlotFacts, 'open' | 'held' | 'nowMs'> & { mine: readonly TimeWindow[] },
): Cell[] {
  const step = cellMinutes * MINUTE_MS;
  const cells: Cell[] = [];
  for (let start = range.start; start < range.end; start += step) {
    const cell = { start, end: Math.min(range.end, start + step) };
    cells.push({ ...cell, state: stateOf(cell, facts) });
  }
  return cells;
}

function stateOf(
  cell: TimeWindow,
  { open, held, mine, nowMs }: Pick<SlotFacts, 'open' | 'held' | 'nowMs'> & { mine: readonly TimeWindow[] },
): CellState {
  if (mine.some((window) => overlaps(window, cell))) return 'mine';
  if (cell.end <= nowMs) return 'past';
  if (held.some((window) => overlaps(window, cell))) return 'taken';
  return open.some((window) => containsWindow(window, cell)) ? 'free' : 'closed';
}

/** Epoch ms of local Monday 00:00 of the week that an instant lies in. */
export function weekStart(ms: number): number {
  const { on, weekday } = localTimeOfMs(ms);
  return msFromLocal(addDays(on, 1 - weekday));
}
