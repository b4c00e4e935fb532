import { SAME_KW, settingBelow } from './power-settings';
import type { SettledPowers } from './settled-powers';

/** How far a chain of vehicles goes that move for one another. */
const LONGEST_CHAIN = 2;

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
    const { min } = powers.settings[v]!;
    for (const from of powers.cheapestFirst(v).toReversed()) {
      for (const to of [0, min]) {
        const kw = powers.power(v, from) - to;
        if (kw <= SAME_KW) break;
        const mark = powers.mark();
        powers.set(v, from, to);
        if (this.fillCheaper(v, kw, prices[from]!, prices) >= kw - SAME_KW) break;
        powers.takeBack(mark);
      }
    }
  }

  private fillCheaper(v: number, want: number, belowYuan: number, prices: readonly number[]): number {
    const { powers } = this;
    let left = want;
    for (const t of powers.cheapestFirst(v)) {
      if (left <= SAME_KW || prices[t]! >= belowYuan) break;
      left -= powers.raise(v, t, left);
    }
    return want - left;
  }

  /** Gives one interval of the vehicle up to charge there and what is missing elsewhere. */
  private rearrange(v: number): number {
    const { powers } = this;
    for (const t of powers.cheapestFirst(v)) {
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
    for (const t of chain > 0 ? powers.cheapestFirst(v) : []) {
      const left = powers.missing(v) - goal;
      if (left <= SAME_KW || this.tries <= 0) break;
      if (t !== without) this.displace(v, t, left, chain);
    }
    this.moving[v]!--;
    return before - powers.missingKw;
  }

  private fill(v: number, want: number, without: number): number {
    const { powers } = this;
    const window = powers.cheapestFirst(v);
    let left = want;
    for (const t of window) {
      if (left <= SAME_KW) return want;
      if (t !== without) left -= powers.raise(v, t, left);
    }
    for (const t of window) {
      if (left <= SAME_KW || left >= powers.settings[v]!.min - SAME_KW) break;
      if (t !== without) left -= this.start(v, t, left);
    }
    return want - left;
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
    const lender = powers
      .cheapestFirst(v)
      .findLast((from) => from !== without && powers.power(v, from) - amount >= min - SAME_KW);
    if (lender === undefined) return 0;
    powers.set(v, lender, powers.power(v, lender) - amount);
    return amount;
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
      this.tries--;
      const mark = powers.mark();
      const lost = this.move(u, t, deficit * powers.room.exchangeRate(v, u, node), chain);
      powers.takeBack(mark);
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

  private isFirm(v: number): boolean {
    return this.powers.site.vehicles[v]!.firm === true;
  }
}
