import { MINUTES_PER_DAY } from '../shared/local-time';

/** Minutes of day `[fromMinute, toMinute)`; crosses midnight when `toMinute ≤ fromMinute`. */
export interface DailyWindow {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Energy in kWh that fits under `limitKw` beside the base curve (equal intervals over one day) within the daily window. */
export function energyUnderLimit(
  limitKw: number,
  baseCurveKw: readonly number[],
  window: DailyWindow,
): number {
  const intervalMinutes = MINUTES_PER_DAY / baseCurveKw.length;
  return baseCurveKw.reduce((sum, baseKw, index) => {
    const minutes = minutesWithin(index * intervalMinutes, (index + 1) * intervalMinutes, window);
    return sum + (Math.max(0, limitKw - baseKw) * minutes) / 60;
  }, 0);
}

function minutesWithin(start: number, end: number, { fromMinute, toMinute }: DailyWindow): number {
  const shared = (from: number, to: number) => Math.max(0, Math.min(end, to) - Math.max(start, from));
  return fromMinute < toMinute
    ? shared(fromMinute, toMinute)
    : shared(fromMinute, MINUTES_PER_DAY) + shared(0, toMinute);
}
