import { meanFigures, wantedKwhOf } from '../metrics';
import { replay } from '../replay';
import type { Scenario } from '../scenario';
import { simulate } from '../simulation';
import { strategiesFor } from '../strategies';
import type { Strategy } from '../strategy';
import type { CaseResult } from './case-result';
import { type SuiteCase, type SuiteInput, suiteCases } from './cases';
import { type Gate, gatesOf } from './gates';
import { checkObjective, createSample, type Oracle } from './objective-check';

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

/** Problems of a case that are solved by another solver too. */
const checkedProblems = 3;

async function resultOf(suiteCase: SuiteCase, now: () => number, oracle?: Oracle): Promise<CaseResult> {
  const { id, zh, en, scenario, alpha, pooledCars, further, disturbance, draws } = suiteCase;
  const sample = createSample(checkedProblems);
  const strategies = [...strategiesFor(scenario, oracle && sample.watch), ...further];
  const runs = Array.from(
    { length: draws },
    (_, draw) => simulate(scenario, now, { strategies, disturbance: { ...disturbance, draw } }).figures,
  );
  const figures = runs[0]!.map((_, f) => meanFigures(runs.map((run) => run[f]!)));
  const objective = oracle ? await checkObjective(sample.take(), oracle) : null;
  const { limitKw, cars } = scenario;
  return { id, zh, en, limitKw, alpha, pooledCars, cars: cars.length, figures, objective };
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
  const above = rungs.length > 0 ? rungs[short + 1] : undefined;
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

export interface SuiteTools {
  /** Times the decisions, ms. */
  now: () => number;
  /** Hears of each case as it is done. */
  tell: (result: CaseResult) => void;
  oracle?: Oracle;
}

/** Runs every case with every strategy. */
export async function runSuite(input: SuiteInput, { now, tell, oracle }: SuiteTools): Promise<SuiteResult> {
  const cases = suiteCases(input).filter(({ id }) => id.startsWith(input.only));
  const results: CaseResult[] = [];
  for (const suiteCase of cases) {
    const result = await resultOf(suiteCase, now, oracle);
    tell(result);
    results.push(result);
  }
  const transformers = strategiesFor({ useStated: false })
    .filter(({ ignoresLimits }) => !ignoresLimits)
    .map((strategy) => smallestTransformer(strategy, cases, results));
  return { cases: results, transformers, gates: results.flatMap((result) => gatesOf(result, results)) };
}
