import type { Phase } from '../shared/electrical';

/** The limit that stops the next pile, in the night that tips the count. */
export interface HostingBlock {
  /** `cars`: their own power and time at the pile, no limit of the grid. */
  readonly place: 'transformer' | 'feeder' | 'cars';
  readonly name: string;
  readonly phase: Phase | null;
  /** 1 Monday to 7 Sunday: the day on which the night begins. */
  readonly weekday: number;
  readonly fromMinute: number;
  /** Minute of the day at which the last full interval ends; before `fromMinute` when it is past midnight. */
  readonly toMinute: number;
  readonly missingKwh: number;
}

export interface HostingCount {
  readonly piles: number;
  /** As many as the sampled nights prove: the lower end of the confidence interval of good nights holds the level. */
  readonly provenPiles: number;
  readonly goodNights: number;
  readonly goodShare: { readonly low: number; readonly high: number };
  readonly stoppedBy: HostingBlock | null;
}

/** How many more piles fit at a service level, over sampled nights: on a good one every car has its energy by departure. */
export interface HostingAnswer {
  readonly computedAt: string;
  readonly nights: number;
  /** Part of its energy that every car has on a good night. */
  readonly energyShare: number;
  /** Part of the nights that are good. */
  readonly nightShare: number;
  readonly seed: number;
  /** Rating of the piles counted, kW. */
  readonly pileKw: number;
  /** Counting ends here. */
  readonly most: number;
  /** False where nothing was measured and the base load stays at its peak all day. */
  readonly hasCurve: boolean;
  readonly demand: {
    /** Whether it is the compound's own history. */
    readonly isOwn: boolean;
    readonly source: string;
    readonly licence: string;
    readonly fromOn: string;
    readonly toOn: string;
    readonly stays: number;
  };
  readonly uncontrolled: HostingCount;
  readonly ordered: HostingCount;
  /** Ordered, with a transformer of `upgradeKva`. */
  readonly upgraded: HostingCount | null;
  readonly upgradeKva: number | null;
}
