import { type ChargingProblem, planCharging } from '~/planner';

/** Another solver of the linear program; the suite is handed one, so that nothing here depends on it. */
export type Oracle = (problem: ChargingProblem) => Promise<{ unmetKwh: number; costYuan: number }>;

/** How far the planner's continuous optimum is from the oracle's on problems that arose in a case. */
export interface ObjectiveCheck {
  problems: number;
  /** Largest difference in energy (kWh) or cost (yuan), as a part of the value where that is above 1. */
  worst: number;
}

/** Keeps a few of the problems that pass, spread over all of them. */
export function createSample(most: number) {
  let kept: ChargingProblem[] = [];
  let stride = 1;
  let seen = 0;
  return {
    watch(problem: ChargingProblem) {
      if (seen++ % stride !== 0) return;
      kept.push(problem);
      if (kept.length < 2 * most) return;
      kept = kept.filter((_, k) => k % 2 === 1);
      stride *= 2;
    },
    take: () => kept.slice(-most),
  };
}

/** Problems with vehicles on several phases are left out: the flow only bounds them. */
export async function checkObjective(
  problems: readonly ChargingProblem[],
  oracle: Oracle,
): Promise<ObjectiveCheck> {
  let worst = 0;
  const checked = problems.filter(({ vehicles }) =>
    vehicles.every(({ phaseNodes = [] }) => phaseNodes.length < 2),
  );
  for (const problem of checked) {
    const theirs = await oracle(problem);
    const { lowerBound } = planCharging(problem);
    for (const key of ['unmetKwh', 'costYuan'] as const) {
      worst = Math.max(worst, Math.abs(lowerBound[key] - theirs[key]) / Math.max(1, Math.abs(theirs[key])));
    }
  }
  return { problems: checked.length, worst };
}
