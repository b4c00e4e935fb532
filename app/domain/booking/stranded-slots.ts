import { DAY_MS } from '../shared/local-time';
import { containsWindow, type TimeWindow } from '../shared/time-window';
import { type OpeningException, type OpeningHours, openWindows } from './opening-hours';

/** When a pile would be open, and for whom; no members means everybody. */
export interface PileTerms {
  readonly hours: readonly OpeningHours[];
  readonly exceptions: readonly OpeningException[];
  readonly members: readonly string[];
}

/** Of these booked slots those that would no longer lie in the open hours, or belong to a household that is no member. */
export function strandedSlots<Slot extends TimeWindow & { readonly householdId: string }>(
  slots: readonly Slot[],
  { hours, exceptions, members }: PileTerms,
): Slot[] {
  if (slots.length === 0) return [];
  const range = {
    start: Math.min(...slots.map(({ start }) => start)) - DAY_MS,
    end: Math.max(...slots.map(({ end }) => end)) + DAY_MS,
  };
  const open = openWindows(hours, exceptions, range);
  return slots.filter(
    (slot) =>
      !open.some((window) => containsWindow(window, slot)) ||
      (members.length > 0 && !members.includes(slot.householdId)),
  );
}
