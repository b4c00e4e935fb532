import { MINUTES_PER_DAY } from '../shared/local-time';
import type { OpeningHours } from './opening-hours';

const WORKDAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Hours that a lender picks with one tap: assumptions of ours about when a household's own car is away. */
export const LENDING_PRESETS = {
  'workday-daytime': [{ weekdays: WORKDAYS, fromMinute: 8 * 60, toMinute: 18 * 60 }],
  'workday-evenings': [{ weekdays: WORKDAYS, fromMinute: 18 * 60, toMinute: 23 * 60 }],
  'every-night': [{ weekdays: EVERY_DAY, fromMinute: 22 * 60, toMinute: 7 * 60 + MINUTES_PER_DAY }],
  weekends: [{ weekdays: [6, 7], fromMinute: 8 * 60, toMinute: 22 * 60 }],
} as const satisfies Record<string, readonly OpeningHours[]>;

export type LendingPreset = keyof typeof LENDING_PRESETS;
export const PRESET_NAMES = Object.keys(LENDING_PRESETS) as LendingPreset[];

/** The preset that hours are; null where the lender has written its own. */
export function presetOf(hours: readonly OpeningHours[]): LendingPreset | null {
  const text = JSON.stringify(hours);
  return PRESET_NAMES.find((name) => JSON.stringify(LENDING_PRESETS[name]) === text) ?? null;
}
