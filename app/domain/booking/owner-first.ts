import { MINUTE_MS } from '../shared/local-time';
import { overlaps, type TimeWindow } from '../shared/time-window';

/** While the owner's car stands at the pile, guests' slots that begin within so long and before it leaves are taken back. */
export const OWNER_LOOK_AHEAD_MINUTES = 180;

/** The guests' slots that the owner's car needs: they share time with its expected stay and begin soon. */
export function slotsTheOwnerNeeds<Slot extends TimeWindow>(
  stay: TimeWindow,
  slots: readonly Slot[],
  nowMs: number,
): Slot[] {
  const soonMs = nowMs + OWNER_LOOK_AHEAD_MINUTES * MINUTE_MS;
  return slots.filter((slot) => overlaps(slot, stay) && slot.start <= soonMs && slot.end > nowMs);
}
