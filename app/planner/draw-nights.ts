import {
  ARRIVAL_BAND_HOURS,
  type DemandGroup,
  type DemandModel,
  NIGHT_START_MINUTE,
  stayClassOf,
} from './demand-model';
import { HOSTING_HOURS, type HostingNight, type HostingPile, type HostingSite } from './hosting-site';
import type { Vehicle } from './problem';

const MINUTES_PER_DAY = 24 * 60;

/**
 * Draws nights of a site from a demand model, one weekday after another. `random` answers numbers in [0, 1); every pile
 * takes equally many of them, so that the nights of one seed differ between sites only by the piles.
 */
export function drawNights(
  site: HostingSite,
  model: DemandModel,
  nights: number,
  random: () => number,
): HostingNight[] {
  const piles = [...site.present, ...site.further];
  const groups = piles.map(() => groupAt(model.groups, random()));
  return Array.from({ length: nights }, (_, night) => {
    const weekday = night % 7;
    const factor = Math.max(0, 1 + model.nightSpread * standardNormal(random(), random()));
    const drawn = piles.map((pile, p) => drawStay(pile, `${p}`, groups[p]!, weekday, factor, site, random));
    return {
      weekday,
      present: drawn.slice(0, site.present.length),
      further: drawn.slice(site.present.length),
    };
  });
}

function drawStay(
  pile: HostingPile,
  id: string,
  group: DemandGroup,
  weekday: number,
  factor: number,
  { intervalMinutes }: HostingSite,
  random: () => number,
): Vehicle[] {
  const [use, hourAt, minuteAt, stayAt, energyAt] = [random(), random(), random(), random(), random()];
  if (use >= group.usedShare[weekday]! * factor) return [];
  const hour = placeIn(group.arrivals[weekday % 6 === 0 ? 'restday' : 'workday'], hourAt);
  const hours = stepAt(group.stayHours[Math.floor(hour / ARRIVAL_BAND_HOURS)]!, stayAt);
  const wantedKwh = stepAt(group.energyKwh[stayClassOf(hours)]!, energyAt);
  const sinceNoon = ((hour * 60 - NIGHT_START_MINUTE + MINUTES_PER_DAY) % MINUTES_PER_DAY) + minuteAt * 60;
  const intervals = (HOSTING_HOURS * 60) / intervalMinutes;
  const arrive = Math.floor(sinceNoon / intervalMinutes);
  const leave = Math.floor((sinceNoon + hours * 60) / intervalMinutes);
  const depart = Math.min(intervals, Math.max(arrive + 1, leave));
  const maxKw = Math.min(pile.maxKw, group.maxKw);
  const hoursPerInterval = intervalMinutes / 60;
  const energyKwh = Math.min(wantedKwh, maxKw * (depart - arrive) * hoursPerInterval);
  const atOnce = Math.ceil(energyKwh / maxKw / hoursPerInterval - 1e-9);
  const share = 1 / pile.nodes.length;
  return pile.nodes.map((node, n) => ({
    id: `${id}.${n}`,
    node,
    arrive,
    depart: pile.orderable === false ? arrive + Math.max(1, atOnce) : depart,
    energyKwh: energyKwh * share,
    maxKw: maxKw * share,
  }));
}

/** The group of a pile at this point of [0, 1). */
function groupAt(groups: readonly DemandGroup[], at: number): DemandGroup {
  return groups[
    placeIn(
      groups.map(({ pileShare }) => pileShare),
      at,
    )
  ]!;
}

/** The position whose part of the whole covers this point of [0, 1). */
function placeIn(parts: readonly number[], at: number): number {
  let left = at * parts.reduce((sum, part) => sum + part, 0);
  const found = parts.findIndex((part) => {
    left -= part;
    return left < 0;
  });
  return found < 0 ? parts.findLastIndex((part) => part > 0) : found;
}

function stepAt(steps: readonly number[], at: number): number {
  return steps[Math.floor(at * steps.length)]!;
}

/** Box and Muller's. */
function standardNormal(one: number, other: number): number {
  return Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other);
}
