import { HOUR_MS, MINUTE_MS } from '../shared/local-time';
import { containsWindow, isWindow, overlaps, type TimeWindow } from '../shared/time-window';
import { judgeSlot, nextOnGrid, type SlotFacts, type SlotRules } from './judge-slot';

/** A household waits for `minutes` anywhere within `window` (epoch ms). */
export interface WaitWish {
  readonly window: TimeWindow;
  readonly minutes: number;
}

/** A window to wait in is no longer than a day. */
export const WIDEST_MS = 24 * HOUR_MS;

/** An offer leaves at least so much time to answer it before its slot begins. */
export const OFFER_LEAD_MINUTES = 10;

/** An offer promises at least this part of the energy that is waited for. */
export const LEAST_SHARE_OFFERED = 0.5;

export type WishFault = 'backwards' | 'too-wide' | 'too-narrow' | 'past' | 'too-far';

/** What is wrong with a wish, looking at time alone; null where nothing is. */
export function wishFault(
  { window, minutes }: WaitWish,
  nowMs: number,
  furthestMs: number,
): WishFault | null {
  if (!isWindow(window)) return 'backwards';
  if (window.end - window.start > WIDEST_MS) return 'too-wide';
  if (!(minutes > 0) || window.end - window.start < minutes * MINUTE_MS) return 'too-narrow';
  if (isWishOver({ window, minutes }, nowMs)) return 'past';
  return window.start >= furthestMs ? 'too-far' : null;
}

/** Whether no slot of the wish can be offered any more. */
export function isWishOver({ window, minutes }: WaitWish, nowMs: number): boolean {
  return window.end - minutes * MINUTE_MS < nowMs + OFFER_LEAD_MINUTES * MINUTE_MS;
}

/** Whether a pile lets itself be had for so many minutes at all. */
export function takesMinutes(minutes: number, { stepMinutes, minMinutes, maxMinutes }: SlotRules): boolean {
  return minutes >= minMinutes && minutes <= maxMinutes && minutes % stepMinutes === 0;
}

/** The slots within the wish that a pile could give, the earliest first, without those that touch what was let pass. */
export function slotsWithin(
  { window, minutes }: WaitWish,
  facts: SlotFacts,
  passed: readonly TimeWindow[] = [],
): TimeWindow[] {
  const slots: TimeWindow[] = [];
  const stepMs = facts.rules.stepMinutes * MINUTE_MS;
  const first = nextOnGrid(Math.max(window.start, facts.nowMs), facts.rules.stepMinutes);
  for (let start = first; start + minutes * MINUTE_MS <= window.end; start += stepMs) {
    const slot = { start, end: start + minutes * MINUTE_MS };
    if (judgeSlot(slot, facts).ok && !passed.some((other) => overlaps(other, slot))) slots.push(slot);
  }
  return slots;
}

/** The facts of a pile for an offer: whatever its notice and reach, an offer needs time to be answered. */
export function offerFacts(facts: SlotFacts): SlotFacts {
  return {
    ...facts,
    rules: { ...facts.rules, latestNoticeMinutes: OFFER_LEAD_MINUTES },
    furthestMs: Number.POSITIVE_INFINITY,
  };
}

/** Until when an offer can be answered: `offerMinutes` from now, and before its slot begins; epoch ms. */
export function answerByMs(slot: TimeWindow, nowMs: number, offerMinutes: number): number {
  return Math.min(nowMs + offerMinutes * MINUTE_MS, slot.start);
}

/** Whether a slot at a pile would have suited a wish (null: any pile). */
export function suits(
  { window, pileId }: { window: TimeWindow; pileId: string | null },
  slot: TimeWindow,
  atPileId: string,
): boolean {
  return (pileId === null || pileId === atPileId) && containsWindow(window, slot);
}
