import * as fc from 'fast-check';
import { type ChargingPlan, type ChargingProblem, planCharging } from '~/planner';
import { solveSettingsWithHighs, solveWithHighs } from '../planner/highs-oracle';
import { allThreePhase, split } from '../planner/random-phases';
import { SETTING_MODES, smallNight } from '../planner/small-night';

const EXACT_CASES = 150;
const RAISED_CASES = 2000;
const PHASE_CASES = 300;

const wantedOf = ({ vehicles }: ChargingProblem) =>
  vehicles.reduce((sum, { energyKwh }) => sum + energyKwh, 0);
const missingOf = (plan: ChargingPlan) => plan.unmetKwh + plan.roundingKwh;
const inPercent = (part: number) => `${(100 * part).toFixed(4)} %`;

/** Energy beyond what the exact optimum misses, as parts of what is wanted. */
async function againstExact(
  name: string,
  problems: readonly ChargingProblem[],
  solve: typeof solveWithHighs,
): Promise<void> {
  let sum = 0;
  let worst = 0;
  let optimal = 0;
  for (const problem of problems) {
    const gap = (missingOf(planCharging(problem)) - (await solve(problem)).unmetKwh) / wantedOf(problem);
    sum += gap;
    worst = Math.max(worst, gap);
    if (gap < 1e-6) optimal++;
  }
  const { length } = problems;
  console.log(
    `${name}: mean ${inPercent(sum / length)}, worst ${inPercent(worst)}, optimal ${optimal} of ${length}`,
  );
}

/** How often and by how much more headroom at one node lowers the energy. */
function withMoreHeadroom(name: string, problems: readonly ChargingProblem[]): void {
  let less = 0;
  let worst = 0;
  problems.forEach((problem, k) => {
    const which = k % problem.nodes.length;
    const more = 0.1 + ((k * 7) % 100) / 10;
    const nodes = problem.nodes.map((node, n) =>
      n === which ? { ...node, limitKw: node.limitKw.map((kw) => kw + more) } : node,
    );
    const lost = missingOf(planCharging({ ...problem, nodes })) - missingOf(planCharging(problem));
    if (lost > 1e-6) less++;
    worst = Math.max(worst, lost);
  });
  console.log(`${name}: ${less} of ${problems.length} less by more headroom, worst ${worst.toFixed(3)} kWh`);
}

async function main(): Promise<void> {
  for (const [name, mode] of Object.entries(SETTING_MODES)) {
    const nights = Array.from({ length: RAISED_CASES }, (_, k) => smallNight(k + 1, mode));
    await againstExact(name, nights.slice(0, EXACT_CASES), solveSettingsWithHighs);
    withMoreHeadroom(name, nights);
  }
  for (const [name, problems] of [
    ['several phases', split],
    ['three phases', allThreePhase],
  ] as const) {
    const drawn = fc.sample(problems, { seed: 7, numRuns: RAISED_CASES });
    await againstExact(name, drawn.slice(0, PHASE_CASES), solveWithHighs);
    withMoreHeadroom(name, drawn);
  }
}

await main();
