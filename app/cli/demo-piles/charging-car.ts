import { minimumKw, type PhaseCount } from '~/domain/shared/electrical';
import { HOUR_MS } from '~/domain/shared/local-time';

export interface PluggedCar {
  readonly needKwh: number;
  readonly maxKw: number;
  readonly phaseCount: PhaseCount;
}

const FULL_WITHIN_KWH = 0.0005;

/** Power in kW that a car draws: what it needs, held by its own, the pile's and the profile's limit; below 6 A it pauses. */
export function drawnKw(car: PluggedCar, deliveredKwh: number, pileMaxKw: number, limitKw: number): number {
  if (isFull(car, deliveredKwh)) return 0;
  const kw = Math.min(car.maxKw, pileMaxKw, limitKw);
  return kw + 1e-6 < minimumKw(car.phaseCount) ? 0 : kw;
}

export function isFull(car: PluggedCar, deliveredKwh: number): boolean {
  return deliveredKwh >= car.needKwh - FULL_WITHIN_KWH;
}

/** Energy in kWh that passes in `elapsedMs` at `kw`, at most what the car still needs. */
export function passedKwh(car: PluggedCar, deliveredKwh: number, kw: number, elapsedMs: number): number {
  return Math.min(Math.max(0, car.needKwh - deliveredKwh), (kw * elapsedMs) / HOUR_MS);
}
