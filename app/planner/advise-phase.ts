import type { ChargingPlan } from './plan';
import { planCharging } from './plan-charging';
import type { ChargingProblem, Phase, Vehicle } from './problem';

/** One night of a site, and the car that a new single-phase pile would bring to it. */
export interface PhaseNight {
  problem: ChargingProblem;
  car: Omit<Vehicle, 'node' | 'phases' | 'phaseNodes'>;
  /** The node that the pile would hang on, for each phase that it could have. */
  nodeOf: Partial<Record<Phase, string>>;
  /** Load that is there anyway on each phase, kW in each interval; it counts for the unbalance only. */
  basePhaseKw?: Partial<Record<Phase, readonly number[]>>;
}

/** Means over the nights with the new pile on this phase. */
export interface PhaseAdvice {
  phase: Phase;
  deliveredKwh: number;
  unmetKwh: number;
  /** (highest − lowest) / highest of the phases' mean loads over the night, 0 to 1. */
  unbalance: number;
}

/** Energies, kWh a night, and parts of 1 that differ by less do not decide. */
const SAME_KWH = 0.01;
const SAME_UNBALANCE = 1e-6;
const PHASES: readonly Phase[] = ['A', 'B', 'C'];

/** The phases for a new single-phase pile, best first: most energy to everybody over the nights, then least unbalance, then A before B before C. */
export function advisePhase(nights: readonly PhaseNight[]): PhaseAdvice[] {
  const open = PHASES.filter((phase) => nights.every(({ nodeOf }) => nodeOf[phase] !== undefined));
  return open
    .map((phase) => adviceFor(phase, nights))
    .sort(
      (a, b) =>
        Math.round(b.deliveredKwh / SAME_KWH) - Math.round(a.deliveredKwh / SAME_KWH) ||
        Math.round(a.unbalance / SAME_UNBALANCE) - Math.round(b.unbalance / SAME_UNBALANCE),
    );
}

function adviceFor(phase: Phase, nights: readonly PhaseNight[]): PhaseAdvice {
  const sum = { deliveredKwh: 0, unmetKwh: 0, unbalance: 0 };
  for (const night of nights) {
    const { problem, car } = night;
    const vehicles = [...problem.vehicles, { ...car, node: night.nodeOf[phase]!, phases: [phase] }];
    const plan = planCharging({ ...problem, vehicles });
    const missingKwh = plan.unmetKwh + plan.roundingKwh;
    sum.deliveredKwh += vehicles.reduce((kwh, vehicle) => kwh + vehicle.energyKwh, 0) - missingKwh;
    sum.unmetKwh += missingKwh;
    sum.unbalance += unbalanceOf(phaseLoads(problem, plan, night.basePhaseKw ?? {}));
  }
  const count = Math.max(1, nights.length);
  return {
    phase,
    deliveredKwh: sum.deliveredKwh / count,
    unmetKwh: sum.unmetKwh / count,
    unbalance: sum.unbalance / count,
  };
}

/** Mean load of each phase: what is there anyway, and the nodes of that phase that are not below another of it. */
function phaseLoads(
  { nodes, prices }: ChargingProblem,
  plan: ChargingPlan,
  base: Partial<Record<Phase, readonly number[]>>,
): number[] {
  const phaseOf = new Map(nodes.map((node) => [node.id, node.phase]));
  return PHASES.map((phase) => {
    const highest = plan.nodes.filter((_, n) => {
      const { phase: own, parent } = nodes[n]!;
      return own === phase && (parent === null || phaseOf.get(parent) !== phase);
    });
    const loads = [base[phase] ?? [], ...highest.map((node) => node.loadKw)];
    return loads.flat().reduce((sum, kw) => sum + kw, 0) / prices.length;
  });
}

function unbalanceOf(loads: readonly number[]): number {
  const highest = Math.max(...loads);
  return highest > 0 ? (highest - Math.min(...loads)) / highest : 0;
}
