import { MINUTE_MS, msFromInstant } from '../shared/local-time';
import { type CarFigures, type StatedWish, tonightWish } from './tonight-wish';

/** How long a car stayed and how long it was said to stay, minutes from its arrival. */
export interface KeptDeparture {
  readonly stayMinutes: number;
  readonly statedMinutes: number;
}

/** Each ended stay beside the departure that was in force for it: the last one said before the car left, else the usual one or the default. */
export function keptDepartures(
  stays: readonly { startedAt: string; endedAt: string }[],
  wishes: readonly StatedWish[],
  car: CarFigures,
): KeptDeparture[] {
  return stays.map(({ startedAt, endedAt }) => {
    const said = wishes.filter((wish) => wish.madeAt <= endedAt);
    const { departAt } = tonightWish(said, car, { sinceAt: startedAt, nowAt: startedAt });
    return { stayMinutes: minutesOf(startedAt, endedAt), statedMinutes: minutesOf(startedAt, departAt) };
  });
}

function minutesOf(fromAt: string, toAt: string): number {
  return (msFromInstant(toAt) - msFromInstant(fromAt)) / MINUTE_MS;
}
