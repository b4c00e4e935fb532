import { groupBy } from './group-by';
import type { Vehicle } from './problem';

/** Weight in a shortfall: cars that are here go first. */
const NO_WEIGHT = 1e-9;
/** Intervals of a horizon are fewer. */
const MOST_INTERVALS = 1 << 20;
const NOWHERE = -1;

/** What a stay takes, wherever it lies: kWh and kW at a node. */
export interface Taken {
  node: string;
  energyKwh: number;
  maxKw: number;
}

/** Stays in the horizon that count for a part of a vehicle each. One array for each property: there are thousands of them. */
export class VehicleParts {
  readonly taken: Taken[] = [];
  /** Window, in intervals of the horizon: [arrive, depart). */
  readonly arrive: number[] = [];
  readonly depart: number[] = [];
  readonly part: number[] = [];

  add(taken: Taken, arrive: number, depart: number, part: number): void {
    if (arrive < 1 || depart <= arrive || taken.energyKwh <= 0 || part <= 0) return;
    this.taken.push(taken);
    this.arrive.push(arrive);
    this.depart.push(depart);
    this.part.push(part);
  }
}

/**
 * Vehicles as a fluid, one for all parts of a node with about the same window: few weigh as much as many. The energy of all up
 * to any arrival is its mean and so many standard deviations of a compound Poisson process, but never less than up to an
 * earlier arrival. Windows are cut to half hours for the next four hours, to hours for twelve, to two hours for a day and to
 * four beyond, always inward, so that nothing is hoped for that may not be.
 */
export class FluidVehicles {
  /** The parts by arrival, and the window of each. */
  private readonly order: Int32Array;
  private readonly windowOf: Int32Array;
  private readonly windows: Pick<Vehicle, 'id' | 'node' | 'arrive' | 'depart'>[] = [];

  constructor(
    private readonly parts: VehicleParts,
    intervals: number,
    intervalMinutes: number,
  ) {
    const { taken, arrive, depart } = parts;
    const grain = grains(intervals, 60 / intervalMinutes);
    const known = new Map<string, Map<number, number>>();
    this.order = groupBy(arrive, intervals).members;
    this.windowOf = new Int32Array(taken.length).fill(NOWHERE);
    for (let at = 0; at < taken.length; at++) {
      const k = this.order[at]!;
      const from = Math.ceil(arrive[k]! / grain[arrive[k]!]!) * grain[arrive[k]!]!;
      const end = Math.floor(depart[k]! / grain[depart[k]!]!) * grain[depart[k]!]!;
      const to = depart[k] === intervals ? intervals : Math.max(from + 1, end);
      if (from < to && to <= intervals) this.windowOf[k] = this.find(known, taken[k]!.node, from, to);
    }
  }

  /** The vehicles with the energy so many deviations above its mean. */
  at(deviations: number): Vehicle[] {
    const { parts, order, windowOf, windows } = this;
    const energyKwh = new Float64Array(windows.length);
    const maxKw = new Float64Array(windows.length);
    let meanKwh = 0;
    let variance = 0;
    let expectedKwh = 0;
    for (let at = 0; at < order.length; at++) {
      const k = order[at]!;
      const one = parts.taken[k]!;
      meanKwh += one.energyKwh * parts.part[k]!;
      variance += one.energyKwh ** 2 * parts.part[k]!;
      const addedKwh = meanKwh + deviations * Math.sqrt(variance) - expectedKwh;
      if (addedKwh <= 0) continue;
      expectedKwh += addedKwh;
      const w = windowOf[k]!;
      if (w === NOWHERE) continue;
      energyKwh[w]! += addedKwh;
      maxKw[w]! += (addedKwh / one.energyKwh) * one.maxKw;
    }
    const vehicles: Vehicle[] = [];
    for (let w = 0; w < windows.length; w++) {
      const energy = { energyKwh: energyKwh[w]!, maxKw: maxKw[w]! };
      if (energy.energyKwh > 0) vehicles.push({ ...windows[w]!, ...energy, weight: NO_WEIGHT });
    }
    return vehicles;
  }

  private find(
    known: Map<string, Map<number, number>>,
    node: string,
    arrive: number,
    depart: number,
  ): number {
    const ofNode = known.get(node) ?? new Map<number, number>();
    known.set(node, ofNode);
    const key = arrive * MOST_INTERVALS + depart;
    const w = ofNode.get(key) ?? this.windows.length;
    if (w === this.windows.length) {
      ofNode.set(key, w);
      this.windows.push({ id: `expected ${node} ${arrive} ${depart}`, node, arrive, depart });
    }
    return w;
  }
}

/** Intervals that windows are cut to, by where they begin or end. */
function grains(intervals: number, perHour: number): Int32Array {
  const grain = new Int32Array(intervals + 1);
  for (let t = 0; t <= intervals; t++) {
    const hours = t <= 4 * perHour ? 0.5 : t <= 12 * perHour ? 1 : t <= 24 * perHour ? 2 : 4;
    grain[t] = Math.max(1, Math.round(perHour * hours));
  }
  return grain;
}
