import { instantFromMs } from './local-time';

/** A reading of an energy register that only counts up, in whole Wh. */
export interface MeterPoint {
  readonly at: string;
  readonly registerWh: number;
}

/** Energy that passed in the half-open window from `startAt` to `endAt`, in whole Wh. */
export interface IntervalEnergy {
  readonly startAt: string;
  readonly endAt: string;
  readonly energyWh: number;
}

export type MeterVerdict =
  | { ok: true; intervals: IntervalEnergy[]; energyWh: number }
  | { ok: false; reason: 'not-an-integer' | 'not-in-time-order' | 'register-went-back'; at: string };

/** Interval energies between successive readings; a repeated identical reading is ignored, a register that falls is refused. */
export function intervalsFromMeter(points: readonly MeterPoint[]): MeterVerdict {
  const intervals: IntervalEnergy[] = [];
  let previous: { ms: number; registerWh: number } | null = null;
  for (const point of points) {
    const ms = Date.parse(point.at);
    if (!Number.isSafeInteger(point.registerWh) || Number.isNaN(ms)) {
      return { ok: false, reason: 'not-an-integer', at: point.at };
    }
    if (previous) {
      if (point.registerWh < previous.registerWh)
        return { ok: false, reason: 'register-went-back', at: point.at };
      const energyWh: number = point.registerWh - previous.registerWh;
      if (ms < previous.ms || (ms === previous.ms && energyWh > 0)) {
        return { ok: false, reason: 'not-in-time-order', at: point.at };
      }
      if (ms > previous.ms) {
        intervals.push({ startAt: instantFromMs(previous.ms), endAt: instantFromMs(ms), energyWh });
      }
    }
    previous = { ms, registerWh: point.registerWh };
  }
  return { ok: true, intervals, energyWh: intervals.reduce((sum, interval) => sum + interval.energyWh, 0) };
}
