import { type LoadPath, loadPaths } from './load-paths';
import type { Site } from './site';
import type { WindowKw } from './solve-site';

/** Rounds before the search goes on from the mean of what it has seen. */
const SHORTEST_RUN = 32;

export interface PricedPlan {
  /** Close to the best, and as close to the limits: they may be exceeded a little. */
  vehicleKw: WindowKw[];
  /** No plan is worth more, kW × intervals × worth. */
  mostWorth: number;
}

/**
 * Finds what each limit is worth in each interval, where vehicles take equal parts from several phases: in every round each
 * vehicle moves towards intervals that are worth more to it than the limits on its way cost, and each limit's price rises
 * where it is exceeded and falls where it is not (primal-dual hybrid gradient, Chambolle and Pock 2011, with diagonal steps
 * and restarts from the mean). Any prices at all prove what no plan can exceed. `worth`: of a kW in each interval, 1 or less.
 */
export function pricePhases(
  site: Site,
  start: readonly WindowKw[],
  { hoursPerInterval, most, worth }: { hoursPerInterval: number; most: number; worth: Float64Array },
): PricedPlan {
  const rounds = new PriceRounds(site, start, hoursPerInterval, worth);
  let mostWorth = Number.POSITIVE_INFINITY;
  let done = 0;
  for (let run = SHORTEST_RUN; done < most; run = Math.min(run * 2, Math.max(SHORTEST_RUN, most - done))) {
    for (let k = 0; k < run; k++) rounds.next();
    done += run;
    rounds.restart();
    mostWorth = Math.min(mostWorth, rounds.bound());
  }
  return { vehicleKw: rounds.powers(), mostWorth };
}

class PriceRounds {
  private readonly paths: LoadPath[];
  private readonly from: Int32Array;
  private readonly wanted: Float64Array;
  private readonly kw: Float64Array;
  private readonly kwSum: Float64Array;
  /** Price of the vehicle's energy and of each (node, interval), in parts of a kWh served. */
  private readonly energyPrice: Float64Array;
  private readonly energySum: Float64Array;
  private readonly price: Float64Array;
  private readonly priceSum: Float64Array;
  private readonly load: Float64Array;
  private readonly priceStep: Float64Array;
  private readonly intervals: number;
  /** Powers move in kW, prices in parts of 1: half the mean power makes their steps alike. */
  private readonly stepKw: number;
  private count = 0;

  constructor(
    private readonly site: Site,
    start: readonly WindowKw[],
    hoursPerInterval: number,
    private readonly worth: Float64Array,
  ) {
    const { vehicles, nodes } = site;
    this.stepKw = vehicles.reduce((sum, { maxKw }) => sum + maxKw, 0) / (2 * vehicles.length) || 1;
    this.intervals = nodes[0]!.limitKw.length;
    this.paths = loadPaths(site);
    this.from = new Int32Array(vehicles.length + 1);
    vehicles.forEach(({ arrive, depart }, v) => {
      this.from[v + 1] = this.from[v]! + depart - arrive;
    });
    this.wanted = Float64Array.from(vehicles, ({ energyKwh }) => energyKwh / hoursPerInterval);
    this.kw = new Float64Array(this.from[vehicles.length]!);
    for (const [v, kw] of start.entries()) this.kw.set(kw, this.from[v]!);
    this.kwSum = new Float64Array(this.kw.length);
    this.energyPrice = new Float64Array(vehicles.length);
    this.energySum = new Float64Array(vehicles.length);
    const places = nodes.length * this.intervals;
    this.price = new Float64Array(places);
    this.priceSum = new Float64Array(places);
    this.load = new Float64Array(places);
    this.priceStep = new Float64Array(places);
    vehicles.forEach(({ arrive, depart }, v) => {
      this.each(v, (n, share) => {
        for (let t = arrive; t < depart; t++) this.priceStep[n * this.intervals + t]! += share;
      });
    });
    for (let place = 0; place < places; place++) this.priceStep[place] = 1 / (this.priceStep[place]! || 1);
  }

  next(): void {
    const { site, from, kw, kwSum, load, intervals } = this;
    load.fill(0);
    site.vehicles.forEach(({ arrive, maxKw }, v) => {
      const { nodes, shares } = this.paths[v]!;
      let step = 1;
      for (let k = 0; k < shares.length; k++) step += shares[k]!;
      step = this.stepKw / step;
      const rent = this.energyPrice[v]!;
      let ahead = 0;
      for (let at = from[v]!, t = arrive; at < from[v + 1]!; at++, t++) {
        let worth = this.worth[t]! - rent;
        for (let k = 0; k < nodes.length; k++) worth -= shares[k]! * this.price[nodes[k]! * intervals + t]!;
        const before = kw[at]!;
        const next = Math.min(maxKw, Math.max(0, before + step * worth));
        kw[at] = next;
        kwSum[at]! += next;
        const onward = 2 * next - before;
        ahead += onward;
        for (let k = 0; k < nodes.length; k++) load[nodes[k]! * intervals + t]! += shares[k]! * onward;
      }
      const span = from[v + 1]! - from[v]!;
      this.energyPrice[v] = Math.max(0, rent + (ahead - this.wanted[v]!) / (this.stepKw * span));
      this.energySum[v]! += this.energyPrice[v]!;
    });
    site.nodes.forEach(({ limitKw }, n) => {
      for (let t = 0, place = n * intervals; t < intervals; t++, place++) {
        const over = load[place]! - limitKw[t]!;
        this.price[place] = Math.max(0, this.price[place]! + (this.priceStep[place]! * over) / this.stepKw);
        this.priceSum[place]! += this.price[place]!;
      }
    });
    this.count++;
  }

  /** Goes on from the mean of all rounds since the last restart. */
  restart(): void {
    const part = 1 / this.count;
    for (const [mean, sum] of [
      [this.kw, this.kwSum],
      [this.energyPrice, this.energySum],
      [this.price, this.priceSum],
    ] as const) {
      for (let k = 0; k < mean.length; k++) mean[k] = sum[k]! * part;
      sum.fill(0);
    }
    this.count = 0;
  }

  /** What the limits are worth at these prices, and what each vehicle could gain beyond them at best, kW × intervals. */
  bound(): number {
    const { site, intervals } = this;
    let most = 0;
    site.nodes.forEach(({ limitKw }, n) => {
      for (let t = 0; t < intervals; t++) most += this.price[n * intervals + t]! * limitKw[t]!;
    });
    site.vehicles.forEach(({ arrive, depart, maxKw }, v) => {
      const worth = this.worth.slice(arrive, depart);
      this.each(v, (n, share) => {
        for (let k = 0; k < worth.length; k++) worth[k]! -= share * this.price[n * intervals + arrive + k]!;
      });
      worth.sort();
      let left = this.wanted[v]!;
      for (let k = worth.length - 1; k >= 0 && left > 0 && worth[k]! > 0; k--) {
        const kw = Math.min(left, maxKw);
        most += worth[k]! * kw;
        left -= kw;
      }
    });
    return most;
  }

  powers(): WindowKw[] {
    return this.site.vehicles.map((_, v) => this.kw.slice(this.from[v]!, this.from[v + 1]!));
  }

  private each(v: number, visit: (node: number, share: number) => void): void {
    const { nodes, shares } = this.paths[v]!;
    for (let k = 0; k < nodes.length; k++) visit(nodes[k]!, shares[k]!);
  }
}
