import { fillRoom } from './fill-room';
import { SAME_KW } from './power-settings';
import { isMorePressed } from './press-first';
import type { FirstLoad, SettledPowers } from './settled-powers';

/** Others asked to wait, for one vehicle. */
const MOST_ASKED = 12;

/**
 * Deals the first interval out to the most pressed vehicles in powers that can be set: each takes what it would charge later,
 * for no less, from those that can wait longer, who charge later instead. Nobody gets less energy and the two together pay no
 * more, and the first interval carries what it has to.
 */
export function pressSettled(
  powers: SettledPowers,
  ranks: Int32Array,
  prices: readonly number[],
  first: FirstLoad,
): void {
  const { vehicles } = powers.site;
  const here: number[] = [];
  for (let v = 0; v < vehicles.length; v++)
    if (vehicles[v]!.arrive === 0 && vehicles[v]!.depart > 1) here.push(v);
  here.sort((a, b) => ranks[a]! - ranks[b]! || a - b);
  for (const v of here) {
    let asked = 0;
    for (let k = here.length - 1; k >= 0 && asked < MOST_ASKED; k--) {
      const other = here[k]!;
      if (!isMorePressed(ranks[v]!, ranks[other]!) || laterKw(powers, v, prices) <= SAME_KW) break;
      if (powers.power(other, 0) <= 0) continue;
      asked++;
      change(powers, v, other, prices, first);
    }
  }
  powers.keep();
}

/** What a vehicle that could rise in the first interval charges later at no lower price, kW × intervals. */
function laterKw(powers: SettledPowers, v: number, prices: readonly number[]): number {
  if (powers.power(v, 0) >= powers.settings[v]!.max - SAME_KW) return 0;
  let sum = 0;
  for (let t = powers.site.vehicles[v]!.depart - 1; t > 0; t--)
    if (prices[t]! >= prices[0]!) sum += powers.power(v, t);
  return sum;
}

/** Lets `v` have the first interval of another, who takes what `v` leaves later; only where nobody loses by it. */
function change(
  powers: SettledPowers,
  v: number,
  other: number,
  prices: readonly number[],
  first: FirstLoad,
): void {
  const mark = powers.mark();
  const [missing, missingOther] = [powers.missing(v), powers.missing(other)];
  const yuan = costOf(powers, v, prices) + costOf(powers, other, prices);
  const had = powers.power(v, 0);
  const givenKw = powers.power(other, 0);
  powers.set(other, 0, 0);
  bringForward(powers, v, Math.min(givenKw, laterKw(powers, v, prices)), prices);
  fillRoom(powers, other, powers.missing(other) - missingOther);
  const lostKw = had + givenKw - powers.power(v, 0) - powers.power(other, 0);
  const isBetter =
    lostKw <= first.spareKw + SAME_KW &&
    powers.power(v, 0) > had + SAME_KW &&
    powers.missing(v) <= missing + SAME_KW &&
    powers.missing(other) <= missingOther + SAME_KW &&
    costOf(powers, v, prices) + costOf(powers, other, prices) <= yuan + SAME_KW;
  if (isBetter) first.spareKw -= lostKw;
  else powers.takeBack(mark);
}

/** Charges up to `most` (kW × intervals) of what the vehicle would charge last in the first interval. */
function bringForward(powers: SettledPowers, v: number, most: number, prices: readonly number[]): void {
  const missing = powers.missing(v);
  if (powers.raise(v, 0, most) <= SAME_KW) return;
  for (let t = powers.site.vehicles[v]!.depart - 1; t > 0 && powers.missing(v) < missing - SAME_KW; t--)
    if (prices[t]! >= prices[0]! && powers.power(v, t) > 0) powers.set(v, t, 0);
  fillRoom(powers, v, powers.missing(v) - missing);
}

function costOf(powers: SettledPowers, v: number, prices: readonly number[]): number {
  const { arrive, depart } = powers.site.vehicles[v]!;
  let yuan = 0;
  for (let t = arrive; t < depart; t++) yuan += powers.power(v, t) * prices[t]!;
  return yuan;
}
