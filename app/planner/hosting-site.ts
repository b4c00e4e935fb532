import type { LimitNode, Vehicle } from './problem';

/** A pile in the limit tree. */
export interface HostingPile {
  /** It takes an equal part of its power from each: one node, or the lines of its three phases. */
  nodes: readonly string[];
  maxKw: number;
  /** Whether it charges when it is told to; otherwise it charges at once in every mode. Default true. */
  orderable?: boolean;
}

/** What hosting asks about: the limits of one night, the piles that are there and those that might be built. */
export interface HostingSite {
  intervalMinutes: number;
  /** Headroom after base load in every interval of `HOSTING_HOURS` from noon on, kW. */
  nodes: readonly LimitNode[];
  present: readonly HostingPile[];
  /** Further piles in the order in which they would be built: no more than these are counted. */
  further: readonly HostingPile[];
  /** The same nodes with the limits after an upgrade. */
  upgrade?: readonly LimitNode[];
}

/** From noon to the end of the next day: whoever comes by noon has a night or a day to charge. */
export const HOSTING_HOURS = 36;

/** One night drawn: the vehicles of each pile, none where nobody comes. */
export interface HostingNight {
  /** 0 is Sunday. */
  weekday: number;
  present: readonly (readonly Vehicle[])[];
  further: readonly (readonly Vehicle[])[];
}
