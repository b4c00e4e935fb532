import type { BookingStatus } from './booking-life';
import { EARLY_MS, noShowMs } from './visit';

/** What a slot is waiting for, as its household reads it. */
export type SlotStage =
  | 'requested'
  | 'offered'
  | 'early'
  | 'now'
  | 'here'
  | 'charging'
  | 'done'
  | 'finished'
  | 'no-show'
  | 'cancelled'
  | 'taken-back'
  | 'declined'
  | 'expired';

export interface StageFacts {
  readonly status: BookingStatus;
  readonly closeReason: string | null;
  readonly startMs: number;
  readonly endMs: number;
  readonly answerByMs: number | null;
  readonly graceMinutes: number;
  /** Whether the slot's session runs; null where there is none. */
  readonly session: 'running' | 'ended' | null;
}

/** Where a slot stands at `nowMs` and the instant (epoch ms) that its sentence names; null where none is. */
export function slotStage(facts: StageFacts, nowMs: number): { stage: SlotStage; atMs: number | null } {
  const { status, startMs, endMs } = facts;
  switch (status) {
    case 'requested':
    case 'offered':
      return { stage: status, atMs: facts.answerByMs };
    case 'booked':
      return nowMs < startMs - EARLY_MS
        ? { stage: 'early', atMs: startMs - EARLY_MS }
        : { stage: 'now', atMs: noShowMs({ startMs }, facts.graceMinutes) };
    case 'active':
      if (facts.session === null) return { stage: 'here', atMs: null };
      return { stage: facts.session === 'running' ? 'charging' : 'done', atMs: endMs };
    case 'cancelled':
      return { stage: isByHousehold(facts.closeReason) ? 'cancelled' : 'taken-back', atMs: null };
    default:
      return { stage: status, atMs: null };
  }
}

/** Whether a household gave its slot or its request up itself, by the reason that is kept. */
function isByHousehold(closeReason: string | null): boolean {
  return closeReason === null || closeReason === 'by-household' || closeReason === 'withdrawn';
}
