import type { Vehicle } from './problem';
import { Room } from './room';
import type { Site } from './site';
import type { WindowKw } from './solve-site';

/** Powers, kW, that differ by less are equal. */
const SAME_KW = 1e-9;

/** Vehicles asked to move, for one that is short: bounds the time of a night in which everybody is. */
const MOST_TRIES = 15;

/** Powers a vehicle may charge with: 0, or from `min` to `max` in whole steps (any power where step is 0). */
interface Settings {
  min: number;
  max: number;
  step: number;
}

function settingsOf(vehicle: Vehicle, problemStepKw: number): Settings {
  const step = vehicle.stepKw ?? problemStepKw;
  const min = vehicle.minKw ?? 0;
  if (step <= 0) return { min, max: vehicle.maxKw, step: 0 };
  return {
    min: Math.max(1, Math.ceil((min - SAME_KW) / step)) * step,
    max: Math.floor((vehicle.maxKw + SAME_KW) / step) * step,
    step,
  };
}

/** The highest setting that is at most `kw`. */
function settingBelow({ min, max, step }: Settings, kw: number): number {
  const capped = Math.min(kw, max);
  const set = step > 0 ? Math.floor((capped + SAME_KW) / step) * step : capped;
  return set < min - SAME_KW || set <= 0 ? 0 : set;
}

export function needsSettling(site: Site, problemStepKw: number): boolean {
  return site.vehicles.some((vehicle) => (vehicle.minKw ?? 0) > 0 || (vehicle.stepKw ?? problemStepKw) > 0);
}

/**
 * Makes every power one that its vehicle can be set to, under every limit: lowers each to a possible one, gives back what is
 * missing in the room that is left, the tightest vehicle first and its cheapest intervals first, and makes room for what is
 * then still missing by moving other vehicles in time. Never delivers more than a vehicle wants.
 */
export function settlePower(
  site: Site,
  vehicleKw: WindowKw[],
  order: { byPrice: readonly number[]; hoursPerInterval: number; stepKw: number },
): void {
  const settler = new Settler(site, vehicleKw, order.byPrice, order.hoursPerInterval, order.stepKw);
  const tightestFirst = settler.tightestFirst();
  for (const v of tightestFirst) settler.lower(v);
  for (const v of tightestFirst) settler.charge(v);
  for (const v of tightestFirst) settler.makeRoom(v);
}

class Settler {
  private readonly room: Room;
  private readonly settings: Settings[];
  private readonly wanted: number[];
  private readonly rank: Int32Array;

  constructor(
    private readonly site: Site,
    private readonly vehicleKw: WindowKw[],
    private readonly byPrice: readonly number[],
    hoursPerInterval: number,
    stepKw: number,
  ) {
    this.room = new Room(site, vehicleKw);
    this.settings = site.vehicles.map((vehicle) => settingsOf(vehicle, stepKw));
    this.wanted = site.vehicles.map((vehicle) => vehicle.energyKwh / hoursPerInterval);
    this.rank = new Int32Array(byPrice.length);
    for (const [rank, t] of byPrice.entries()) this.rank[t] = rank;
  }

  tightestFirst(): number[] {
    const slack = this.wanted.map((kw, v) => this.vehicleKw[v]!.length - kw / this.settings[v]!.max);
    return [...slack.keys()].sort((a, b) => slack[a]! - slack[b]! || a - b);
  }

  lower(v: number): void {
    const { arrive } = this.site.vehicles[v]!;
    this.vehicleKw[v]!.forEach((kw, k) => {
      const excess = kw - settingBelow(this.settings[v]!, kw);
      if (excess > SAME_KW) this.change(v, arrive + k, -excess);
    });
  }

  /** Still wanted, kW × intervals. */
  missing(v: number): number {
    let left = this.wanted[v]!;
    for (const kw of this.vehicleKw[v]!) left -= kw;
    return left;
  }

  /** Adds what is missing in the room that is left, cheapest intervals first, keeping what is there. */
  charge(v: number): void {
    const window = this.cheapestFirst(v);
    let left = this.missing(v);
    for (const t of window) {
      if (left <= SAME_KW) return;
      left -= this.raise(v, t, left);
    }
    for (const t of window) {
      if (left <= SAME_KW || left >= this.settings[v]!.min) return;
      left -= this.start(v, t, left);
    }
  }

  private cheapestFirst(v: number): number[] {
    const { arrive, depart } = this.site.vehicles[v]!;
    return this.byPrice.filter((t) => t >= arrive && t < depart);
  }

  /** Raises the power in one interval by at most `want`. Answers by how much. */
  private raise(v: number, t: number, want: number): number {
    const now = this.power(v, t);
    const next = settingBelow(this.settings[v]!, now + Math.min(want, this.room.of(v, t)));
    if (next <= now + SAME_KW) return 0;
    this.change(v, t, next - now);
    return next - now;
  }

  /** Starts at the least power for a rest below it, borrowing the difference from the dearest interval that can spare it. */
  private start(v: number, t: number, rest: number): number {
    const { min, step } = this.settings[v]!;
    const borrow = step > 0 ? Math.ceil((min - rest - SAME_KW) / step) * step : min - rest;
    if (this.power(v, t) > 0 || borrow >= min - SAME_KW || this.room.of(v, t) < min - SAME_KW) return 0;
    const lender = this.cheapestFirst(v).findLast((from) => this.power(v, from) - borrow >= min - SAME_KW);
    if (lender === undefined) return 0;
    this.change(v, lender, -borrow);
    this.change(v, t, min);
    return min - borrow;
  }

  /** Lets vehicles that stand in the way move power to other intervals of theirs, then charges. */
  makeRoom(v: number): void {
    let tries = MOST_TRIES;
    for (const t of this.cheapestFirst(v)) {
      const left = this.missing(v);
      if (left <= SAME_KW || tries <= 0) return;
      const now = this.power(v, t);
      const goal = settingBelow(this.settings[v]!, now + left) - now;
      if (goal <= SAME_KW) continue;
      const moves: (() => void)[] = [];
      tries -= this.shiftOthers(v, t, goal, tries, moves);
      if (this.raise(v, t, left) === 0) for (const undo of moves.reverse()) undo();
    }
  }

  /** Fills `moves` with how to undo what was moved. Answers how many vehicles were tried. */
  private shiftOthers(v: number, t: number, goal: number, most: number, moves: (() => void)[]): number {
    let tried = 0;
    while (tried < most) {
      const before = moves.length;
      for (const other of this.room.rivals(v, t)) {
        const short = goal - this.room.of(v, t);
        if (short <= SAME_KW || tried >= most) return tried;
        if (other === v || this.power(other, t) === 0) continue;
        tried++;
        const move = this.shift(other, t, short);
        if (move) moves.push(move);
      }
      if (moves.length === before) return tried;
    }
    return tried;
  }

  /** Moves power of a vehicle out of one interval, to the one nearest in price that takes it. Answers how to undo it. */
  private shift(v: number, t: number, want: number): (() => void) | undefined {
    const { arrive, depart } = this.site.vehicles[v]!;
    const settings = this.settings[v]!;
    const from = this.power(v, t);
    let best: { to: number; kw: number; distance: number } | undefined;
    for (let to = arrive; to < depart; to++) {
      if (to === t) continue;
      const there = this.power(v, to);
      const most = settingBelow(settings, there + Math.min(from, this.room.of(v, to))) - there;
      const kw = this.shiftable(settings, from, Math.min(most, want), most);
      if (kw <= SAME_KW || settingBelow(settings, there + kw) < there + kw - SAME_KW) continue;
      const distance = Math.abs(this.rank[to]! - this.rank[t]!);
      if (!best || kw > best.kw + SAME_KW || (kw > best.kw - SAME_KW && distance < best.distance)) {
        best = { to, kw, distance };
      }
    }
    if (!best) return undefined;
    const { to, kw } = best;
    this.change(v, t, -kw);
    this.change(v, to, kw);
    return () => {
      this.change(v, to, -kw);
      this.change(v, t, kw);
    };
  }

  /** How much of `from` can leave an interval: down to a setting, or all of it. */
  private shiftable(settings: Settings, from: number, want: number, most: number): number {
    const steps = settings.step > 0 ? Math.ceil((want - SAME_KW) / settings.step) * settings.step : want;
    const part = Math.min(steps, from - settings.min);
    if (part >= want - SAME_KW) return part;
    return most >= from - SAME_KW ? from : Math.max(0, Math.min(part, most));
  }

  private power(v: number, t: number): number {
    return this.vehicleKw[v]![t - this.site.vehicles[v]!.arrive] ?? 0;
  }

  private change(v: number, t: number, kw: number): void {
    const power = this.vehicleKw[v]!;
    const k = t - this.site.vehicles[v]!.arrive;
    const next = power[k]! + kw;
    power[k] = next < SAME_KW ? 0 : next;
    this.room.add(v, t, kw);
  }
}
