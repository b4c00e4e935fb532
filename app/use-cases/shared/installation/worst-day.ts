import { homeArrivals } from '~/domain/capacity/home-arrivals';
import type { CapacityHold, LedgerView } from '~/domain/capacity/transformer-ledger';
import { MINUTES_PER_DAY } from '~/domain/shared/local-time';
import type { Vehicle } from '~/planner';

export const WORST_DAY_INTERVAL_MINUTES = 15;
export const NOON = MINUTES_PER_DAY / 2;
export const WORST_DAY_INTERVALS = MINUTES_PER_DAY / WORST_DAY_INTERVAL_MINUTES;

/** Every pile that holds capacity and is not only waiting for it. */
export function holdingPiles(view: LedgerView): CapacityHold[] {
  return view.holds.filter((hold) => hold.state !== 'released' && hold.state !== 'queued');
}

/** The cars of a worst day from noon to noon, one a pile in the order given; every car comes home early enough to charge at full power. */
export function worstDayCars(
  { energyPerDayKwh, dwell }: LedgerView['parameters'],
  piles: readonly { kw: number; pileKey: string }[],
): Omit<Vehicle, 'node'>[] {
  const depart = intervalOf(dwell.value.toMinute);
  const arrivals = homeArrivals(piles.length);
  return piles.map(({ kw, pileKey }, index) => {
    const needed = Math.ceil((energyPerDayKwh.value / kw / WORST_DAY_INTERVAL_MINUTES) * 60);
    const home = Math.max(intervalOf(arrivals[index] ?? 0), 0);
    return {
      id: pileKey,
      arrive: Math.min(home, depart - needed),
      depart,
      energyKwh: energyPerDayKwh.value,
      maxKw: kw,
    };
  });
}

/** 24 or 96 points from midnight as 96 points from noon. */
export function fromNoon(points: readonly number[]): number[] {
  return Array.from({ length: WORST_DAY_INTERVALS }, (_, index) => {
    const fromMidnight = (index + WORST_DAY_INTERVALS / 2) % WORST_DAY_INTERVALS;
    return points[Math.floor((fromMidnight * points.length) / WORST_DAY_INTERVALS)] ?? 0;
  });
}

/** The interval after noon that a minute of the day lies in; mornings belong to the day after. */
function intervalOf(minute: number): number {
  const afterNoon = minute < NOON ? minute + MINUTES_PER_DAY - NOON : minute - NOON;
  return Math.floor(afterNoon / WORST_DAY_INTERVAL_MINUTES);
}
