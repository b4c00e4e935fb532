import { type PowerSettings, SAME_KW, settingBelow } from './power-settings';
import { Room } from './room';
import type { Site } from './site';
import type { WindowKw } from './solve-site';

/** Where a vehicle can rise: in no interval, or in several. */
export const NOWHERE = -1;
const SEVERAL = -2;

/** Changes after which what is known of a vehicle's room is found out anew. */
const FEW_CHANGES = 8;

/** Load of the root in the first interval. */
export interface FirstLoad {
  /** What of it may be moved to other intervals, kW. */
  spareKw: number;
}

/** Powers of a site under its limits, with every change kept so that a trial can be taken back. */
export class SettledPowers {
  readonly room: Room;
  /** Intervals of the windows, vehicle after vehicle, each cheapest first: those of `v` from start[v] to start[v + 1]. */
  readonly window: Int32Array;
  readonly start: Int32Array;
  /** Of every vehicle in every interval of the horizon, vehicle after vehicle, kW. */
  private readonly kw: Float64Array;
  private readonly max: Float64Array;
  private readonly step: Float64Array;
  /** Least power that is not nothing. */
  private readonly least: Float64Array;
  private readonly changed: number[] = [];
  private readonly changedFrom: number[] = [];
  /** Number of the state after each change; a state that is taken back to has its number again. */
  private readonly states: number[] = [0];
  private statesSeen = 0;
  /** Where each vehicle could rise when it was last looked at, after how many changes, and in which state that was. */
  private readonly looked: Int32Array;
  private readonly lookedAt: Int32Array;
  private readonly lookedIn: Float64Array;
  private readonly left: Float64Array;
  /** Wanted and not charged by all vehicles together, kW × intervals. */
  missingKw = 0;

  /** Takes the highest setting below each power. */
  constructor(
    readonly site: Site,
    vehicleKw: readonly WindowKw[],
    readonly settings: readonly PowerSettings[],
    hoursPerInterval: number,
    private readonly byPrice: readonly number[],
  ) {
    const { vehicles } = site;
    const intervals = byPrice.length;
    this.room = new Room(site, intervals);
    this.kw = new Float64Array(vehicles.length * intervals);
    this.left = Float64Array.from(vehicles, ({ energyKwh }) => energyKwh / hoursPerInterval);
    this.max = Float64Array.from(settings, ({ max }) => max);
    this.step = Float64Array.from(settings, ({ step }) => step);
    this.least = Float64Array.from(settings, ({ min, step }) => Math.max(min, step));
    this.start = new Int32Array(vehicles.length + 1);
    this.looked = new Int32Array(vehicles.length);
    this.lookedAt = new Int32Array(vehicles.length);
    this.lookedIn = new Float64Array(vehicles.length).fill(Number.NaN);
    vehicles.forEach(({ arrive }, v) => {
      const window = vehicleKw[v]!;
      this.start[v + 1] = this.start[v]! + window.length;
      this.missingKw += this.left[v]!;
      for (let k = 0; k < window.length; k++) {
        const kw = settingBelow(settings[v]!, window[k]!);
        if (kw > 0) this.write(v * intervals + arrive + k, v, arrive + k, kw);
      }
    });
    this.window = new Int32Array(this.start[vehicles.length]!);
    vehicles.forEach(({ arrive, depart }, v) => {
      let at = this.start[v]!;
      for (let k = 0; k < intervals; k++) {
        const t = byPrice[k]!;
        if (t >= arrive && t < depart) this.window[at++] = t;
      }
    });
  }

  /** The powers of each vehicle over its window. */
  windows(): WindowKw[] {
    return this.site.vehicles.map(({ arrive, depart }, v) => {
      const first = v * this.byPrice.length;
      return this.kw.subarray(first + arrive, first + depart);
    });
  }

  /** Still wanted, kW × intervals. */
  missing(v: number): number {
    return this.left[v]!;
  }

  /** The first interval, of which the root keeps `leastKw`. */
  firstLoad(leastKw = 0): FirstLoad {
    let spareKw = -leastKw;
    for (let v = 0; v < this.site.vehicles.length; v++) spareKw += this.power(v, 0);
    return { spareKw };
  }

  power(v: number, t: number): number {
    return this.kw[v * this.byPrice.length + t]!;
  }

  set(v: number, t: number, kw: number): void {
    const at = v * this.byPrice.length + t;
    this.changed.push(at);
    this.changedFrom.push(this.kw[at]!);
    this.states.push(++this.statesSeen);
    this.write(at, v, t, kw);
  }

  /** The power in one interval after it rises by at most `want`, as far as limits and settings go. */
  risen(v: number, t: number, want: number): number {
    const now = this.kw[v * this.byPrice.length + t]!;
    if (now >= this.max[v]! - SAME_KW) return now;
    const needed = (now > 0 ? this.step[v]! : this.least[v]!) - SAME_KW;
    if (want < needed) return now;
    const room = this.room.of(v, t);
    if (room < needed || room <= SAME_KW) return now;
    const next = settingBelow(this.settings[v]!, now + (want < room ? want : room));
    return next > now + SAME_KW ? next : now;
  }

  /** The only interval in which the vehicle may perhaps rise; below 0 where there is none or more than one. */
  onlyRise(v: number): number {
    const { changed, states } = this;
    const since = this.lookedAt[v]!;
    if (states[since] !== this.lookedIn[v] || changed.length > since + FEW_CHANGES) return this.lookAgain(v);
    let only = this.looked[v]!;
    for (let k = since; only !== SEVERAL && k < changed.length; k++) {
      const t = changed[k]! % this.byPrice.length;
      if (t !== only && this.canRise(v, t)) only = only === NOWHERE ? t : SEVERAL;
    }
    return only;
  }

  private lookAgain(v: number): number {
    let only = NOWHERE;
    for (let at = this.start[v]!; only !== SEVERAL && at < this.start[v + 1]!; at++) {
      if (this.canRise(v, this.window[at]!)) only = only === NOWHERE ? this.window[at]! : SEVERAL;
    }
    this.looked[v] = only;
    this.lookedAt[v] = this.changed.length;
    this.lookedIn[v] = this.states[this.changed.length]!;
    return only;
  }

  private canRise(v: number, t: number): boolean {
    return this.risen(v, t, Number.POSITIVE_INFINITY) > this.power(v, t);
  }

  /** Raises the power in one interval as `risen` says. Answers by how much. */
  raise(v: number, t: number, want: number): number {
    const now = this.power(v, t);
    const next = this.risen(v, t, want);
    if (next > now) this.set(v, t, next);
    return next - now;
  }

  mark(): number {
    return this.changed.length;
  }

  takeBack(mark: number): void {
    const intervals = this.byPrice.length;
    while (this.changed.length > mark) {
      const at = this.changed.pop()!;
      this.states.pop();
      const v = Math.floor(at / intervals);
      this.write(at, v, at - v * intervals, this.changedFrom.pop()!);
    }
  }

  keep(): void {
    this.states[0] = this.states[this.changed.length]!;
    this.states.length = 1;
    this.changed.length = 0;
    this.changedFrom.length = 0;
  }

  private write(at: number, v: number, t: number, kw: number): void {
    const change = kw - this.kw[at]!;
    this.kw[at] = kw;
    this.left[v]! -= change;
    this.missingKw -= change;
    this.room.add(v, t, change);
  }
}
