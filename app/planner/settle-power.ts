import { cheapenPowers } from './cheapen-powers';
import { PowerExchange } from './exchange-powers';
import { type PowerSettings, roundingOf, SAME_KW } from './power-settings';
import { pressSettled } from './press-settled';
import { SettledPowers } from './settled-powers';
import type { Site } from './site';
import type { WindowKw } from './solve-site';

/** Others asked to move for one vehicle that is short. */
const MOST_TRIES = 20;
const MOST_ROUNDS = 4;

/** The same for all vehicles together: a lost kWh shows on a small site, where a try is cheap; on a large one the first few gain nearly all. */
const triesOfSite = (vehicles: number) => 400 + vehicles + 12_000 / vehicles;

/** Parts of a plan taken out and put in again in another order. */
const MOST_RENEWALS = 60;

/** A loss of this part of what is wanted is not worth a search. */
const WORTH_A_SEARCH = 1e-4;

export interface SettleOrder {
  prices: readonly number[];
  /** All intervals, cheapest first. */
  byPrice: readonly number[];
  hoursPerInterval: number;
  /** Of each vehicle of the site. */
  settings: readonly PowerSettings[];
  /** Pressure of each for the first interval; without it the interval goes to anybody. */
  ranks?: Int32Array;
  /** Load that the root keeps in the first interval though others be cheaper, kW. */
  leastNow?: number;
}

/**
 * Makes every power one that its vehicle can be set to, under every limit: lowers each to a possible one, gives back what is
 * missing in the room that is left, the tightest vehicle first and its cheapest intervals first, and makes room for what is
 * then still missing by moving other vehicles in time. Never delivers more than a vehicle wants.
 */
export function settlePower(site: Site, vehicleKw: readonly WindowKw[], order: SettleOrder): WindowKw[] {
  const { settings, hoursPerInterval, byPrice } = order;
  const powers = new SettledPowers(site, vehicleKw, settings, hoursPerInterval, byPrice);
  const missing = Float64Array.from(site.vehicles, ({ energyKwh }, v) => {
    const window = vehicleKw[v]!;
    let left = energyKwh / hoursPerInterval;
    for (let k = 0; k < window.length; k++) left -= window[k]!;
    return Math.max(0, left);
  });
  new SettingSearch(powers, orderByTightness(site, settings, hoursPerInterval), missing, order).settle();
  return powers.windows();
}

class SettingSearch {
  private readonly exchange: PowerExchange;
  /** What the vehicle misses at best: without settings, or by rounding. */
  private readonly least: Float64Array;
  private readonly boundKw: number;
  private draws = 0;

  constructor(
    private readonly powers: SettledPowers,
    private readonly tightestFirst: readonly number[],
    missing: Float64Array,
    private readonly order: SettleOrder,
  ) {
    const { vehicles } = powers.site;
    this.exchange = new PowerExchange(powers, triesOfSite(vehicles.length));
    const { settings, hoursPerInterval } = order;
    this.least = missing.map((kw, v) => {
      const { arrive, depart, energyKwh } = vehicles[v]!;
      return Math.max(kw, roundingOf(settings[v]!, energyKwh / hoursPerInterval, depart - arrive));
    });
    const wanted = vehicles.reduce((sum, { energyKwh }) => sum + energyKwh / hoursPerInterval, 0);
    this.boundKw = this.least.reduce((sum, kw) => sum + kw, 0) + wanted * WORTH_A_SEARCH;
  }

  settle(): void {
    const { powers, exchange, tightestFirst } = this;
    for (const v of tightestFirst) exchange.charge(v);
    for (let round = 0; round < MOST_ROUNDS && this.isWorthIt(); round++)
      if (this.serveLosers() <= SAME_KW) break;
    powers.keep();
    for (let k = 0; k < MOST_RENEWALS && this.isWorthIt(); k++) this.renew();
    const { prices, ranks, leastNow } = this.order;
    const first = powers.firstLoad(leastNow);
    for (const v of tightestFirst) cheapenPowers(powers, v, prices, first);
    powers.keep();
    if (ranks) pressSettled(powers, ranks, prices, first);
  }

  private isWorthIt(): boolean {
    return this.exchange.pool > 0 && this.powers.missingKw > this.boundKw;
  }

  private hasLost(v: number): boolean {
    return this.powers.missing(v) > this.least[v]! + SAME_KW;
  }

  private serveLosers(): number {
    let gain = 0;
    for (const v of this.tightestFirst) if (this.hasLost(v)) gain += this.exchange.serve(v, MOST_TRIES);
    return gain;
  }

  /** Takes the power of some vehicles, or of some intervals, out and puts it in again in another order; keeps it when that is better. */
  private renew(): void {
    const { powers, exchange, tightestFirst } = this;
    const before = powers.missingKw;
    const mark = powers.mark();
    const losers = tightestFirst.filter((v) => this.hasLost(v));
    const first = losers[this.draw(losers.length)]!;
    const window = powers.window.subarray(powers.start[first]!, powers.start[first + 1]!);
    const t = window[this.draw(window.length)]!;
    const node = powers.room.tightest(first, t);
    const others = powers.room.vehiclesOn(node).filter((v) => powers.power(v, t) > 0);
    const emptied = new Set([first]);
    if (this.draw(2) === 0 && others.length > 0) {
      for (let k = 0; k < 2; k++) emptied.add(others[this.draw(others.length)]!);
      for (const v of emptied) this.empty(v, 0, Number.POSITIVE_INFINITY);
    } else {
      const end = t + 1 + this.draw(2);
      for (const v of others) emptied.add(v);
      for (const v of emptied) this.empty(v, t, end);
    }
    const again = [...emptied];
    for (let k = again.length - 1; k > 0; k--) {
      const other = this.draw(k + 1);
      [again[k], again[other]] = [again[other]!, again[k]!];
    }
    for (const v of again) exchange.charge(v);
    this.serveLosers();
    if (powers.missingKw < before + SAME_KW) powers.keep();
    else powers.takeBack(mark);
  }

  private empty(v: number, from: number, to: number): void {
    const { powers } = this;
    const { arrive, depart } = powers.site.vehicles[v]!;
    for (let t = Math.max(from, arrive); t < Math.min(to, depart); t++) {
      if (powers.power(v, t) > 0) powers.set(v, t, 0);
    }
  }

  /** A number in [0, below): the same sequence for every site. */
  private draw(below: number): number {
    this.draws = (Math.imul(this.draws, 1_664_525) + 1_013_904_223) | 0;
    return Math.floor(((this.draws >>> 0) / 2 ** 32) * below);
  }
}

function orderByTightness(
  site: Site,
  settings: readonly PowerSettings[],
  hoursPerInterval: number,
): number[] {
  const slack = site.vehicles.map(
    ({ arrive, depart, energyKwh }, v) => depart - arrive - energyKwh / hoursPerInterval / settings[v]!.max,
  );
  return [...slack.keys()].sort((a, b) => slack[a]! - slack[b]! || a - b);
}
