import { type PersonalStay, safeDeparture } from '~/planner';
import type { Moment, PluggedCar, Strategy } from './strategy';

/**
 * The same strategy with departures by experience instead of statements. Files that state departures do not name people,
 * so the experience is that of the whole site. A car without statement or experience to go by is charged at once.
 */
export function cautious(id: string, strategy: Strategy): Strategy {
  return {
    id,
    create: (site) => {
      const decide = strategy.create(site);
      const departMin = new Map<string, number>();
      const history: PersonalStay[] = [];
      const learn = ({ stays, endedStays }: Moment) => {
        for (let s = history.length; s < endedStays; s++) {
          const { arriveMin, departMin: leftMin, statedDepartMin } = stays[s]!;
          const statedMinutes = statedDepartMin === null ? null : statedDepartMin - arriveMin;
          history.push({ stayMinutes: leftMin - arriveMin, statedMinutes });
        }
      };
      const expect = (car: PluggedCar): number => {
        const known = departMin.get(car.id);
        if (known !== undefined) return known;
        const stated = car.statedDepartMin === null ? null : Math.max(0, car.statedDepartMin - car.arriveMin);
        const safeMinutes = safeDeparture(stated, history) ?? 0;
        departMin.set(car.id, car.arriveMin + safeMinutes);
        return car.arriveMin + safeMinutes;
      };
      return (moment) => {
        learn(moment);
        const cars = moment.cars.map((car) => ({ ...car, expectedDepartMin: expect(car) }));
        return decide({ ...moment, cars });
      };
    },
  };
}
