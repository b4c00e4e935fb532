import { DAY_MS, MINUTE_MS } from '../shared/local-time';
import { intersect, lengthOf, type TimeWindow } from '../shared/time-window';
import { weekStart } from './free-slots';
import { openWindows } from './opening-hours';

/** A compound's rules for sharing, in numbers; every one is a parameter that the compound may set. */
export interface SharingRules {
  /** Slots that a household may hold a week, Monday to Sunday. */
  readonly slotsPerWeek: number;
  /** Minutes of a week's slots that may lie in the busy hours. */
  readonly busyMinutesPerWeek: number;
  /** The busy hours, local minutes of day. */
  readonly busyFromMinute: number;
  readonly busyToMinute: number;
  /** Households without a pile of their own may book so many days ahead, */
  readonly withoutOwnDaysAhead: number;
  /** the others so many. */
  readonly withOwnDaysAhead: number;
  /** An offer from the wait list is kept so long. */
  readonly offerMinutes: number;
  /** So many missed slots in 28 days, and a household books no more than `strictDaysAhead` ahead. */
  readonly noShowsAllowed: number;
  readonly strictDaysAhead: number;
  /** A slot that is cancelled later than this before it begins counts towards the week all the same. */
  readonly freeCancelMinutes: number;
  /** The part of the headroom, 0 to 1, that promises may take; the rest stays for the cars at private piles. */
  readonly promiseShare: number;
  /** Paid back for each promised kWh that did not come for reasons of the grid or the operator, fen. */
  readonly shortfallFenPerKwh: number;
  /** Share of the service fee, 0 to 1, that the operator keeps at a lent pile. */
  readonly operatorShare: number;
  /** A slot that its owner or operator takes back later than this before it begins is paid for, */
  readonly takeBackNoticeMinutes: number;
  /** with so much, fen. */
  readonly takeBackFen: number;
}

/** Taken where a compound has set nothing: assumptions of ours. */
export const DEFAULT_SHARING_RULES: SharingRules = {
  slotsPerWeek: 4,
  busyMinutesPerWeek: 360,
  busyFromMinute: 18 * 60,
  busyToMinute: 23 * 60,
  withoutOwnDaysAhead: 7,
  withOwnDaysAhead: 2,
  offerMinutes: 30,
  noShowsAllowed: 2,
  strictDaysAhead: 1,
  freeCancelMinutes: 60,
  promiseShare: 0.7,
  shortfallFenPerKwh: 100,
  operatorShare: 0.2,
  takeBackNoticeMinutes: 120,
  takeBackFen: 500,
};

/** What a household has had, apart from the slot that is judged. */
export interface HouseholdStanding {
  readonly hasOwnPile: boolean;
  /** Slots that count: held, used, missed or cancelled too late. */
  readonly slots: readonly TimeWindow[];
  /** Slots missed in the last 28 days. */
  readonly noShows: number;
}

export type QuotaVerdict =
  | { ok: true; slotsLeft: number; busyMinutesLeft: number }
  | { ok: false; reason: 'slots-used-up'; perWeek: number }
  | { ok: false; reason: 'busy-hours-used-up'; minutesLeft: number };

/** Whether a slot keeps within what the week allows a household. */
export function judgeQuota(slot: TimeWindow, standing: HouseholdStanding, rules: SharingRules): QuotaVerdict {
  const week = weekOf(slot.start);
  const before = standing.slots.filter(({ start }) => weekOf(start).start === week.start);
  if (before.length >= rules.slotsPerWeek)
    return { ok: false, reason: 'slots-used-up', perWeek: rules.slotsPerWeek };
  const used = before.reduce((sum, other) => sum + busyMinutes(other, rules), 0);
  const left = rules.busyMinutesPerWeek - used;
  const wanted = busyMinutes(slot, rules);
  if (wanted > left) return { ok: false, reason: 'busy-hours-used-up', minutesLeft: Math.max(0, left) };
  return { ok: true, slotsLeft: rules.slotsPerWeek - before.length - 1, busyMinutesLeft: left - wanted };
}

/** What is paid for a slot taken back at `nowMs`, fen: nothing in good time. */
export function takeBackFen(startMs: number, nowMs: number, rules: SharingRules): number {
  return startMs - nowMs < rules.takeBackNoticeMinutes * MINUTE_MS ? rules.takeBackFen : 0;
}

/** Whether a slot that its household cancels at `atMs` counts towards the week all the same. */
export function cancelsTooLate(startMs: number, atMs: number, rules: SharingRules): boolean {
  return atMs > startMs - rules.freeCancelMinutes * MINUTE_MS;
}

/** Slots of a household must begin before this instant, ms. */
export function furthestStart(
  nowMs: number,
  { hasOwnPile, noShows }: Pick<HouseholdStanding, 'hasOwnPile' | 'noShows'>,
  rules: SharingRules,
): number {
  const days = hasOwnPile ? rules.withOwnDaysAhead : rules.withoutOwnDaysAhead;
  const isStrict = noShows > rules.noShowsAllowed;
  return nowMs + (isStrict ? Math.min(days, rules.strictDaysAhead) : days) * DAY_MS;
}

/** The minutes of a slot that lie in the busy hours. */
export function busyMinutes(slot: TimeWindow, rules: SharingRules): number {
  const hours = [
    {
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      fromMinute: rules.busyFromMinute,
      toMinute: rules.busyToMinute,
    },
  ];
  const minutes = openWindows(hours, [], slot).reduce((sum, window) => {
    const shared = intersect(window, slot);
    return sum + (shared ? lengthOf(shared) : 0);
  }, 0);
  return minutes / MINUTE_MS;
}

/** Monday 00:00 to the next one, local time, of the week that an instant lies in. */
export function weekOf(ms: number): TimeWindow {
  const start = weekStart(ms);
  return { start, end: start + 7 * DAY_MS };
}

export type RulesFault = { key: keyof SharingRules; min: number; max: number };

const BOUNDS: Record<keyof SharingRules, readonly [min: number, max: number]> = {
  slotsPerWeek: [1, 100],
  busyMinutesPerWeek: [0, 7 * 1440],
  busyFromMinute: [0, 1439],
  busyToMinute: [1, 1440],
  withoutOwnDaysAhead: [1, 28],
  withOwnDaysAhead: [1, 28],
  offerMinutes: [5, 1440],
  noShowsAllowed: [0, 28],
  strictDaysAhead: [1, 28],
  freeCancelMinutes: [0, 1440],
  promiseShare: [0.05, 1],
  shortfallFenPerKwh: [0, 10_000],
  operatorShare: [0, 1],
  takeBackNoticeMinutes: [0, 2880],
  takeBackFen: [0, 100_000],
};

/** Every number that is out of its bounds. */
export function rulesFaults(rules: SharingRules): RulesFault[] {
  return (Object.keys(BOUNDS) as (keyof SharingRules)[]).flatMap((key) => {
    const [min, max] = BOUNDS[key];
    const value = rules[key];
    const whole = max > 1 ? Number.isInteger(value) : Number.isFinite(value);
    const isOrdered = key !== 'busyToMinute' || value > rules.busyFromMinute;
    return whole && value >= min && value <= max && isOrdered ? [] : [{ key, min, max }];
  });
}
