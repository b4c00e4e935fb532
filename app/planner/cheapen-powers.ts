import { fillRoom, restOf } from './fill-room';
import { SAME_KW } from './power-settings';
import type { FirstLoad, SettledPowers } from './settled-powers';

/**
 * Moves what a vehicle charges in an interval, or all above its least power, into cheaper ones where they have room for all of
 * it. What the first interval has to carry stays there.
 */
export function cheapenPowers(
  powers: SettledPowers,
  v: number,
  prices: readonly number[],
  first: FirstLoad,
): void {
  const { window, start } = powers;
  const { min } = powers.settings[v]!;
  let spare = 0;
  let cheapest = Number.POSITIVE_INFINITY;
  for (let at = start[v + 1]! - 1; at >= start[v]!; at--) {
    const t = window[at]!;
    const rise = powers.risen(v, t, Number.POSITIVE_INFINITY) - powers.power(v, t);
    if (rise > 0) cheapest = prices[t]!;
    spare += rise;
  }
  for (let at = start[v + 1]! - 1; at >= start[v]! && prices[window[at]!]! > cheapest; at--) {
    const t = window[at]!;
    for (const to of [0, min]) {
      const kw = powers.power(v, t) - to;
      if (kw <= SAME_KW) break;
      if (t === 0 && kw > first.spareKw + SAME_KW) continue;
      if (kw > spare + SAME_KW || restOf(powers, v, kw, t, countCheaper(powers, v, at, prices)) > SAME_KW)
        continue;
      powers.set(v, t, to);
      fillRoom(powers, v, kw, t);
      if (t === 0) first.spareKw -= kw;
      break;
    }
  }
}

/** How many intervals of the window are cheaper than the one at `at`. */
function countCheaper(
  { window, start }: SettledPowers,
  v: number,
  at: number,
  prices: readonly number[],
): number {
  let end = at;
  while (end > start[v]! && prices[window[end - 1]!]! >= prices[window[at]!]!) end--;
  return end - start[v]!;
}
