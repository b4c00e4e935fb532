import { localTimeOfMs, MINUTE_MS, msFromLocal } from '../shared/local-time';
import { containsWindow, overlaps, type TimeWindow } from '../shared/time-window';

/** How a pile lets itself be booked; minutes. */
export interface SlotRules {
  /** Slots begin and end on multiples of it after local midnight. */
  readonly stepMinutes: number;
  readonly minMinutes: number;
  readonly maxMinutes: number;
  /** Kept free after a slot for the car to leave. */
  readonly bufferMinutes: number;
  /** A slot is asked for at least so long before it begins. */
  readonly latestNoticeMinutes: number;
}

export interface SlotFacts {
  readonly nowMs: number;
  readonly rules: SlotRules;
  /** When the pile is open. */
  readonly open: readonly TimeWindow[];
  /** What others hold, buffers included. */
  readonly held: readonly TimeWindow[];
  /** Slots must begin before this instant, ms: how far ahead this household may book. */
  readonly furthestMs: number;
}

export type SlotRefusal =
  | 'backwards'
  | 'not-on-grid'
  | 'too-short'
  | 'too-long'
  | 'past'
  | 'too-soon'
  | 'too-far'
  | 'closed'
  | 'taken';

export type SlotVerdict = { ok: true; hold: TimeWindow } | { ok: false; reason: SlotRefusal };

/** What a slot keeps from others: itself and the buffer after it. */
export function holdOf(slot: TimeWindow, bufferMinutes: number): TimeWindow {
  return { start: slot.start, end: slot.end + bufferMinutes * MINUTE_MS };
}

/** Whether a slot (epoch ms) can be had, looking at time alone; the first reason why not. */
export function judgeSlot(slot: TimeWindow, facts: SlotFacts): SlotVerdict {
  const refuse = (reason: SlotRefusal) => ({ ok: false, reason }) as const;
  const { rules, nowMs } = facts;
  if (!Number.isSafeInteger(slot.start) || !Number.isSafeInteger(slot.end) || slot.end <= slot.start)
    return refuse('backwards');
  if (!isOnGrid(slot.start, rules.stepMinutes) || !isOnGrid(slot.end, rules.stepMinutes))
    return refuse('not-on-grid');
  const minutes = (slot.end - slot.start) / MINUTE_MS;
  if (minutes < rules.minMinutes) return refuse('too-short');
  if (minutes > rules.maxMinutes) return refuse('too-long');
  if (slot.start < nowMs) return refuse('past');
  if (slot.start < nowMs + rules.latestNoticeMinutes * MINUTE_MS) return refuse('too-soon');
  if (slot.start >= facts.furthestMs) return refuse('too-far');
  return judgeRoom(slot, facts);
}

/** Whether a slot is open and free, whatever its length and notice: for what changes a booking that exists. */
export function judgeRoom(
  slot: TimeWindow,
  { rules, open, held }: Pick<SlotFacts, 'rules' | 'open' | 'held'>,
): SlotVerdict {
  if (!open.some((window) => containsWindow(window, slot))) return { ok: false, reason: 'closed' };
  const hold = holdOf(slot, rules.bufferMinutes);
  if (held.some((other) => overlaps(other, hold))) return { ok: false, reason: 'taken' };
  return { ok: true, hold };
}

/** Whether an instant lies on the grid of local time. */
export function isOnGrid(ms: number, stepMinutes: number): boolean {
  return ms % MINUTE_MS === 0 && localTimeOfMs(ms).minuteOfDay % stepMinutes === 0;
}

/** The first instant of the grid at or after `ms`. */
export function nextOnGrid(ms: number, stepMinutes: number): number {
  const step = stepMinutes * MINUTE_MS;
  const midnight = msFromLocal(localTimeOfMs(ms).on);
  return midnight + Math.ceil((ms - midnight) / step) * step;
}
