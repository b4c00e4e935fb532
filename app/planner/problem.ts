export type Phase = 'A' | 'B' | 'C';

/** One limit of the tree. A node whose parent is null is a root: a transformer with its own forest of limits. */
export interface LimitNode {
  id: string;
  parent: string | null;
  /** Headroom for charging in each interval, kW ≥ 0, after the base load. */
  limitKw: readonly number[];
  /** Only on a root: the load that is there anyway, kW. The flattest plan levels base and charging together. */
  baseKw?: readonly number[];
  /** The node carries this phase only. See README, "Three phases". */
  phase?: Phase;
}

export interface Vehicle {
  id: string;
  node: string;
  /** First interval in which the vehicle can charge. */
  arrive: number;
  /** First interval in which it no longer can: the window is [arrive, depart). */
  depart: number;
  /** Energy wanted, kWh at the meter. */
  energyKwh: number;
  maxKw: number;
  /** The vehicle charges with 0 or with at least this power (6 A). Default 0. */
  minKw?: number;
  /** Set-points are whole multiples of this power. Default 0: any power. */
  stepKw?: number;
  /** It takes an equal part of its power from each. */
  phases?: readonly Phase[];
  /** The node of each of its phases, where they are not the children of `node` that carry those phases. */
  phaseNodes?: readonly string[];
  /** Share of a shortfall's supply relative to others, > 0. Default 1. */
  weight?: number;
  /** Its energy is promised: it is short only where no plan can serve all firm vehicles. Default false. */
  firm?: boolean;
}

export type TieBreak = 'flattest' | 'earliest';

export interface ChargingProblem {
  version: 1;
  /** Length of an interval, minutes. */
  intervalMinutes: number;
  /** UTC ISO text of the start of interval 0. */
  startAt: string;
  /** Yuan per kWh, one number an interval. */
  prices: readonly number[];
  nodes: readonly LimitNode[];
  vehicles: readonly Vehicle[];
  options?: {
    tieBreak?: TieBreak;
    /** Set-points of vehicles without a `stepKw` of their own are whole multiples of this power. */
    stepKw?: number;
    /** Their set-points are whole multiples of this part of `maxKw` instead: 0.25 allows 25, 50, 75 and 100 %. */
    stepShare?: number;
  };
}
