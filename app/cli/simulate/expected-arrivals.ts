import { expectedVehicles } from '~/planner';
import { type Expect, nodeIdOf } from './planned';
import { calendarOf, minutesPerDay, slotMinutes } from './wall-clock';

/** Stays that ended longer ago cannot have begun in the eight weeks that the expectation remembers. */
const rememberedMinutes = 9 * 7 * minutesPerDay;

/** Working days and days of rest, as the product tells them apart; a file says nothing of public holidays. */
function kindOf(minute: number): string {
  const { weekday } = calendarOf(minute);
  return weekday === 0 || weekday === 6 ? 'restday' : 'workday';
}

/** Cars that may come, from the stays that have ended by now; knows nothing of the stays still to come. */
export function expectArrivals(margin?: number): Expect {
  let oldest = 0;
  return (site, { stays, endedStays, atMin, slot }, slots) => {
    while (oldest < endedStays && stays[oldest]!.departMin < atMin - rememberedMinutes) oldest++;
    const past = stays.slice(oldest, endedStays).map((stay) => ({
      node: nodeIdOf(stay.node),
      arrive: stay.arriveMin / slotMinutes - slot,
      depart: stay.departMin / slotMinutes - slot,
      energyKwh: stay.energyKwh,
      maxKw: stay.maxKw,
    }));
    const dayStartMin = Math.floor(atMin / minutesPerDay) * minutesPerDay;
    return expectedVehicles(past, {
      intervals: slots,
      intervalMinutes: slotMinutes,
      dayStart: dayStartMin / slotMinutes - slot,
      kindOf: (day) => kindOf(site.startAt + dayStartMin + day * minutesPerDay),
      ...(margin === undefined ? {} : { margin }),
    });
  };
}
