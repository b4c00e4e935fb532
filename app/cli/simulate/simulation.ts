import { measureOptimum, measureOutcome, type StrategyFigures } from './metrics';
import { findOfflineOptimum } from './offline-optimum';
import { type Outcome, replay } from './replay';
import type { Scenario } from './scenario';
import { strategiesFor } from './strategies';

export interface Simulation {
  scenario: Scenario;
  figures: StrategyFigures[];
  outcomes: Map<string, Outcome>;
}

/** Runs every strategy on the same scenario and finds the bound. `now` (ms) only times the decisions. */
export function simulate(scenario: Scenario, now: () => number): Simulation {
  const outcomes = strategiesFor(scenario).map((strategy) => replay(scenario, strategy, now));
  const bound = measureOptimum(scenario, findOfflineOptimum(scenario));
  return {
    scenario,
    figures: [...outcomes.map((outcome) => measureOutcome(scenario, outcome)), bound],
    outcomes: new Map(outcomes.map((outcome) => [outcome.strategyId, outcome])),
  };
}
