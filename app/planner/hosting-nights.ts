import { fitsUncontrolled, isServed, mostThat } from './hosting-capacity';
import type { ChargingProblem, LimitNode, Vehicle } from './problem';

/** Cars of one night, on the site's intervals. */
export interface HostingNight {
  /** At the piles that are there. */
  present: readonly Vehicle[];
  /** At each further pile, in the order in which they would be built; null where nobody charges that night. */
  added: readonly (Vehicle | null)[];
}

export interface ServiceLevel {
  /** Part of a night's energy that must be served by departure. Default 0.99. */
  energyShare?: number;
  /** Part of the nights on which it must be. Default 0.95. */
  nightShare?: number;
  /** Standard normal quantile of the confidence interval. Default 1.96: 95 %. */
  z?: number;
}

export interface HostedPiles {
  /** Further piles that fit at the service level on the nights given; at most as many as the nights name. */
  piles: number;
  /** The same with the lower end of the confidence interval: as many as these nights prove. */
  provenPiles: number;
  goodNights: number;
  /** Wilson's interval of the share of good nights with `piles` more. */
  goodShare: { low: number; high: number };
}

export interface HostingOverNights {
  nights: number;
  uncontrolled: HostedPiles;
  ordered: HostedPiles;
  /** Ordered, with the limits of the upgrade; null when none was given. */
  upgraded: HostedPiles | null;
}

/**
 * How many further piles a site can take: with every car charging at full power on arrival, ordered by the planner, and
 * ordered after an upgrade of its limits. The nights are data, so the same nights give the same answer.
 */
export function hostingOverNights(
  site: ChargingProblem,
  nights: readonly HostingNight[],
  { upgrade, ...service }: ServiceLevel & { upgrade?: readonly LimitNode[] } = {},
): HostingOverNights {
  const { energyShare = 0.99 } = service;
  const ordered = (nodes: readonly LimitNode[]) =>
    hosted(nights, service, (night) =>
      most(night, (vehicles) => isServed({ ...site, nodes, vehicles }, energyShare)),
    );
  return {
    nights: nights.length,
    uncontrolled: hosted(nights, service, (night) =>
      most(night, (vehicles) => fitsUncontrolled({ ...site, vehicles })),
    ),
    ordered: ordered(site.nodes),
    upgraded: upgrade ? ordered(upgrade) : null,
  };
}

function most(night: HostingNight, serves: (vehicles: Vehicle[]) => boolean): number {
  return mostThat(night.added.length, (count) =>
    serves([...night.present, ...night.added.slice(0, count).filter((vehicle) => vehicle !== null)]),
  );
}

function hosted(
  nights: readonly HostingNight[],
  { nightShare = 0.95, z = 1.96 }: ServiceLevel,
  capacityOf: (night: HostingNight) => number,
): HostedPiles {
  const capacities = nights.map(capacityOf);
  const goodWith = (piles: number) => capacities.filter((capacity) => capacity >= piles).length;
  const named = nights.reduce((fewest, night) => Math.min(fewest, night.added.length), Infinity);
  const limit = nights.length === 0 ? 0 : named;
  const piles = mostThat(limit, (count) => goodWith(count) >= nightShare * nights.length - 1e-9);
  const provenPiles = mostThat(limit, (count) => wilson(goodWith(count), nights.length, z).low >= nightShare);
  const goodNights = goodWith(piles);
  return { piles, provenPiles, goodNights, goodShare: wilson(goodNights, nights.length, z) };
}

/** Wilson's score interval of a share seen in `trials`. */
function wilson(successes: number, trials: number, z: number): { low: number; high: number } {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const weight = z ** 2 / trials;
  const centre = (share + weight / 2) / (1 + weight);
  const half = (z / (1 + weight)) * Math.sqrt((share * (1 - share)) / trials + weight / (4 * trials));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * Nights drawn from stays that were seen, kept as they were: each further pile is used with probability `usedShare`, by a
 * stay of any night. `random` answers numbers in [0, 1).
 */
export function sampleNights(
  stays: readonly Omit<Vehicle, 'id'>[],
  {
    nights,
    piles,
    usedShare,
    present = [],
  }: { nights: number; piles: number; usedShare: number; present?: readonly Vehicle[] },
  random: () => number,
): HostingNight[] {
  return Array.from({ length: nights }, () => ({
    present,
    added: Array.from({ length: piles }, (_, pile) => {
      if (stays.length === 0 || random() >= usedShare) return null;
      return { ...stays[Math.floor(random() * stays.length)]!, id: `added ${pile}` };
    }),
  }));
}
