import { wantedKwhOf } from '../metrics';
import { replay } from '../replay';
import type { Scenario } from '../scenario';
import { simulate } from '../simulation';
import type { Strategy } from '../strategy';
import type { CaseResult } from './case-result';
import { type SuiteCase, type SuiteInput, suiteCases } from './cases';
import { type Gate, gatesOf } from './gates';

export interface SmallestTransformer {
  strategyId: string;
  /** Least part of the uncontrolled charging peak that serves 99.9 % of the energy; null where none below it does. */
  alpha: number | null;
  limitKw: number | null;
}

export interface SuiteResult {
  cases: CaseResult[];
  transformers: SmallestTransformer[];
  gates: Gate[];
}

const enoughPct = 99.9;
const halvings = 3;

function resultOf(suiteCase: SuiteCase, now: () => number): CaseResult {
  const { id, zh, en, scenario, alpha, pooledCars, strategies, disturbance } = suiteCase;
  const { figures } = simulate(scenario, now, { strategies, disturbance });
  return { id, zh, en, limitKw: scenario.limitKw, alpha, pooledCars, cars: scenario.cars.length, figures };
}

function withLimit(scenario: Scenario, limitKw: number): Scenario {
  const [root] = scenario.nodes;
  return { ...scenario, limitKw, nodes: [{ ...root!, headroomKw: root!.headroomKw.map(() => limitKw) }] };
}

function servesEnough(scenario: Scenario, strategy: Strategy): boolean {
  const { deliveredKwh } = replay(scenario, strategy);
  const servedKwh = deliveredKwh.reduce((sum, kwh) => sum + kwh, 0);
  return (100 * servedKwh) / wantedKwhOf(scenario) >= enoughPct;
}

/** Between the last limit of the suite that is too small and the next, by halving. */
function smallestTransformer(
  strategy: Strategy,
  cases: readonly SuiteCase[],
  results: readonly CaseResult[],
): SmallestTransformer {
  const rungs = cases.flatMap((suiteCase, c) =>
    suiteCase.alpha === null ? [] : [{ suiteCase, result: results[c]! }],
  );
  const enough = ({ result }: (typeof rungs)[number]) =>
    result.figures.find(({ id }) => id === strategy.id)!.energyMetPct >= enoughPct;
  const short = rungs.findLastIndex((rung) => !enough(rung));
  const above = rungs[short + 1];
  if (!above) return { strategyId: strategy.id, alpha: null, limitKw: null };
  const peakKw = above.result.limitKw / above.result.alpha!;
  let low = short < 0 ? 0 : rungs[short]!.result.limitKw;
  let high = above.result.limitKw;
  for (let k = 0; k < halvings; k++) {
    const middle = (low + high) / 2;
    if (servesEnough(withLimit(above.suiteCase.scenario, middle), strategy)) high = middle;
    else low = middle;
  }
  return { strategyId: strategy.id, alpha: high / peakKw, limitKw: high };
}

/** Runs every case with every strategy. `now` (ms) only times decisions; `tell` hears of each case as it is done. */
export function runSuite(
  input: SuiteInput,
  now: () => number,
  tell: (result: CaseResult) => void,
): SuiteResult {
  const cases = suiteCases(input);
  const results = cases.map((suiteCase) => {
    const result = resultOf(suiteCase, now);
    tell(result);
    return result;
  });
  const compared = cases.find(({ alpha }) => alpha !== null)!.strategies;
  const transformers = compared
    .filter(({ ignoresLimits }) => !ignoresLimits)
    .map((strategy) => smallestTransformer(strategy, cases, results));
  return { cases: results, transformers, gates: results.flatMap((result) => gatesOf(result, results)) };
}
