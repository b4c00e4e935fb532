import { type Foresight, foresee, kindOfDay, type PastStay } from '~/planner';
import { type Expect, nodeIdOf } from './planned';
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
  let oldest = 0;
  const arrivals = new Map<string, { minute: number; lines: number }>();
  let found: { slot: number; slots: number; margin: number; foresight: Foresight } | undefined;
  return (site, { stays, endedStays, atMin, slot, cars }, slots, margin) => {
    for (const { id, arriveMin, lines } of cars)
      arrivals.set(id, { minute: arriveMin, lines: lines?.length ?? 1 });
    if (found?.slot === slot && found.slots === slots && found.margin === margin) return found.foresight;
    while (oldest < endedStays && stays[oldest]!.departMin < atMin - rememberedMinutes) oldest++;
    const past: PastStay[] = [];
    for (let k = oldest; k < endedStays; k++) {
      const { arriveMin, departMin, firstMin, energyKwh, maxKw, node, lines } = stays[k]!;
      const arrive = arriveMin / slotMinutes - slot;
      const depart = departMin / slotMinutes - slot;
      const since = firstMin === null ? undefined : firstMin / slotMinutes - slot;
      if (!lines) past.push({ node: nodeIdOf(node), arrive, depart, energyKwh, maxKw, since });
      for (const line of lines ?? []) {
        const part = { energyKwh: energyKwh / lines!.length, maxKw: maxKw / lines!.length };
        past.push({ node: nodeIdOf(line), arrive, depart, since, ...part });
      }
    }
    const dayStartMin = Math.floor(atMin / minutesPerDay) * minutesPerDay;
    for (const [id, { minute }] of arrivals) if (minute < dayStartMin) arrivals.delete(id);
    const foresight = foresee(past, {
      arrivedToday: [...arrivals.values()].reduce((sum, { lines }) => sum + lines, 0),
      margin,
      intervals: slots,
      intervalMinutes: slotMinutes,
      dayStart: dayStartMin / slotMinutes - slot,
      kindOf: kindOfDay((day) => isWorkday(site.startAt + dayStartMin + day * minutesPerDay)),
    });
    found = { slot, slots, margin, foresight };
    return foresight;
  };
}
