import { expectedVehicles } from '~/planner';
import { type Expect, nodeIdOf } from './planned';
import { minutesPerDay, slotMinutes } from './wall-clock';

/** Stays that ended longer ago cannot have begun in the four weeks that the expectation remembers. */
const rememberedMinutes = 5 * 7 * minutesPerDay;

/** Cars that may come, from the stays that have ended by now; knows nothing of the stays still to come. */
export function expectArrivals(): Expect {
  let oldest = 0;
  return ({ stays, endedStays, atMin, slot }, slots) => {
    while (oldest < endedStays && stays[oldest]!.departMin < atMin - rememberedMinutes) oldest++;
    const past = stays.slice(oldest, endedStays).map((stay) => ({
      node: nodeIdOf(stay.node),
      arrive: stay.arriveMin / slotMinutes - slot,
      depart: stay.departMin / slotMinutes - slot,
      energyKwh: stay.energyKwh,
      maxKw: stay.maxKw,
    }));
    return expectedVehicles(past, { intervals: slots, intervalMinutes: slotMinutes });
  };
}
