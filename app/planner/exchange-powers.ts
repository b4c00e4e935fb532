import { borrow, fillRoom, mayStart, restOf } from './fill-room';
import { SAME_KW, settingBelow } from './power-settings';
import { NOWHERE, type SettledPowers } from './settled-powers';

/** How far a chain of vehicles goes that move for one another. */
const LONGEST_CHAIN = 2;

/** What a look counts, in tries, at another vehicle that has nowhere to move to. */
const LOOK = 1 / 32;
/** The same for passing over one that does not charge. */
const GLANCE = 1 / 1024;

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
    fillRoom(this.powers, v, this.powers.missing(v));
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
    fillRoom(powers, v, want, without);
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

  /** Charges up to `want` more in one interval, others making room. Nothing changes where all together gain nothing. */
  private displace(v: number, t: number, want: number, chain: number): void {
    const { powers } = this;
    const now = powers.power(v, t);
    const most = Math.min(powers.settings[v]!.max, powers.room.limit(v, t)) + SAME_KW;
    if (most < now + 2 * SAME_KW) return;
    const tried = [now, now, now];
    for (let k = 0; k < tried.length; k++) {
      const goal = this.goalAbove(v, now, want, k);
      const isNew = goal > now && tried.every((other) => Math.abs(other - goal) >= SAME_KW);
      tried[k] = goal;
      if (isNew && goal <= most && this.rise(v, t, { goal, want }, chain)) return;
    }
  }

  /** Settings worth a try, highest first: all that is wanted, the least power more, one step more. */
  private goalAbove(v: number, now: number, want: number, k: number): number {
    const { min, step } = this.powers.settings[v]!;
    if (k === 0) return settingBelow(this.powers.settings[v]!, now + want);
    if (now > 0) return onGrid(now + (k === 1 ? Math.min(want, min) : step), step);
    return k === 1 ? onGrid(Math.max(min, step), step) : now;
  }

  /** Raises the vehicle to `goal`, others making room and the vehicle lending itself what that is beyond `want`. */
  private rise(v: number, t: number, { goal, want }: { goal: number; want: number }, chain: number): boolean {
    const { powers } = this;
    const mark = powers.mark();
    const before = powers.missingKw;
    const beyond = goal - powers.power(v, t) - want;
    const lent = beyond > SAME_KW ? borrow(powers, v, beyond, t) : 0;
    if (beyond - lent <= SAME_KW && this.makeRoom(v, t, goal, chain)) {
      powers.set(v, t, goal);
      if (before - powers.missingKw > SAME_KW) return true;
    }
    powers.takeBack(mark);
    return false;
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
    const rivals = powers.room.vehiclesOn(node);
    this.tries -= rivals.length * GLANCE;
    for (const u of rivals) {
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
    const rest = restOf(powers, u, lowered, t);
    if (rest <= SAME_KW || (chain <= 1 && !mayStart(powers, u, rest, t))) return rest;
    const mark = powers.mark();
    const lost = this.move(u, t, deficit, chain);
    powers.takeBack(mark);
    return lost;
  }

  private isFirm(v: number): boolean {
    return this.powers.site.vehicles[v]!.firm === true;
  }
}

function onGrid(kw: number, step: number): number {
  return step > 0 ? Math.round(kw / step) * step : kw;
}
