import type { ChargingProblem } from './problem';

/** What a kWh that a car leaves without counts for where nobody says, yuan. */
const MISSED_YUAN_PER_KWH = 10;
/**
 * The energy of arrivals in the next hours is more than z standard deviations above its mean in 0.4·exp(−z) of all cases:
 * its tail is longer than that of a normal distribution (measured, `docs/decisions/013-likely-and-many.md`).
 */
const TAIL = 0.4;
/** Where waiting saves nothing, it has to be safe from this. */
const MOST_DEVIATIONS = 4;

/**
 * Standard deviations of arrivals that the first interval has to be safe from. A kWh that waits saves the difference to the
 * cheapest later price while a vehicle of the first interval is there, and is missed if more energy comes than was reckoned
 * with. `missedYuanPerKwh`, what that counts for, is the setting of energy against cost: the more, the more is charged at once.
 */
export function safeMargin(
  { prices, vehicles }: Pick<ChargingProblem, 'prices' | 'vehicles'>,
  missedYuanPerKwh = MISSED_YUAN_PER_KWH,
): number {
  const here = vehicles.filter(({ arrive }) => arrive === 0);
  const last = here.reduce((latest, { depart }) => Math.max(latest, depart), 0);
  const waitingSaves = prices[0]! - Math.min(...prices.slice(1, last));
  if (waitingSaves <= 0) return MOST_DEVIATIONS;
  const deviations = Math.log((TAIL * missedYuanPerKwh) / waitingSaves);
  return Math.min(MOST_DEVIATIONS, Math.max(0, deviations));
}
