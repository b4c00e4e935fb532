/**
 * Why a vehicle charges when it does.
 * idle: it wants nothing. short: it cannot get all it wants. immediate: it needs (nearly) every interval at full power.
 * limited: a limit pushed it into dearer intervals. cheapest: it pays the least its window offers.
 * flat: every interval it could use costs the same, so its load is placed where the site has most room.
 */
export type Reason = 'idle' | 'short' | 'immediate' | 'limited' | 'cheapest' | 'flat';

export interface VehiclePlan {
  id: string;
  /** Wanted, less what is charged and what is rounding. */
  unmetKwh: number;
  /** What no choice of its set-points could deliver in its window: less than a step, or a rest below `minKw`. */
  roundingKwh: number;
  /** Power in each interval of the horizon, kW. */
  kw: number[];
  reason: Reason;
}

/** A minimum cut: proof that `vehicles` together want `unmetKwh` more than can reach them. */
export interface Bottleneck {
  /** Intervals in which the node is full. Empty when the vehicle's own power and window are the limit. */
  intervals: number[];
  vehicles: string[];
  /** The node with the most energy through the cut; null when only windows and vehicle power bind. */
  node: string | null;
  /** What the vehicles want, less what the cut lets through, is the unmet energy. */
  demandKwh: number;
  capacityKwh: number;
  unmetKwh: number;
}

export interface ChargingPlan {
  version: 1;
  /** optimal: nothing is unmet. */
  status: 'optimal' | 'shortfall';
  unmetKwh: number;
  roundingKwh: number;
  costYuan: number;
  /** Highest charging load of all roots together, kW. */
  peakKw: number;
  /** Optimum of the continuous problem: what no plan can beat. */
  lowerBound: { unmetKwh: number; costYuan: number };
  /**
   * What least powers, steps and equal phases cost against the continuous problem: energy not charged (rounding included)
   * beyond the bound's, and yuan beyond the least that the energy each vehicle does get would cost there.
   */
  loss: { unmetKwh: number; costYuan: number };
  vehicles: VehiclePlan[];
  nodes: { id: string; loadKw: number[] }[];
  /** The bottleneck with the most unmet energy; null when nothing is short. */
  bottleneck: Bottleneck | null;
  /** All of them, most unmet energy first. */
  bottlenecks: Bottleneck[];
  solveMs: number;
}
