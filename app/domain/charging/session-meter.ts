import type { IntervalEnergy, MeterPoint } from '../shared/meter-points';
import { intervalsFromMeter } from '../shared/meter-points';

/** A session's own registers, whole Wh. */
export interface SessionMeter {
  readonly startedAt: string;
  readonly endAt: string;
  readonly startWh: number;
  readonly endWh: number;
}

/** The energy of a session by its readings in between, those out of order or outside left out; whole Wh that add up to the session's. */
export function sessionIntervals(meter: SessionMeter, readings: readonly MeterPoint[]): IntervalEnergy[] {
  const points: MeterPoint[] = [{ at: meter.startedAt, registerWh: meter.startWh }];
  for (const { at, registerWh } of readings) {
    const last = points.at(-1)!;
    const wh = Math.floor(registerWh);
    if (at > last.at && at < meter.endAt && wh >= last.registerWh && wh <= meter.endWh) {
      points.push({ at, registerWh: wh });
    }
  }
  if (meter.endAt > points.at(-1)!.at) points.push({ at: meter.endAt, registerWh: meter.endWh });
  const verdict = intervalsFromMeter(points);
  return verdict.ok ? verdict.intervals : [];
}
