import type { StrategyFigures } from '../metrics';
import type { CaseResult } from './case-result';

export interface Gate {
  caseId: string;
  name: 'violation' | 'energy' | 'cost' | 'floor' | 'time' | 'objective';
  value: number;
  limit: number;
  met: boolean;
}

const energyPoints = 0.1;
const costPct = 3;
const floorPoints = 2;
const violationKwh = 1e-6;
const objectiveDifference = 1e-6;
const decideMs = new Map([
  [200, 10],
  [1000, 50],
]);

/** The strategy of the product: arrivals expected, and departures by experience where drivers state them. */
function oursOf(figures: readonly StrategyFigures[]): StrategyFigures {
  const find = (id: string) => figures.find((row) => row.id === id);
  return find('planned-cautious') ?? find('planned-expecting')!;
}

/** What a case demands of the product's planner. */
export function gatesOf(result: CaseResult, all: readonly CaseResult[]): Gate[] {
  const ours = oursOf(result.figures);
  const rival = result.figures.find(({ id }) => id === 'least-laxity')!;
  const gate = (name: Gate['name'], value: number, limit: number): Gate => ({
    caseId: result.id,
    name,
    value,
    limit,
    met: value <= limit,
  });
  const gates = [
    gate(
      'violation',
      ours.nodes.reduce((worst, node) => Math.max(worst, node.violationKwh), 0),
      violationKwh,
    ),
    gate('energy', rival.energyMetPct - ours.energyMetPct, energyPoints),
    ...(ours.costOverBoundPct === null ? [] : [gate('cost', ours.costOverBoundPct, costPct)]),
  ];
  const mostMs = decideMs.get(result.pooledCars ?? 0);
  if (mostMs !== undefined) gates.push(gate('time', ours.decideMs?.p99 ?? 0, mostMs));
  if (result.objective && result.objective.problems > 0) {
    gates.push(gate('objective', result.objective.worst, objectiveDifference));
  }
  const smooth = result.id === 'steps' ? all.find(({ id }) => id === 'base') : undefined;
  if (smooth) gates.push(gate('floor', oursOf(smooth.figures).energyMetPct - ours.energyMetPct, floorPoints));
  return gates;
}
