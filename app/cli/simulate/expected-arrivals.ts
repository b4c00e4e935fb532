import type { Vehicle } from '~/planner';
import { type Expect, nodeIdOf } from './planned';
import { minutesPerDay, slotMinutes } from './wall-clock';

const minutesPerWeek = 7 * minutesPerDay;
const weeksRemembered = 4;
/** Somewhat more than the mean is expected: room kept in vain costs less than a car not full. */
const safetyFactor = 1.3;
/** In a shortfall the cars that are here go first. */
const expectedWeight = 0.01;

/**
 * Cars that may come, from the stays of the same weekday in the last four weeks that have ended by now: each past stay
 * counts as its part of a mean car. Knows nothing of the stays still to come.
 */
export function expectArrivals(): Expect {
  let oldest = 0;
  return (moment, slots) => {
    const { stays, endedStays, atMin } = moment;
    while (oldest < endedStays && stays[oldest]!.departMin < atMin - weeksRemembered * minutesPerWeek)
      oldest++;
    const firstKnownMin = stays[0]?.arriveMin ?? atMin;
    const weeks = Math.min(weeksRemembered, Math.floor((atMin - firstKnownMin) / minutesPerWeek));
    if (weeks < 1) return [];
    const share = safetyFactor / weeks;
    const lastDepartMin = moment.cars.reduce((last, car) => Math.max(last, car.expectedDepartMin), 0);
    const expected: Vehicle[] = [];
    for (let s = oldest; s < endedStays; s++) {
      const stay = stays[s]!;
      const weeksLater = Math.floor((atMin - stay.arriveMin) / minutesPerWeek) + 1;
      for (let k = Math.max(1, weeksLater); k <= weeks; k++) {
        const shift = k * minutesPerWeek;
        const arrive = Math.ceil((stay.arriveMin + shift) / slotMinutes) - moment.slot;
        const depart = Math.min(slots, Math.floor((stay.departMin + shift) / slotMinutes) - moment.slot);
        if (arrive < 1 || depart <= arrive || stay.arriveMin + shift >= lastDepartMin) continue;
        expected.push({
          id: `expected:${s}:${k}`,
          node: nodeIdOf(stay.node),
          arrive,
          depart,
          energyKwh: stay.energyKwh * share,
          maxKw: stay.maxKw * share,
          weight: expectedWeight,
        });
      }
    }
    return expected;
  };
}
