import { type PowerSettings, SAME_KW, settingBelow } from './power-settings';
import { Room } from './room';
import type { Site } from './site';
import type { WindowKw } from './solve-site';

/** Powers of a site under its limits, with every change kept so that a trial can be taken back. */
export class SettledPowers {
  readonly room: Room;
  private readonly windows: Int32Array[];
  private readonly changedVehicle: number[] = [];
  private readonly changedInterval: number[] = [];
  private readonly changedFrom: number[] = [];
  private readonly left: Float64Array;
  /** Wanted and not charged by all vehicles together, kW × intervals. */
  missingKw: number;

  constructor(
    readonly site: Site,
    readonly vehicleKw: readonly WindowKw[],
    readonly settings: readonly PowerSettings[],
    hoursPerInterval: number,
    byPrice: readonly number[],
  ) {
    this.room = new Room(site, vehicleKw);
    this.left = Float64Array.from(site.vehicles, (vehicle, v) =>
      vehicleKw[v]!.reduce((left, kw) => left - kw, vehicle.energyKwh / hoursPerInterval),
    );
    this.missingKw = this.left.reduce((sum, kw) => sum + kw, 0);
    this.windows = site.vehicles.map(({ arrive, depart }) =>
      Int32Array.from(byPrice.filter((t) => t >= arrive && t < depart)),
    );
  }

  /** Intervals of the vehicle's window, cheapest first. */
  cheapestFirst(v: number): Int32Array {
    return this.windows[v]!;
  }

  /** Still wanted, kW × intervals. */
  missing(v: number): number {
    return this.left[v]!;
  }

  power(v: number, t: number): number {
    return this.vehicleKw[v]![t - this.site.vehicles[v]!.arrive] ?? 0;
  }

  set(v: number, t: number, kw: number): void {
    this.changedVehicle.push(v);
    this.changedInterval.push(t);
    this.changedFrom.push(this.power(v, t));
    this.write(v, t, kw);
  }

  /** Raises the power in one interval by at most `want`, as far as limits and settings go. Answers by how much. */
  raise(v: number, t: number, want: number): number {
    const now = this.power(v, t);
    const next = settingBelow(this.settings[v]!, now + Math.min(want, this.room.of(v, t)));
    if (next <= now + SAME_KW) return 0;
    this.set(v, t, next);
    return next - now;
  }

  mark(): number {
    return this.changedVehicle.length;
  }

  takeBack(mark: number): void {
    while (this.changedVehicle.length > mark) {
      this.write(this.changedVehicle.pop()!, this.changedInterval.pop()!, this.changedFrom.pop()!);
    }
  }

  keep(): void {
    this.changedVehicle.length = 0;
    this.changedInterval.length = 0;
    this.changedFrom.length = 0;
  }

  private write(v: number, t: number, kw: number): void {
    const window = this.vehicleKw[v]!;
    const k = t - this.site.vehicles[v]!.arrive;
    const change = kw - window[k]!;
    window[k] = kw;
    this.left[v]! -= change;
    this.missingKw -= change;
    this.room.add(v, t, change);
  }
}
