import { MINUTE_MS } from '../shared/local-time';
import { GONE_MS, goesOnUntil, REMIND_AGAIN_MS, WALK_UP_MS } from './visit';

/** A visit as it stands; instants in epoch ms. */
export interface VisitCourse {
  readonly nowMs: number;
  readonly endMs: number;
  readonly kind: 'slot' | 'walk-up';
  readonly bufferMinutes: number;
  readonly checkedInMs: number;
  /** Whether a session has begun at all, and whether one runs. */
  readonly hasCharged: boolean;
  readonly isRunning: boolean;
  /** When the last session ended; null where none has. */
  readonly stoppedMs: number | null;
  /** Since when no car stands at the connector; null while one does. */
  readonly freeSinceMs: number | null;
  /** When the next slot of somebody else begins at the pile; null where none is booked. */
  readonly nextStartMs: number | null;
}

export type VisitStep =
  | { do: 'finish'; leftMs: number | null }
  | { do: 'stop' }
  /** The car stays without a right to from here on. */
  | { do: 'overstay'; fromMs: number }
  | { do: 'tell'; what: 'slot-ending' | 'slot-over' | 'still-there' | 'next-waits' };

/** A household is told so long before the end of its slot. */
const ENDING_MS = 10 * MINUTE_MS;

/** What is due in a visit now; every step may be taken again without harm. */
export function visitSteps(course: VisitCourse): VisitStep[] {
  const { nowMs, endMs, hasCharged, isRunning, freeSinceMs } = course;
  if (!hasCharged) return withoutCar(course);
  if (!isRunning && freeSinceMs !== null) {
    const leftMs = Math.max(freeSinceMs, course.stoppedMs ?? freeSinceMs);
    return nowMs >= Math.min(endMs, leftMs + GONE_MS) ? [{ do: 'finish', leftMs }] : [];
  }
  const steps: VisitStep[] = [];
  const untilMs = goesOnUntil(endMs, course.bufferMinutes, course.nextStartMs);
  if (isRunning && nowMs >= untilMs) steps.push({ do: 'stop' });
  if (nowMs >= endMs - ENDING_MS && nowMs < endMs) steps.push({ do: 'tell', what: 'slot-ending' });
  if (nowMs < endMs) return steps;
  const fromMs = isRunning ? untilMs : Math.max(endMs, Math.min(untilMs, course.stoppedMs ?? endMs));
  if (nowMs >= fromMs) steps.push({ do: 'overstay', fromMs });
  steps.push({ do: 'tell', what: 'slot-over' });
  if (nowMs >= endMs + REMIND_AGAIN_MS) steps.push({ do: 'tell', what: 'still-there' });
  if (course.nextStartMs !== null && nowMs >= course.nextStartMs)
    steps.push({ do: 'tell', what: 'next-waits' });
  return steps;
}

/** Somebody has said to be there and has not charged: a walk-up is kept a while, a slot until its end. */
function withoutCar({ nowMs, endMs, kind, checkedInMs }: VisitCourse): VisitStep[] {
  const untilMs = kind === 'walk-up' ? Math.min(endMs, checkedInMs + WALK_UP_MS) : endMs;
  return nowMs >= untilMs ? [{ do: 'finish', leftMs: null }] : [];
}
