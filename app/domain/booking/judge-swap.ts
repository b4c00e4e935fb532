import { HOUR_MS, MINUTE_MS } from '../shared/local-time';

/** What of a booking decides whether it can be swapped; instants in epoch ms. */
export interface Swappable {
  readonly householdId: string;
  readonly status: string;
  readonly kind: string;
  readonly startMs: number;
  /** The pile has been told to keep itself for the household. */
  readonly isReserved: boolean;
  /** The pile's lender answers each request. */
  readonly needsApproval: boolean;
}

export type SwapFault = 'not-booked' | 'own-slot' | 'too-late' | 'needs-approval';

/** Slots are swapped no later than this before they begin: the piles are told in time. */
export const SWAP_BEFORE_MS = 30 * MINUTE_MS;
const ANSWER_WITHIN_MS = 12 * HOUR_MS;

/** Why two slots cannot be swapped, looking at themselves alone; null where they can. */
export function swapFault(one: Swappable, other: Swappable, nowMs: number): SwapFault | null {
  const both = [one, other];
  if (both.some(({ status, kind }) => status !== 'booked' || kind !== 'slot')) return 'not-booked';
  if (one.householdId === other.householdId) return 'own-slot';
  if (both.some(({ startMs, isReserved }) => isReserved || startMs - SWAP_BEFORE_MS < nowMs))
    return 'too-late';
  return both.some(({ needsApproval }) => needsApproval) ? 'needs-approval' : null;
}

/** Until when a swap can be answered: half a day, and while both slots can still be swapped; epoch ms. */
export function swapAnswerByMs(nowMs: number, startsMs: readonly number[]): number {
  return Math.min(nowMs + ANSWER_WITHIN_MS, ...startsMs.map((startMs) => startMs - SWAP_BEFORE_MS));
}
