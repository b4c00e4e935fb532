import { HOUR_MS } from '../shared/local-time';
import { divideHalfUp } from '../shared/money-fen';

/** Less than this, or than this part of a promise, is lost in the steps of limits and meters. */
const STEPS_WH = 100;
const STEPS_PART = 0.02;

/** Whether a promise is missed by more than the steps of limits and meters. */
export function isMissed(promisedWh: number, missingWh: number): boolean {
  return missingWh > Math.max(STEPS_WH, promisedWh * STEPS_PART);
}

/** How a slot went, as far as it decides whose fault a shortfall is; instants in epoch ms. */
export interface SlotCourse {
  readonly promisedWh: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly graceMinutes: number;
  /** The most that car and pile take together. */
  readonly maxKw: number;
  /** When the car was plugged in; null where no session began. */
  readonly pluggedMs: number | null;
  /** When its last session ended; null where it still runs. */
  readonly stoppedMs: number | null;
  readonly deliveredWh: number;
  /** Whether the plan said that grid or pile could not keep the promise. */
  readonly wasCut: boolean;
  /** Whether the car itself had stopped taking energy (OCPP 1.6 §7.7 SuspendedEV). */
  readonly carWasFull: boolean;
}

/** A car that stops within so long before the end of its slot has stayed to the end. */
const STAYED_MS = 10 * 60_000;

/**
 * What of a promise did not come for reasons of the grid or the operator, Wh: nothing where the car came after the grace, was full or
 * left early; a car that came within the grace has the promise that was still possible.
 */
export function owedWh(course: SlotCourse): number {
  const { startMs, endMs, pluggedMs, stoppedMs } = course;
  if (!course.wasCut || course.carWasFull || pluggedMs === null) return 0;
  if (pluggedMs > startMs + course.graceMinutes * 60_000) return 0;
  if (stoppedMs !== null && stoppedMs < endMs - STAYED_MS) return 0;
  const stayMs = endMs - Math.max(startMs, pluggedMs);
  const possibleWh = Math.min(course.promisedWh, Math.floor((course.maxKw * 1000 * stayMs) / HOUR_MS));
  const missingWh = possibleWh - course.deliveredWh;
  return isMissed(course.promisedWh, missingWh) ? missingWh : 0;
}

/** What is paid back, fen ≥ 0, for energy owed at a compound's rate. */
export function compensationFen(missingWh: number, shortfallFenPerKwh: number): number {
  return divideHalfUp(Math.max(0, missingWh) * shortfallFenPerKwh, 1000);
}
