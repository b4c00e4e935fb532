import type { ChargingProblem, Vehicle } from './problem';

/** Powers, kW, that differ by less are equal. */
export const SAME_KW = 1e-9;

/** Powers a vehicle may charge with: 0, or from `min` to `max` in whole steps (any power where step is 0). */
export interface PowerSettings {
  min: number;
  max: number;
  step: number;
}

/** The powers that a vehicle of a problem with these options can be set to, kW. */
export function settingsOf(vehicle: Vehicle, options: ChargingProblem['options'] = {}): PowerSettings {
  const step =
    vehicle.stepKw ?? (options.stepShare ? options.stepShare * vehicle.maxKw : (options.stepKw ?? 0));
  const min = vehicle.minKw ?? 0;
  if (step <= 0) return { min, max: vehicle.maxKw, step: 0 };
  return {
    min: Math.max(1, Math.ceil((min - SAME_KW) / step)) * step,
    max: Math.floor((vehicle.maxKw + SAME_KW) / step) * step,
    step,
  };
}

export function isFree({ min, step }: PowerSettings): boolean {
  return min <= 0 && step <= 0;
}

/** The highest setting that is at most `kw`. */
export function settingBelow({ min, max, step }: PowerSettings, kw: number): number {
  const capped = Math.min(kw, max);
  const set = step > 0 ? Math.floor((capped + SAME_KW) / step) * step : capped;
  return set < min - SAME_KW || set <= 0 ? 0 : set;
}

/**
 * What no choice of settings over `intervals` can deliver of `wanted` (both in kW × intervals), although a power in between
 * could: less than a step, or a rest below the least power. 0 for a vehicle that asks for more than its window holds or that
 * no setting can serve at all.
 */
export function roundingOf({ min, max, step }: PowerSettings, wanted: number, intervals: number): number {
  if (max <= 0 || wanted < min - SAME_KW || wanted > max * intervals + SAME_KW) return 0;
  const target = step > 0 ? Math.floor((wanted + SAME_KW) / step) * step : wanted;
  const fewest = Math.ceil((target - SAME_KW) / max);
  const most = fewest * min <= target + SAME_KW ? target : (fewest - 1) * max;
  return Math.max(0, wanted - most);
}
