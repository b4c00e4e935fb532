import { MINUTE_MS } from '../shared/local-time';

/** A car may come so long before its slot begins, where nobody else has the pile. */
export const EARLY_MS = 10 * MINUTE_MS;
/** The station is asked to keep the pile so long before the slot begins. */
export const RESERVE_MS = 10 * MINUTE_MS;
/** The household is reminded so long before its slot begins. */
export const REMIND_MS = 15 * MINUTE_MS;
/** The household is reminded again so long after the end of its slot. */
export const REMIND_AGAIN_MS = 15 * MINUTE_MS;
/** A car that is gone for so long before the end of its slot does not come back. */
export const GONE_MS = 5 * MINUTE_MS;
/** A walk-up that was asked for on a phone begins within so long. */
export const WALK_UP_MS = 15 * MINUTE_MS;

/** A slot that holds its pile: its times in epoch ms without the buffer. */
export interface Slot {
  readonly id: string;
  readonly householdId: string;
  readonly status: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** The slot in which a household's car may charge at `atMs`: its own that has begun, or that begins soon while nobody else has the pile. */
export function slotForVisit<S extends Slot>(
  slots: readonly S[],
  householdId: string,
  atMs: number,
): S | null {
  const isNow = (slot: Slot) => slot.startMs <= atMs && atMs < slot.endMs;
  const own = slots.filter((slot) => slot.householdId === householdId && isForVisit(slot));
  const begun = own.find(isNow);
  if (begun) return begun;
  const othersHave = slots.some((slot) => slot.householdId !== householdId && isNow(slot));
  const soon = own.find((slot) => atMs < slot.startMs && atMs >= slot.startMs - EARLY_MS);
  return othersHave ? null : (soon ?? null);
}

function isForVisit({ status }: Slot): boolean {
  return status === 'booked' || status === 'active';
}

export type CheckInVerdict = { ok: true } | { ok: false; reason: 'too-early' | 'too-late' | 'not-booked' };

/** Whether a booking can be checked in at `atMs`: from ten minutes before it begins until its grace has passed. */
export function judgeCheckIn(slot: Slot, graceMinutes: number, atMs: number): CheckInVerdict {
  if (slot.status !== 'booked') return { ok: false, reason: 'not-booked' };
  if (atMs < slot.startMs - EARLY_MS) return { ok: false, reason: 'too-early' };
  const latest = Math.min(slot.endMs, noShowMs(slot, graceMinutes));
  return atMs < latest ? { ok: true } : { ok: false, reason: 'too-late' };
}

/** When a booking that nobody came for is given to others, epoch ms. */
export function noShowMs({ startMs }: Pick<Slot, 'startMs'>, graceMinutes: number): number {
  return startMs + graceMinutes * MINUTE_MS;
}

/**
 * Until when a session may go on, epoch ms: to the end of its slot, and beyond it as a walk-up without a promise until the buffer
 * before the next slot of somebody else.
 */
export function goesOnUntil(endMs: number, bufferMinutes: number, nextStartMs: number | null): number {
  if (nextStartMs === null) return Number.POSITIVE_INFINITY;
  return Math.max(endMs, nextStartMs - bufferMinutes * MINUTE_MS);
}
