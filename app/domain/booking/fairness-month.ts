import { fairnessIndex } from '../shared/fairness-index';
import { localTimeOfMs, MINUTE_MS } from '../shared/local-time';
import { median } from '../shared/median';
import { lengthOf, type TimeWindow, union } from '../shared/time-window';
import { busyMinutes, type SharingRules } from './sharing-rules';

/** One attempt of a household to have time at a shared pile, and what came of it. */
export interface AskRecord {
  readonly householdId: string;
  readonly window: TimeWindow;
  readonly outcome: string;
}

/** A slot that a household got, used or not. */
export interface GotRecord {
  readonly householdId: string;
  readonly window: TimeWindow;
}

/** An entry of the wait list. */
export interface WaitRecord {
  readonly householdId: string;
  readonly status: string;
  readonly joinedMs: number;
  readonly endedMs: number | null;
}

export interface MonthRecords {
  readonly asks: readonly AskRecord[];
  readonly got: readonly GotRecord[];
  readonly waits: readonly WaitRecord[];
  /** The households with a pile of their own. */
  readonly withPile: ReadonlySet<string>;
  readonly rules: SharingRules;
}

/** Figures of fewer households are not told. */
export const FEWEST_HOUSEHOLDS = 5;

export const HOURS_A_BAND = 2;

export interface GroupFigures {
  readonly households: number;
  readonly askedMinutes: number;
  readonly gotMinutes: number;
  /** Jain's index of what each asking household got of what it asked for. */
  readonly fairness: number;
}

/** Told, or held back for being of fewer than five households; null where there is nobody. */
export type Told<T> = T | 'too-few' | null;

export interface HourBand {
  readonly fromHour: number;
  readonly told: Told<{ readonly askedMinutes: number; readonly gotMinutes: number }>;
}

export interface FairnessMonth {
  readonly all: Told<GroupFigures>;
  readonly withoutPile: Told<GroupFigures>;
  readonly withPile: Told<GroupFigures>;
  readonly busy: Told<{ readonly askedMinutes: number; readonly gotMinutes: number }>;
  readonly hours: readonly HourBand[];
  /** Refusals by reason, the most frequent first, those held back last. */
  readonly refusals: readonly { readonly reason: string; readonly count: number | 'too-few' }[];
  readonly waiting: Told<{ readonly served: number; readonly unserved: number }>;
  /** How long those waited who were served, minutes. */
  readonly medianWaitMinutes: Told<number>;
}

const NOT_REFUSED = ['got', 'waiting'];

/** Who asked and who got in a month, as aggregates of five households or more. */
export function fairnessMonth(records: MonthRecords): FairnessMonth {
  const days = [...demandByDay(records).values()];
  const [without, withOwn] = [false, true].map((hasPile) =>
    figuresOf(days.filter(({ householdId }) => records.withPile.has(householdId) === hasPile)),
  ) as [Told<GroupFigures>, Told<GroupFigures>];
  // One small group could be told from the total and the other group.
  const isOneSmall = without === 'too-few' || withOwn === 'too-few';
  const guarded = (group: Told<GroupFigures>) => (group && isOneSmall ? 'too-few' : group);
  return {
    all: figuresOf(days),
    withoutPile: guarded(without),
    withPile: guarded(withOwn),
    busy: toldOf(
      days.filter(({ asked }) => asked.some((window) => busyMinutes(window, records.rules) > 0)),
      (some) => ({
        askedMinutes: sum(some.flatMap(({ asked }) => asked.map((one) => busyMinutes(one, records.rules)))),
        gotMinutes: sum(some.flatMap(({ got }) => got.map((one) => busyMinutes(one, records.rules)))),
      }),
    ),
    hours: hourBands(days),
    refusals: refusalsOf(records.asks),
    ...waitingOf(records.waits),
  };
}

/** What a household asked for and got on one local day: asking five times for one evening is asking once. */
interface DayDemand {
  readonly householdId: string;
  readonly asked: readonly TimeWindow[];
  readonly got: readonly TimeWindow[];
  readonly askedMinutes: number;
  readonly gotMinutes: number;
}

function demandByDay({ asks, got }: MonthRecords): Map<string, DayDemand> {
  const keyOf = ({ householdId, window }: GotRecord) => `${householdId} ${localTimeOfMs(window.start).on}`;
  const keys = [...asks, ...got].map((record) => [keyOf(record), record.householdId] as const);
  return new Map(
    keys.map(([key, householdId]) => {
      const asked = asks.filter((record) => keyOf(record) === key).map(({ window }) => window);
      const had = union(got.filter((record) => keyOf(record) === key).map(({ window }) => window));
      const gotMinutes = minutesOf(had);
      const askedMinutes = Math.max(gotMinutes, ...asked.map((window) => minutesOf([window])));
      return [key, { householdId, asked: union([...asked, ...had]), got: had, askedMinutes, gotMinutes }];
    }),
  );
}

function figuresOf(days: readonly DayDemand[]): Told<GroupFigures> {
  return toldOf(days, (some) => {
    const totals = new Map<string, { asked: number; got: number }>();
    for (const day of some) {
      const total = totals.get(day.householdId) ?? { asked: 0, got: 0 };
      totals.set(day.householdId, {
        asked: total.asked + day.askedMinutes,
        got: total.got + day.gotMinutes,
      });
    }
    const households = [...totals.values()].filter(({ asked }) => asked > 0);
    return {
      households: households.length,
      askedMinutes: sum(households.map(({ asked }) => asked)),
      gotMinutes: sum(households.map(({ got }) => got)),
      fairness: fairnessIndex(households.map(({ asked, got }) => got / asked)) ?? 1,
    };
  });
}

function hourBands(days: readonly DayDemand[]): HourBand[] {
  return Array.from({ length: 24 / HOURS_A_BAND }, (_, index) => {
    const fromHour = index * HOURS_A_BAND;
    const minutes = (windows: readonly TimeWindow[]) =>
      sum(windows.map((one) => minutesInBand(one, fromHour)));
    const asking = days.filter(({ asked }) => minutes(asked) > 0);
    return {
      fromHour,
      told: toldOf(asking, (some) => ({
        askedMinutes: sum(some.map(({ asked }) => minutes(asked))),
        gotMinutes: sum(some.map(({ got }) => minutes(got))),
      })),
    };
  });
}

/** Minutes of a window that lie in a band of the local day. */
function minutesInBand(window: TimeWindow, fromHour: number): number {
  const fromMinute = fromHour * 60;
  const first = window.start - localTimeOfMs(window.start).minuteOfDay * MINUTE_MS;
  let minutes = 0;
  for (let midnight = first; midnight < window.end; midnight += 1440 * MINUTE_MS) {
    const start = Math.max(window.start, midnight + fromMinute * MINUTE_MS);
    const end = Math.min(window.end, midnight + (fromMinute + HOURS_A_BAND * 60) * MINUTE_MS);
    minutes += Math.max(0, end - start) / MINUTE_MS;
  }
  return minutes;
}

function refusalsOf(asks: readonly AskRecord[]): FairnessMonth['refusals'] {
  const refused = asks.filter(({ outcome }) => !NOT_REFUSED.includes(outcome));
  const reasons = [...new Set(refused.map(({ outcome }) => outcome))];
  const counts = reasons.map((reason) => {
    const some = refused.filter(({ outcome }) => outcome === reason);
    return { reason, count: toldOf(some, ({ length }) => length) ?? 0 };
  });
  const order = (count: number | 'too-few') => (count === 'too-few' ? 0 : count);
  return counts.toSorted((a, b) => order(b.count) - order(a.count) || (a.reason < b.reason ? -1 : 1));
}

function waitingOf(waits: readonly WaitRecord[]): Pick<FairnessMonth, 'waiting' | 'medianWaitMinutes'> {
  const ended = waits.filter(({ status }) => status === 'taken' || status === 'over');
  const served = ended.filter(({ status }) => status === 'taken');
  return {
    waiting: toldOf(ended, () => ({ served: served.length, unserved: ended.length - served.length })),
    medianWaitMinutes: toldOf(served, (some) =>
      median(some.map(({ joinedMs, endedMs }) => ((endedMs ?? joinedMs) - joinedMs) / MINUTE_MS)),
    ),
  };
}

/** A figure of records, unless they are of too few households to be told. */
function toldOf<Record extends { readonly householdId: string }, T>(
  records: readonly Record[],
  figure: (records: readonly Record[]) => T,
): Told<T> {
  if (records.length === 0) return null;
  const households = new Set(records.map(({ householdId }) => householdId)).size;
  return households < FEWEST_HOUSEHOLDS ? 'too-few' : figure(records);
}

function minutesOf(windows: readonly TimeWindow[]): number {
  return sum(windows.map((window) => lengthOf(window) / MINUTE_MS));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
