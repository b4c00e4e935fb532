import { LoadAtOnce } from './charge-at-once';
import type { DemandModel } from './demand-model';
import { drawNights } from './draw-nights';
import { HOSTING_HOURS, type HostingNight, type HostingSite } from './hosting-site';
import { planCharging } from './plan-charging';
import type { ChargingProblem, LimitNode, Vehicle } from './problem';
import { servesAll } from './serves-all';
import { wilson } from './wilson';

export interface HostingOptions {
  /** Answers numbers in [0, 1): a seeded generator, so that the same seed gives the same answer. */
  random: () => number;
  /** Nights to draw. Default 210: thirty of each weekday. */
  nights?: number;
  /** Part of its energy that every car must have by its departure on a good night. Default 0.99. */
  energyShare?: number;
  /** Part of the nights that must be good. Default 0.95. */
  nightShare?: number;
  /** Standard normal quantile of the confidence interval. Default 1.96: 95 %. */
  z?: number;
}

/** What stops the next pile, in the night that tips the count. */
export interface HostingStop {
  /** The node whose limit binds; null where only cars' own power and windows do. */
  node: string | null;
  /** Day on which the night begins, 0 is Sunday. */
  weekday: number;
  /** First and last interval in which the limit binds, counted from noon. */
  firstInterval: number;
  lastInterval: number;
  /** Uncontrolled, the energy above the limit; ordered, what the cars lack of their guaranteed part. */
  missingKwh: number;
}

export interface HostedPiles {
  /** Further piles that fit at the service level on the nights drawn; at most as many as the site names. */
  piles: number;
  /** The same with the lower end of the confidence interval: as many as these nights prove. */
  provenPiles: number;
  goodNights: number;
  /** Wilson's interval of the share of good nights with `piles` more. */
  goodShare: { low: number; high: number };
  /** Null where all piles named fit. */
  stoppedBy: HostingStop | null;
}

export interface HostingCapacity {
  nights: number;
  energyShare: number;
  nightShare: number;
  /** Every car charges at full power from its arrival: no limit may be passed. */
  uncontrolled: HostedPiles;
  /** The planner orders the charging. */
  ordered: HostedPiles;
  /** Ordered, within the limits of the upgrade; null where the site has none. */
  upgraded: HostedPiles | null;
}

/** The present piles alone do not fit. */
const NOT_EVEN_NOW = -1;

/**
 * How many of the further piles a site can take at a service level, over nights drawn from a demand model: on a good night
 * every car has at least `energyShare` of its energy by its departure, and at least `nightShare` of the nights are good.
 */
export function hostingCapacity(
  site: HostingSite,
  model: DemandModel,
  options: HostingOptions,
): HostingCapacity {
  const steps = hostingSteps(site, model, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The same, pausing after each night that was looked at, for those who have other work to do in between. */
export function* hostingSteps(
  site: HostingSite,
  model: DemandModel,
  { random, nights = 210, energyShare = 0.99, nightShare = 0.95, z = 1.96 }: HostingOptions,
): Generator<void, HostingCapacity, void> {
  const drawn = heaviestFirst(drawNights(site, model, nights, random));
  const level = { most: site.further.length, nightShare, z };
  const atOnce = (nodes: readonly LimitNode[]): Mode => ({
    mostUpTo: (night, bound) => Math.min(bound, mostAtOnce(site, nodes, night)),
    stop: (night, piles) => stopAtOnce(site, nodes, night, piles),
  });
  const inOrder = (nodes: readonly LimitNode[]): Mode => ({
    mostUpTo: (night, bound) => {
      const serves = (piles: number) => servesAll(nightProblem(site, nodes, night, piles, energyShare));
      return serves(bound) ? bound : mostBelow(bound, mostAtOnce(site, nodes, night), serves);
    },
    stop: (night, piles) => stopInOrder(nightProblem(site, nodes, night, piles, energyShare), night),
  });
  return {
    nights,
    energyShare,
    nightShare,
    uncontrolled: yield* hosted(drawn, level, atOnce(site.nodes)),
    ordered: yield* hosted(drawn, level, inOrder(site.nodes)),
    upgraded: site.upgrade ? yield* hosted(drawn, level, inOrder(site.upgrade)) : null,
  };
}

/** The nights that decide come early, so that most of the others need one look. */
function heaviestFirst(nights: readonly HostingNight[]): HostingNight[] {
  const wantedKwh = (night: HostingNight) =>
    [night.present, night.further].flat(2).reduce((sum, { energyKwh }) => sum + energyKwh, 0);
  return nights
    .map((night) => ({ night, kwh: wantedKwh(night) }))
    .sort((a, b) => b.kwh - a.kwh)
    .map(({ night }) => night);
}

interface Mode {
  /** The most further piles of a night, or `bound` where at least that many fit. */
  mostUpTo: (night: HostingNight, bound: number) => number;
  stop: (night: HostingNight, piles: number) => HostingStop | null;
}

/** Looks closely only at the nights that can decide: of the others it is enough to know that they take more. */
function* hosted(
  nights: readonly HostingNight[],
  { most, nightShare, z }: { most: number; nightShare: number; z: number },
  mode: Mode,
): Generator<void, HostedPiles, void> {
  const mayFail = Math.floor((1 - nightShare) * nights.length + 1e-9);
  const worst: { night: HostingNight; piles: number }[] = [];
  for (const night of nights) {
    yield;
    const isDecided = worst.length > mayFail;
    const bound = isDecided ? Math.max(0, worst[mayFail]!.piles) : most;
    const piles = mode.mostUpTo(night, bound);
    if (isDecided && piles >= bound) continue;
    worst.push({ night, piles });
    worst.sort((a, b) => a.piles - b.piles);
  }
  const tipping = worst[mayFail];
  const piles = Math.max(0, tipping?.piles ?? 0);
  const goodNights = nights.length - worst.filter((one) => one.piles < piles).length;
  let mayFailProven = mayFail;
  while (mayFailProven >= 0 && wilson(nights.length - mayFailProven, nights.length, z).low < nightShare)
    mayFailProven--;
  return {
    piles,
    provenPiles: Math.max(0, worst[mayFailProven]?.piles ?? 0),
    goodNights,
    goodShare: wilson(goodNights, nights.length, z),
    stoppedBy:
      tipping && tipping.piles < most ? mode.stop(tipping.night, Math.max(0, tipping.piles + 1)) : null,
  };
}

function vehiclesOf(night: HostingNight, piles: number): Vehicle[] {
  return [...night.present, ...night.further.slice(0, piles)].flat();
}

function mostAtOnce(site: HostingSite, nodes: readonly LimitNode[], night: HostingNight): number {
  const load = new LoadAtOnce(nodes, site.intervalMinutes / 60);
  const fits = (pile: readonly Vehicle[]) => pile.map((vehicle) => load.add(vehicle)).every(Boolean);
  if (!night.present.map(fits).every(Boolean)) return NOT_EVEN_NOW;
  const first = night.further.findIndex((pile) => !fits(pile));
  return first < 0 ? night.further.length : first;
}

function stopAtOnce(
  site: HostingSite,
  nodes: readonly LimitNode[],
  night: HostingNight,
  piles: number,
): HostingStop | null {
  const load = new LoadAtOnce(nodes, site.intervalMinutes / 60);
  for (const vehicle of vehiclesOf(night, piles)) load.add(vehicle);
  const passed = load.passed();
  return passed && stopIn(night, passed.node, passed.intervals, passed.overKwh);
}

function stopInOrder(problem: ChargingProblem, night: HostingNight): HostingStop | null {
  const { bottleneck } = planCharging(problem);
  return bottleneck && stopIn(night, bottleneck.node, bottleneck.intervals, bottleneck.unmetKwh);
}

function stopIn(
  night: HostingNight,
  node: string | null,
  intervals: number[],
  missingKwh: number,
): HostingStop {
  const { weekday } = night;
  return { node, weekday, firstInterval: intervals[0] ?? 0, lastInterval: intervals.at(-1) ?? 0, missingKwh };
}

/** A night in which every car wants the guaranteed part of its energy: it is good if nothing stays unmet. */
function nightProblem(
  site: HostingSite,
  nodes: readonly LimitNode[],
  night: HostingNight,
  piles: number,
  energyShare: number,
): ChargingProblem {
  return {
    version: 1,
    intervalMinutes: site.intervalMinutes,
    startAt: '1970-01-01T12:00:00.000Z',
    prices: new Array<number>((HOSTING_HOURS * 60) / site.intervalMinutes).fill(0),
    nodes,
    vehicles: vehiclesOf(night, piles).map((vehicle) => ({
      ...vehicle,
      energyKwh: vehicle.energyKwh * energyShare,
    })),
  };
}

/** The highest count of which `holds` is true, below one of which it is not; it is of `low` and of all between, or `low` is -1. */
function mostBelow(bound: number, low: number, holds: (count: number) => boolean): number {
  let below = Math.min(low, bound - 1);
  let above = bound;
  while (above - below > 1) {
    const middle = (below + above) >> 1;
    if (holds(middle)) below = middle;
    else above = middle;
  }
  return below;
}
