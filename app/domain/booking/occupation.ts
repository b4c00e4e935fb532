import { DAY_MS, localTimeOfMs, MINUTE_MS, msFromLocal } from '../shared/local-time';
import { intersect, lengthOf, subtract, type TimeWindow } from '../shared/time-window';
import { openWindows } from './opening-hours';

/** What a price board publishes for a car that stays after its slot. */
export interface OccupationRule {
  /** Free after the end of the slot. */
  readonly graceMinutes: number;
  readonly fenPerMinute: number;
  /** The most for one local day. */
  readonly capFenPerDay: number;
  /** No fee between these local minutes of day, across midnight when `to ≤ from`. */
  readonly freeFromMinute: number;
  readonly freeToMinute: number;
}

/** Taken where an operator begins to write a board: assumptions of ours. */
export const SUGGESTED_OCCUPATION: OccupationRule = {
  graceMinutes: 30,
  fenPerMinute: 50,
  capFenPerDay: 3000,
  freeFromMinute: 22 * 60,
  freeToMinute: 7 * 60,
};

export interface OccupationDay {
  readonly on: string;
  readonly minutes: number;
  readonly feeFen: number;
}

export interface OccupationFee {
  readonly days: readonly OccupationDay[];
  readonly feeFen: number;
}

/** The fee for a stay after the slot, `[end of slot, car gone)` in epoch ms: whole minutes begun are not charged, each day is capped. */
export function occupationFee(stay: TimeWindow, rule: OccupationRule): OccupationFee {
  const paid = { start: stay.start + rule.graceMinutes * MINUTE_MS, end: stay.end };
  if (paid.end <= paid.start) return { days: [], feeFen: 0 };
  const days: OccupationDay[] = [];
  const stretches = subtract(paid, freeHours(paid, rule));
  const lastOn = localTimeOfMs(paid.end).on;
  for (
    let dayMs = msFromLocal(localTimeOfMs(paid.start).on);
    localTimeOfMs(dayMs).on <= lastOn;
    dayMs += DAY_MS
  ) {
    const day = { start: dayMs, end: dayMs + DAY_MS };
    const ms = stretches.reduce((sum, stretch) => {
      const shared = intersect(stretch, day);
      return sum + (shared ? lengthOf(shared) : 0);
    }, 0);
    const minutes = Math.floor(ms / MINUTE_MS);
    if (minutes === 0) continue;
    days.push({
      on: localTimeOfMs(dayMs).on,
      minutes,
      feeFen: Math.min(rule.capFenPerDay, minutes * rule.fenPerMinute),
    });
  }
  return { days, feeFen: days.reduce((sum, day) => sum + day.feeFen, 0) };
}

function freeHours(range: TimeWindow, { freeFromMinute, freeToMinute }: OccupationRule): TimeWindow[] {
  if (freeFromMinute === freeToMinute) return [];
  const toMinute = freeToMinute > freeFromMinute ? freeToMinute : freeToMinute + 1440;
  const everyDay = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: freeFromMinute, toMinute }];
  return openWindows(everyDay, [], range);
}
