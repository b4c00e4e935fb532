import { type Foresight, foresee, kindOfDay, type PastStay } from '~/planner';
import { type Expect, nodeIdOf } from './planned';
import type { PastStay as EndedStay } from './scenario';
import { calendarOf, minutesPerDay, slotMinutes } from './wall-clock';

/** Stays that ended longer ago cannot have begun in the eight weeks that the expectation remembers. */
const rememberedMinutes = 9 * 7 * minutesPerDay;

/** Working days and their eves, as the product tells them apart; a file says nothing of public holidays. */
function isWorkday(minute: number): boolean {
  const { weekday } = calendarOf(minute);
  return weekday !== 0 && weekday !== 6;
}

/**
 * Cars that may come, from the stays that have ended by now; knows nothing of the stays still to come. They are found once a
 * quarter-hour.
 */
export function expectArrivals(): Expect {
  const record = createRecord();
  const arrivals = new Map<string, { minute: number; lines: number }>();
  let found: { slot: number; slots: number; margin: number; foresight: Foresight } | undefined;
  return (site, { stays, endedStays, atMin, slot, cars }, slots, margin) => {
    for (const { id, arriveMin, lines } of cars)
      if (!arrivals.has(id)) arrivals.set(id, { minute: arriveMin, lines: lines?.length ?? 1 });
    if (found?.slot === slot && found.slots === slots && found.margin === margin) return found.foresight;
    const dayStartMin = Math.floor(atMin / minutesPerDay) * minutesPerDay;
    for (const [id, { minute }] of arrivals) if (minute < dayStartMin) arrivals.delete(id);
    const foresight = foresee(record(stays, endedStays, atMin), {
      margin,
      arrivedToday: [...arrivals.values()].reduce((sum, { lines }) => sum + lines, 0),
      intervals: slots,
      intervalMinutes: slotMinutes,
      startsAt: slot,
      dayStart: dayStartMin / slotMinutes - slot,
      kindOf: kindOfDay((day) => isWorkday(site.startAt + dayStartMin + day * minutesPerDay)),
    });
    found = { slot, slots, margin, foresight };
    return foresight;
  };
}

/** Keeps the stays that have ended in slots of the replay, those that are remembered. */
function createRecord() {
  let past: PastStay[] = [];
  let read = 0;
  return (stays: readonly EndedStay[], endedStays: number, atMin: number): readonly PastStay[] => {
    for (; read < endedStays; read++) addLines(past, stays[read]!);
    const oldest = (atMin - rememberedMinutes) / slotMinutes;
    if (past.length > 0 && past[0]!.depart < oldest) past = past.filter(({ depart }) => depart >= oldest);
    return past;
  };
}

/** A stay for each line that it takes power from. */
function addLines(
  past: PastStay[],
  { arriveMin, departMin, firstMin, energyKwh, maxKw, node, lines = [node] }: EndedStay,
): void {
  for (const line of lines) {
    past.push({
      node: nodeIdOf(line),
      arrive: arriveMin / slotMinutes,
      depart: departMin / slotMinutes,
      energyKwh: energyKwh / lines.length,
      maxKw: maxKw / lines.length,
      since: firstMin === null ? Number.NEGATIVE_INFINITY : firstMin / slotMinutes,
    });
  }
}
