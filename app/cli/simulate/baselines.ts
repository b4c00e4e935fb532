import {
  eachLimit,
  headroomAt,
  laxityMinutes,
  type Moment,
  type PluggedCar,
  type Site,
  type Strategy,
  serveInOrder,
  wantedKw,
} from './strategy';
import { slotMinutes } from './wall-clock';

/** Every car at full power, whatever the limit. */
export const uncontrolled: Strategy = {
  id: 'uncontrolled',
  ignoresLimits: true,
  create: () => (moment) => ({ kw: moment.cars.map((car) => wantedKw(car, moment.hours)) }),
};

function byRank(id: string, rank: (car: PluggedCar, moment: Moment) => number): Strategy {
  return {
    id,
    create: (site) => (moment) => {
      const ranks = moment.cars.map((car) => rank(car, moment));
      const order = moment.cars.map((_, k) => k).sort((a, b) => ranks[a]! - ranks[b]!);
      const wanted = moment.cars.map((car) => wantedKw(car, moment.hours));
      return { kw: serveInOrder(site, moment, order, wanted) };
    },
  };
}

export const firstCome = byRank('first-come', (car) => car.arriveMin);

export const earliestDeparture = byRank('earliest-departure', (car) => car.expectedDepartMin);

export const leastLaxity = byRank('least-laxity', laxityMinutes);

/** The most pressed car first under the transformer's limit alone, as if the limits below it were not there. */
export const phaseBlind: Strategy = {
  id: 'phase-blind',
  ignoresLimits: true,
  create: (site) => {
    const decide = leastLaxity.create({ ...site, nodes: site.nodes.slice(0, 1) });
    return (moment) =>
      decide({ ...moment, cars: moment.cars.map((car) => ({ ...car, node: 0, lines: undefined })) });
  },
};

/** Raises all cars together until each is at what it wants or under a full limit: max-min fair power. */
export const equalShare: Strategy = {
  id: 'equal-share',
  create: (site) => (moment) => {
    const left = headroomAt(site, moment.slot);
    const kw = new Float64Array(moment.cars.length);
    const wanted = moment.cars.map((car) => wantedKw(car, moment.hours));
    let rising = moment.cars.map((_, k) => k);
    while (rising.length > 0) {
      const count = new Float64Array(left.length);
      for (const k of rising) {
        eachLimit(site, moment.cars[k]!, (n, share) => {
          count[n]! += share;
        });
      }
      let step = Number.POSITIVE_INFINITY;
      for (const k of rising) step = Math.min(step, wanted[k]! - kw[k]!);
      for (let n = 0; n < left.length; n++) if (count[n]! > 0) step = Math.min(step, left[n]! / count[n]!);
      for (const k of rising) kw[k]! += step;
      for (let n = 0; n < left.length; n++) left[n]! -= step * count[n]!;
      rising = rising.filter((k) => {
        let isFree = wanted[k]! - kw[k]! > 1e-9;
        eachLimit(site, moment.cars[k]!, (n) => {
          isFree &&= left[n]! > 1e-9;
        });
        return isFree;
      });
    }
    return { kw };
  },
};

/** Each car by itself takes the cheapest quarter-hours left to it; what the limit has no room for is lost to it. */
export const cheapestSlots: Strategy = {
  id: 'cheapest-slots',
  create: (site) => (moment) => {
    const wanted = moment.cars.map((car) =>
      choosesNow(site, moment, car) ? wantedKw(car, moment.hours) : 0,
    );
    const order = moment.cars
      .map((_, k) => k)
      .sort((a, b) => moment.cars[a]!.arriveMin - moment.cars[b]!.arriveMin);
    return { kw: serveInOrder(site, moment, order, wanted) };
  },
};

/** Whether the present quarter-hour is among the cheapest, then earliest, that fill the car in time. */
function choosesNow(site: Site, moment: Moment, car: PluggedCar): boolean {
  const price = site.prices[moment.slot]!;
  const endSlot = Math.min(site.slotCount, Math.floor(car.expectedDepartMin / slotMinutes));
  let cheaperSlots = 0;
  for (let slot = moment.slot + 1; slot < endSlot; slot++) if (site.prices[slot]! < price) cheaperSlots++;
  return (cheaperSlots * slotMinutes) / 60 < car.remainingKwh / car.maxKw;
}
