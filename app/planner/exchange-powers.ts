import { SAME_KW, settingBelow } from './power-settings';
import { NOWHERE, type SettledPowers } from './settled-powers';

/** How far a chain of vehicles goes that move for one another. */
const LONGEST_CHAIN = 2;

/** What a look counts, in tries, at another vehicle that has nowhere to move to. */
const LOOK = 1 / 32;

/** Finds energy for vehicles that are short: in the room that is left, or where others move in time for them. */
export class PowerExchange {
  /** How deep in the present chain each vehicle is being served. */
  private readonly moving: Uint8Array;
  private tries = 0;

  /** `pool`: how often others may be asked to move, all in all. */
  constructor(
    private readonly powers: SettledPowers,
    public pool: number,
  ) {
    this.moving = new Uint8Array(powers.site.vehicles.length);
  }

  /** Charges what is missing in the room that is left, cheapest intervals first, keeping what is there. */
  charge(v: number): void {
    this.fill(v, this.powers.missing(v), -1);
  }

  /** Serves a vehicle better, with at most `tries` others asked to move. Answers the gain of all together, kW × intervals. */
  serve(v: number, tries: number): number {
    const granted = Math.min(tries, this.pool);
    this.tries = granted;
    let gain = 0;
    for (let chain = 1; chain <= LONGEST_CHAIN && gain <= SAME_KW && this.tries > 0; chain++) {
      gain = this.place(v, this.powers.missing(v), -1, chain);
    }
    if (gain <= SAME_KW) gain = this.rearrange(v);
    this.pool -= granted - this.tries;
    return gain;
  }

  /** Moves what the vehicle charges into cheaper intervals, as far as there is room. */
  cheapen(v: number, prices: readonly number[]): void {
    const { powers } = this;
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
      for (const to of [0, min]) {
        const kw = powers.power(v, window[at]!) - to;
        if (kw <= SAME_KW) break;
        if (kw > spare + SAME_KW || this.restOfCheaper(v, kw, prices[window[at]!]!, prices) > SAME_KW)
          continue;
        powers.set(v, window[at]!, to);
        this.fill(v, kw, window[at]!);
        break;
      }
    }
  }

  /** What would be left of `want` in the room of cheaper intervals. */
  private restOfCheaper(v: number, want: number, belowYuan: number, prices: readonly number[]): number {
    const { powers } = this;
    const { window, start } = powers;
    let left = want;
    for (let at = start[v]!; left > SAME_KW && prices[window[at]!]! < belowYuan; at++)
      left -= powers.risen(v, window[at]!, left) - powers.power(v, window[at]!);
    return left;
  }

  /** Gives one interval of the vehicle up to charge there and what is missing elsewhere. */
  private rearrange(v: number): number {
    const { powers } = this;
    const { window, start } = powers;
    for (let at = start[v]!; at < start[v + 1]!; at++) {
      const t = window[at]!;
      const kw = powers.power(v, t);
      if (kw <= 0 || this.tries <= 0) continue;
      const mark = powers.mark();
      powers.set(v, t, 0);
      const gain = this.place(v, powers.missing(v), t, LONGEST_CHAIN - 1) - kw;
      if (gain > SAME_KW) return gain;
      powers.takeBack(mark);
    }
    return 0;
  }

  /** Charges `want` more outside one interval. Answers what all vehicles together gain by it. */
  private place(v: number, want: number, without: number, chain: number): number {
    const { powers } = this;
    const before = powers.missingKw;
    const goal = powers.missing(v) - want;
    this.fill(v, want, without);
    this.moving[v]!++;
    const { window, start } = powers;
    for (let at = start[v]!; chain > 0 && at < start[v + 1]!; at++) {
      const left = powers.missing(v) - goal;
      if (left <= SAME_KW || this.tries <= 0) break;
      if (window[at] !== without) this.displace(v, window[at]!, left, chain);
    }
    this.moving[v]!--;
    return before - powers.missingKw;
  }

  /** Charges up to `want` more in the room that is left outside one interval, cheapest first. */
  private fill(v: number, want: number, without: number): void {
    const { powers } = this;
    const { window, start } = powers;
    let left = want;
    for (let at = start[v]!; left > SAME_KW && at < start[v + 1]!; at++) {
      if (window[at] !== without) left -= powers.raise(v, window[at]!, left);
    }
    const { min } = powers.settings[v]!;
    for (let at = start[v]!; left > SAME_KW && left < min - SAME_KW && at < start[v + 1]!; at++) {
      if (window[at] !== without) left -= this.start(v, window[at]!, left);
    }
  }

  /** Starts at the least power for a rest below it, borrowing the difference from the dearest interval that can spare it. */
  private start(v: number, t: number, rest: number): number {
    const { powers } = this;
    const { min } = powers.settings[v]!;
    if (powers.power(v, t) > 0 || powers.room.of(v, t) < min - SAME_KW) return 0;
    const borrow = this.borrow(v, min - rest, t);
    if (borrow > 0) powers.set(v, t, min);
    return borrow > 0 ? min - borrow : 0;
  }

  /** Lowers the dearest other interval that can spare it by at least `kw`. Answers by how much; 0 when none can. */
  private borrow(v: number, kw: number, without: number): number {
    const { powers } = this;
    const { min, step } = powers.settings[v]!;
    const amount = step > 0 ? Math.ceil((kw - SAME_KW) / step) * step : kw;
    if (amount >= min - SAME_KW) return 0;
    const { window, start } = powers;
    for (let at = start[v + 1]! - 1; at >= start[v]!; at--) {
      const kw = powers.power(v, window[at]!) - amount;
      if (window[at] === without || kw < min - SAME_KW) continue;
      powers.set(v, window[at]!, kw);
      return amount;
    }
    return 0;
  }

  /** Charges up to `want` more in one interval, others making room. Nothing changes where all together gain nothing. */
  private displace(v: number, t: number, want: number, chain: number): void {
    const { powers } = this;
    const now = powers.power(v, t);
    for (const goal of this.goalsAbove(v, now, want)) {
      const mark = powers.mark();
      const before = powers.missingKw;
      const lent = goal - now > want + SAME_KW ? this.borrow(v, goal - now - want, t) : 0;
      if (goal - now - lent <= want + SAME_KW && this.makeRoom(v, t, goal, chain)) {
        powers.set(v, t, goal);
        if (before - powers.missingKw > SAME_KW) return;
      }
      powers.takeBack(mark);
    }
  }

  /** Settings worth a try, highest first: all that is wanted, the least power more, one step more. */
  private goalsAbove(v: number, now: number, want: number): number[] {
    const { min, max, step } = this.powers.settings[v]!;
    const most = settingBelow(this.powers.settings[v]!, now + want);
    const steps = now > 0 ? [now + Math.min(want, min), now + step] : [Math.max(min, step)];
    const goals = [most, ...steps.map((goal) => (step > 0 ? Math.round(goal / step) * step : goal))];
    return goals.filter(
      (goal, k) =>
        goal > now + SAME_KW &&
        goal <= max + SAME_KW &&
        goals.findIndex((other) => Math.abs(other - goal) < SAME_KW) === k,
    );
  }

  /** Lowers others until the vehicle can charge with `goal`. False when that takes as much from them as it gives. */
  private makeRoom(v: number, t: number, goal: number, chain: number): boolean {
    const { powers } = this;
    const { room } = powers;
    let bearable = goal - powers.power(v, t);
    for (;;) {
      const deficit = goal - powers.power(v, t) - room.of(v, t);
      if (deficit <= SAME_KW) return true;
      const node = room.tightest(v, t);
      const best = this.cheapestMove(v, t, { node, deficit, bearable }, chain);
      if (best === undefined) return false;
      bearable -= this.move(best, t, deficit * room.exchangeRate(v, best, node), chain);
    }
  }

  /** The rival that loses least by lowering its power in an interval; undefined when each loses all that could be gained. */
  private cheapestMove(
    v: number,
    t: number,
    { node, deficit, bearable }: { node: number; deficit: number; bearable: number },
    chain: number,
  ): number | undefined {
    const { powers } = this;
    let best: number | undefined;
    let least = bearable - SAME_KW;
    for (const u of powers.room.vehiclesOn(node)) {
      if (u === v || powers.power(u, t) <= 0) continue;
      if (this.tries <= 0) break;
      const lost = this.lossBy(u, t, deficit * powers.room.exchangeRate(v, u, node), chain);
      if (lost >= least || (lost > SAME_KW && this.isFirm(u) && !this.isFirm(v))) continue;
      best = u;
      least = lost;
      if (lost <= SAME_KW) break;
    }
    return best;
  }

  /**
   * Lowers a vehicle by `deficit` or somewhat more and charges that elsewhere; one that is itself being served only gives.
   * Answers what is lost.
   */
  private move(u: number, t: number, deficit: number, chain: number): number {
    const { powers } = this;
    const before = powers.missingKw;
    const from = powers.power(u, t);
    const to = settingBelow(powers.settings[u]!, Math.max(0, from - deficit));
    powers.set(u, t, to);
    if (this.moving[u] === 0) this.place(u, from - to, t, chain - 1);
    return powers.missingKw - before;
  }

  /** What `move` would lose. Tries it out only where a look at the room does not tell. */
  private lossBy(u: number, t: number, deficit: number, chain: number): number {
    const { powers } = this;
    const from = powers.power(u, t);
    const lowered = from - settingBelow(powers.settings[u]!, Math.max(0, from - deficit));
    const only = powers.onlyRise(u);
    const staysLower = this.moving[u]! > 0 || (chain <= 1 && (only === NOWHERE || only === t));
    this.tries -= staysLower ? LOOK : 1;
    if (staysLower) return lowered;
    const rest = this.restOf(u, lowered, t);
    if (rest <= SAME_KW || (chain <= 1 && !this.mayStart(u, rest, t))) return rest;
    const mark = powers.mark();
    const lost = this.move(u, t, deficit, chain);
    powers.takeBack(mark);
    return lost;
  }

  /** What would be left of `want` in the room outside one interval. */
  private restOf(v: number, want: number, without: number): number {
    const { powers } = this;
    const { window, start } = powers;
    let left = want;
    for (let at = start[v]!; left > SAME_KW && at < start[v + 1]!; at++) {
      const t = window[at]!;
      if (t !== without) left -= powers.risen(v, t, left) - powers.power(v, t);
    }
    return left;
  }

  /** Whether there is room for the least power in an interval without power, for a rest below it. */
  private mayStart(v: number, rest: number, without: number): boolean {
    const { powers } = this;
    const { window, start } = powers;
    const { min } = powers.settings[v]!;
    if (rest >= min - SAME_KW) return false;
    for (let at = start[v]!; at < start[v + 1]!; at++) {
      const t = window[at]!;
      if (t !== without && powers.power(v, t) <= 0 && powers.room.of(v, t) >= min - SAME_KW) return true;
    }
    return false;
  }

  private isFirm(v: number): boolean {
    return this.powers.site.vehicles[v]!.firm === true;
  }
}
