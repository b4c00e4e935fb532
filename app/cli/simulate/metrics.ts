import { leastCostYuan, type OfflineOptimum } from './offline-optimum';
import type { NodeViolation, Outcome } from './replay';
import type { Scenario } from './scenario';

/** One row of the comparison. A figure that a bound does not have is null. */
export interface StrategyFigures {
  id: string;
  deliveredKwh: number;
  energyMetPct: number;
  carsFullPct: number | null;
  /** Served share of the car at the fifth percentile, %. */
  fifthPercentilePct: number | null;
  /** Jain's index of the served shares, 1/n to 1. */
  jainIndex: number | null;
  costYuan: number;
  yuanPerKwh: number | null;
  /** Cost above the least for the same energy with perfect foresight, %. */
  costOverBoundPct: number | null;
  peakKw: number;
  violationKwh: number;
  violationSlots: number;
  nodes: NodeViolation[];
  setPointChangesPerCarHour: number | null;
  decideMs: { p50: number; p99: number; max: number } | null;
}

const fullToleranceKwh = 0.01;

function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

function percent(part: number, whole: number): number {
  return whole > 0 ? (100 * part) / whole : 100;
}

export function wantedKwhOf(scenario: Scenario): number {
  return scenario.cars.reduce((sum, car) => sum + car.energyKwh, 0);
}

/** Measures an outcome against what the cars could have taken at full power in their stays, and against the bound. */
export function measureOutcome(
  scenario: Scenario,
  outcome: Outcome,
  optimum: OfflineOptimum | null = null,
): StrategyFigures {
  const deliveredKwh = outcome.deliveredKwh.reduce((sum, kwh) => sum + kwh, 0);
  const leastYuan = optimum && leastCostYuan(scenario, optimum, deliveredKwh);
  const full = scenario.cars.filter(
    (car, c) => car.energyKwh - outcome.deliveredKwh[c]! <= fullToleranceKwh,
  ).length;
  const shares = Float64Array.from(scenario.cars, (car, c) =>
    Math.min(1, outcome.deliveredKwh[c]! / car.energyKwh),
  ).sort();
  const sum = shares.reduce((a, share) => a + share, 0);
  const squares = shares.reduce((a, share) => a + share * share, 0);
  const times = Float64Array.from(outcome.decideMs).sort();
  return {
    id: outcome.strategyId,
    deliveredKwh,
    energyMetPct: percent(deliveredKwh, wantedKwhOf(scenario)),
    carsFullPct: percent(full, scenario.cars.length),
    fifthPercentilePct: 100 * quantile(shares, 0.05),
    jainIndex: squares > 0 ? (sum * sum) / (shares.length * squares) : 1,
    costYuan: outcome.costYuan,
    yuanPerKwh: deliveredKwh > 0 ? outcome.costYuan / deliveredKwh : null,
    costOverBoundPct: leastYuan ? percent(outcome.costYuan - leastYuan, leastYuan) : null,
    peakKw: outcome.peakKw,
    // Limits are nested, so the excess of a node may be counted again above it; the worst node speaks for the site.
    violationKwh: outcome.violations.reduce((worst, node) => Math.max(worst, node.violationKwh), 0),
    violationSlots: outcome.violations.reduce((worst, node) => Math.max(worst, node.violationSlots), 0),
    nodes: outcome.violations,
    setPointChangesPerCarHour:
      outcome.chargingWantedHours > 0 ? outcome.setPointChanges / outcome.chargingWantedHours : 0,
    decideMs:
      times.length > 0
        ? { p50: quantile(times, 0.5), p99: quantile(times, 0.99), max: times[times.length - 1]! }
        : null,
  };
}

export function measureOptimum(scenario: Scenario, optimum: OfflineOptimum): StrategyFigures {
  const peakKw = optimum.slotKw.reduce(
    (peak, kw, slot) => Math.max(peak, kw + scenario.baseKw[slot]!),
    scenario.baseKw.reduce((peak, kw) => Math.max(peak, kw), 0),
  );
  return {
    id: 'offline-optimum',
    deliveredKwh: optimum.deliveredKwh,
    energyMetPct: percent(optimum.deliveredKwh, wantedKwhOf(scenario)),
    carsFullPct: null,
    fifthPercentilePct: null,
    jainIndex: null,
    costYuan: optimum.costYuan,
    yuanPerKwh: optimum.deliveredKwh > 0 ? optimum.costYuan / optimum.deliveredKwh : null,
    costOverBoundPct: 0,
    peakKw,
    violationKwh: 0,
    violationSlots: 0,
    nodes: [],
    setPointChangesPerCarHour: null,
    decideMs: null,
  };
}

/** One row for several runs of one strategy: means, and the worst of what must not happen in any. */
export function meanFigures(runs: readonly StrategyFigures[]): StrategyFigures {
  const [first] = runs;
  if (runs.length === 1) return first!;
  const mean = (of: (run: StrategyFigures) => number) =>
    runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
  const meanOrNull = (of: (run: StrategyFigures) => number | null) =>
    of(first!) === null ? null : mean((run) => of(run)!);
  const worst = (of: (run: StrategyFigures) => number) => Math.max(...runs.map(of));
  const violationKwh = worst((run) => run.violationKwh);
  return {
    id: first!.id,
    deliveredKwh: mean((run) => run.deliveredKwh),
    energyMetPct: mean((run) => run.energyMetPct),
    carsFullPct: meanOrNull((run) => run.carsFullPct),
    fifthPercentilePct: meanOrNull((run) => run.fifthPercentilePct),
    jainIndex: meanOrNull((run) => run.jainIndex),
    costYuan: mean((run) => run.costYuan),
    yuanPerKwh: meanOrNull((run) => run.yuanPerKwh),
    costOverBoundPct: meanOrNull((run) => run.costOverBoundPct),
    peakKw: worst((run) => run.peakKw),
    violationKwh,
    violationSlots: worst((run) => run.violationSlots),
    nodes: runs.find((run) => run.violationKwh === violationKwh)!.nodes,
    setPointChangesPerCarHour: meanOrNull((run) => run.setPointChangesPerCarHour),
    decideMs: first!.decideMs && {
      p50: mean((run) => run.decideMs!.p50),
      p99: mean((run) => run.decideMs!.p99),
      max: worst((run) => run.decideMs!.max),
    },
  };
}
