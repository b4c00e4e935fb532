import { type AppliedSettings, applySettings, isSetFreely } from './apply-settings';
import { priceTiers } from './fill-tiers';
import type { KnownFlow } from './hold-flow';
import type { PowersBefore } from './keep-powers';
import type { Bottleneck, ChargingPlan, VehiclePlan } from './plan';
import { roundingOf, settingsOf } from './power-settings';
import type { ChargingProblem, Vehicle } from './problem';
import { reasonFor, SAME } from './reason';
import { hasSplitVehicles, loadNodes, type Site, splitSites } from './site';
import { type Horizon, type SiteSolution, solveSite, type WindowKw } from './solve-site';

export interface PlanOptions {
  /** Measures `solveMs`, ms. */
  now?: () => number;
  /** Powers to keep to where another plan is no better: instead of few starts. */
  before?: PowersBefore;
  /** Whether a vehicle charges already: of equally good plans it has its turn first. */
  charging?: (vehicleId: string) => boolean;
  /** What `neededNow` says of each root, kW by id: its load of the first interval is at least that, as far as vehicles take it. */
  leastNow?: ReadonlyMap<string, number>;
}

/**
 * Plans the charging of all vehicles of a forest of limits: the least unmet energy (kWh), the shortfall shared fairly, the
 * least cost (yuan), then the flattest or the earliest load, then few starts. Same problem, same plan. Takes a problem that
 * `parseProblem` accepts.
 */
export function planCharging(problem: ChargingProblem, options: PlanOptions = {}): ChargingPlan {
  const startedMs = options.now?.() ?? 0;
  const horizon = horizonOf(problem, options);
  const sites = splitSites(problem).map((site) => planSite(problem, site, horizon));
  return gather(problem, sites, () => (options.now?.() ?? 0) - startedMs);
}

export function horizonOf(problem: ChargingProblem, { before, charging, leastNow }: PlanOptions): Horizon {
  const tiers = priceTiers(problem.prices);
  const tieBreak = problem.options?.tieBreak ?? 'flattest';
  return {
    intervals: problem.prices.length,
    hoursPerInterval: problem.intervalMinutes / 60,
    tieBreak,
    before,
    leastNow,
    goOn: charging ?? (() => false),
    tiers: tieBreak === 'earliest' ? tiers.flat().map((t) => [t]) : tiers,
  };
}

/** The plan of one root, and the continuous optimum that it was made of. */
export interface PlannedSite {
  site: Site;
  optimum: SiteSolution;
  applied: AppliedSettings;
}

/** Plans one root; from the flow of a like problem where one is known. */
export function planSite(
  problem: ChargingProblem,
  site: Site,
  horizon: Horizon,
  known?: KnownFlow,
): PlannedSite {
  const isSplit = hasSplitVehicles(site);
  const vertex = !isSplit && !isSetFreely(problem, site);
  const optimum = solveSite(site, { ...horizon, vertex }, isSplit ? undefined : known);
  return { site, optimum, applied: applySettings(problem, site, horizon, optimum) };
}

export function gather(
  problem: ChargingProblem,
  sites: readonly PlannedSite[],
  solveMs: () => number,
): ChargingPlan {
  const draft = new Draft(problem, priceTiers(problem.prices).flat());
  for (const { site, optimum, applied } of sites) draft.add(site, optimum, applied);
  return draft.finish(solveMs);
}

/** Gathers the sites into one plan, in the order of the problem. */
class Draft {
  private readonly vehicles: VehiclePlan[];
  private readonly loads = new Map<string, number[]>();
  private readonly totalKw: Float64Array;
  private readonly bottlenecks: Bottleneck[] = [];
  private readonly lowerBound = { unmetKwh: 0, costYuan: 0 };
  private readonly loss = { unmetKwh: 0, costYuan: 0 };
  private readonly hours: number;
  /** No power in any interval. An array that has held a fraction keeps room for fractions, and so do its copies. */
  private readonly idle: number[];
  private unmetKwh = 0;
  private roundingKwh = 0;
  private costYuan = 0;
  private short = false;

  constructor(
    private readonly problem: ChargingProblem,
    private readonly byPrice: readonly number[],
  ) {
    this.vehicles = new Array<VehiclePlan>(problem.vehicles.length);
    this.totalKw = new Float64Array(problem.prices.length);
    this.hours = problem.intervalMinutes / 60;
    this.idle = new Array<number>(problem.prices.length).fill(0.5).fill(0);
  }

  add(
    site: Site,
    optimum: SiteSolution,
    { vehicleKw, bottlenecks, boundKwh, leastYuan }: AppliedSettings,
  ): void {
    const got = { unmetKwh: 0, costYuan: 0 };
    const { prices } = this.problem;
    site.vehicles.forEach((vehicle, v) => {
      const window = vehicleKw[v]!;
      const charged = this.measure(vehicle, window);
      got.unmetKwh += charged.unmetKwh;
      got.costYuan += charged.costYuan;
      const roundingKwh = this.rounding(vehicle, charged.unmetKwh);
      const missing = charged.unmetKwh - roundingKwh;
      const unmetKwh = missing > NOTHING_KWH ? missing : 0;
      this.unmetKwh += unmetKwh;
      this.roundingKwh += roundingKwh;
      charged.unmetKwh = unmetKwh;
      const reason = reasonFor(vehicle, charged, prices, this.byPrice, this.hours);
      if (unmetKwh > SAME) this.short = true;
      const kw = this.idle.slice();
      for (let k = 0; k < window.length; k++) kw[vehicle.arrive + k] = window[k]!;
      this.vehicles[site.position[v]!] = { id: vehicle.id, unmetKwh, roundingKwh, kw, reason };
    });
    const bound = vehicleKw === optimum.vehicleKw ? got : this.total(site, optimum.vehicleKw);
    const boundUnmetKwh = boundKwh ?? bound.unmetKwh;
    this.lowerBound.unmetKwh += boundUnmetKwh;
    this.lowerBound.costYuan += bound.costYuan;
    this.loss.unmetKwh += beyond(got.unmetKwh - boundUnmetKwh);
    this.loss.costYuan += beyond(got.costYuan - (leastYuan ?? got.costYuan));
    this.costYuan += got.costYuan;
    const loads = loadNodes(site, vehicleKw, prices.length);
    site.nodes.forEach(({ id }, n) => {
      const loadKw = this.idle.slice();
      for (let t = 0; t < loadKw.length; t++) loadKw[t] = loads[n]![t]!;
      this.loads.set(id, loadKw);
    });
    for (let t = 0; t < prices.length; t++) this.totalKw[t]! += loads[0]![t]!;
    this.bottlenecks.push(...bottlenecks);
  }

  finish(solveMs: () => number): ChargingPlan {
    const { problem } = this;
    const bottlenecks = this.short ? this.bottlenecks.sort((a, b) => b.unmetKwh - a.unmetKwh) : [];
    return {
      version: 1,
      status: this.short ? 'shortfall' : 'optimal',
      unmetKwh: this.unmetKwh,
      roundingKwh: this.roundingKwh,
      costYuan: this.costYuan,
      peakKw: this.totalKw.reduce((peak, kw) => Math.max(peak, kw), 0),
      lowerBound: this.lowerBound,
      loss: this.loss,
      vehicles: this.vehicles,
      nodes: problem.nodes.map((node) => ({ id: node.id, loadKw: this.loads.get(node.id)! })),
      bottleneck: bottlenecks[0] ?? null,
      bottlenecks,
      solveMs: solveMs(),
    };
  }

  /** The part of what is missing that no set-points deliver; nothing of it for a vehicle that gets nothing. */
  private rounding(vehicle: Vehicle, missingKwh: number): number {
    if (missingKwh >= vehicle.energyKwh - NOTHING_KWH) return 0;
    const settings = settingsOf(vehicle, this.problem.options);
    const intervals = vehicle.depart - vehicle.arrive;
    return Math.min(missingKwh, roundingOf(settings, vehicle.energyKwh / this.hours, intervals) * this.hours);
  }

  private total(site: Site, vehicleKw: readonly WindowKw[]): { unmetKwh: number; costYuan: number } {
    const sum = { unmetKwh: 0, costYuan: 0 };
    site.vehicles.forEach((vehicle, v) => {
      const charged = this.measure(vehicle, vehicleKw[v]!);
      sum.unmetKwh += charged.unmetKwh;
      sum.costYuan += charged.costYuan;
    });
    return sum;
  }

  private measure(vehicle: Vehicle, kw: WindowKw): { unmetKwh: number; costYuan: number } {
    let kwh = 0;
    let costYuan = 0;
    for (let k = 0; k < kw.length; k++) {
      kwh += kw[k]! * this.hours;
      costYuan += kw[k]! * this.hours * this.problem.prices[vehicle.arrive + k]!;
    }
    const unmetKwh = vehicle.energyKwh - kwh;
    return { unmetKwh: unmetKwh > NOTHING_KWH ? unmetKwh : 0, costYuan };
  }
}

/** Energies, kWh, and costs, yuan, that come from rounding. */
const NOTHING_KWH = 1e-9;

function beyond(excess: number): number {
  return excess > NOTHING_KWH ? excess : 0;
}
