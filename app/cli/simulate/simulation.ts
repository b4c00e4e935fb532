import type { Disturbance } from './disturbance';
import { measureOptimum, measureOutcome, type StrategyFigures } from './metrics';
import { findOfflineOptimum } from './offline-optimum';
import { type Outcome, replay } from './replay';
import type { Scenario } from './scenario';
import { strategiesFor } from './strategies';
import type { Strategy } from './strategy';

export interface Simulation {
  scenario: Scenario;
  figures: StrategyFigures[];
  outcomes: Map<string, Outcome>;
}

/** Runs every strategy on the same scenario and finds the bound. `now` (ms) only times the decisions. */
export function simulate(
  scenario: Scenario,
  now: () => number,
  {
    strategies = strategiesFor(scenario),
    disturbance,
  }: { strategies?: readonly Strategy[]; disturbance?: Disturbance } = {},
): Simulation {
  const outcomes = strategies.map((strategy) => replay(scenario, strategy, now, disturbance));
  const optimum = findOfflineOptimum(scenario);
  const bound = measureOptimum(scenario, optimum);
  return {
    scenario,
    figures: [...outcomes.map((outcome) => measureOutcome(scenario, outcome, optimum)), bound],
    outcomes: new Map(outcomes.map((outcome) => [outcome.strategyId, outcome])),
  };
}
