import { SAME_KW } from './power-settings';
import type { SettledPowers } from './settled-powers';

/** Charges up to `want` (kW × intervals) more in the room that is left outside one interval, cheapest intervals first. */
export function fillRoom(powers: SettledPowers, v: number, want: number, without = -1): void {
  const { window, start } = powers;
  let left = want;
  for (let at = start[v]!; left > SAME_KW && at < start[v + 1]!; at++) {
    if (window[at] !== without) left -= powers.raise(v, window[at]!, left);
  }
  const { min } = powers.settings[v]!;
  for (let at = start[v]!; left > SAME_KW && left < min - SAME_KW && at < start[v + 1]!; at++) {
    if (window[at] !== without) left -= startFor(powers, v, window[at]!, left);
  }
}

/** Starts at the least power for a rest below it, borrowing the difference from the dearest interval that can spare it. */
function startFor(powers: SettledPowers, v: number, t: number, rest: number): number {
  const { min } = powers.settings[v]!;
  if (powers.power(v, t) > 0 || powers.room.of(v, t) < min - SAME_KW) return 0;
  const borrowed = borrow(powers, v, min - rest, t);
  if (borrowed > 0) powers.set(v, t, min);
  return borrowed > 0 ? min - borrowed : 0;
}

/** Lowers the dearest other interval that can spare it by at least `kw`. Answers by how much; 0 when none can. */
export function borrow(powers: SettledPowers, v: number, kw: number, without: number): number {
  const { window, start } = powers;
  const { min, step } = powers.settings[v]!;
  const amount = step > 0 ? Math.ceil((kw - SAME_KW) / step) * step : kw;
  if (amount >= min - SAME_KW) return 0;
  for (let at = start[v + 1]! - 1; at >= start[v]!; at--) {
    const left = powers.power(v, window[at]!) - amount;
    if (window[at] === without || left < min - SAME_KW) continue;
    powers.set(v, window[at]!, left);
    return amount;
  }
  return 0;
}

/** What would be left of `want` if all intervals but one were raised: of the vehicle's window, cheapest first, the first `most`. */
export function restOf(
  powers: SettledPowers,
  v: number,
  want: number,
  without: number,
  most = Number.POSITIVE_INFINITY,
): number {
  const { window, start } = powers;
  const end = Math.min(start[v + 1]!, start[v]! + most);
  let left = want;
  for (let at = start[v]!; left > SAME_KW && at < end; at++) {
    const t = window[at]!;
    if (t !== without) left -= powers.risen(v, t, left) - powers.power(v, t);
  }
  return left;
}

/** Whether a rest below the least power might be charged from an interval without power that has room for it. */
export function mayStart(powers: SettledPowers, v: number, rest: number, without: number): boolean {
  const { window, start } = powers;
  const { min } = powers.settings[v]!;
  if (rest >= min - SAME_KW) return false;
  for (let at = start[v]!; at < start[v + 1]!; at++) {
    const t = window[at]!;
    if (t !== without && powers.power(v, t) <= 0 && powers.room.of(v, t) >= min - SAME_KW) return true;
  }
  return false;
}
