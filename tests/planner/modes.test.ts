import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingProblem, planCharging } from '~/planner';
import { compoundNight } from '../bench/compound-night';
import { solveWithHighs } from './highs-oracle';
import { allThreePhase, split } from './random-phases';
import { randomProblem } from './random-problem';
import { SETTING_MODES, type SettingMode, smallNight } from './small-night';

const withOptions = (options: ChargingProblem['options']) =>
  randomProblem.map((problem) => ({ ...problem, options }));

const settable = (mode: SettingMode) =>
  fc.integer({ min: 1, max: 5000 }).map((seed) => smallNight(seed, mode));

const promised = fc
  .tuple(randomProblem, fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }))
  .map(([problem, firm]) => ({
    ...problem,
    nodes: problem.nodes.map((node) => ({ ...node, limitKw: node.limitKw.map((kw) => kw / 3) })),
    vehicles: problem.vehicles.map((vehicle, v) => ({ ...vehicle, firm: firm[v]! })),
  }));

const splitWithSteps = split.map((problem) => ({
  ...problem,
  options: { stepShare: 0.25 },
  vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, minKw: 1.32 * vehicle.phases!.length })),
}));

const MODES: [string, fc.Arbitrary<ChargingProblem>][] = [
  ['the flattest', randomProblem],
  ['the earliest', withOptions({ tieBreak: 'earliest' })],
  ['with promises', promised],
  ...Object.entries(SETTING_MODES).map(([name, mode]): [string, fc.Arbitrary<ChargingProblem>] => [
    `with ${name}`,
    settable(mode),
  ]),
  ['on several phases', split],
  ['on three phases', allThreePhase],
  ['on several phases in steps', splitWithSteps],
];

describe.each(MODES)('A plan %s', (_, problems) => {
  it('is the same for the same problem', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        expect(planCharging(structuredClone(problem))).toEqual(planCharging(problem));
      }),
      { numRuns: 60 },
    );
  });

  it('is the same for every vehicle in whatever order the vehicles are listed', () => {
    const shuffled = problems.chain((problem) => {
      const count = problem.vehicles.length;
      return fc.tuple(
        fc.constant(problem),
        fc.shuffledSubarray([...problem.vehicles], { minLength: count, maxLength: count }),
      );
    });
    fc.assert(
      fc.property(shuffled, ([problem, vehicles]) => {
        const plan = planCharging(problem);
        const other = planCharging({ ...problem, vehicles });
        const byId = new Map(other.vehicles.map((vehicle) => [vehicle.id, vehicle]));
        expect(plan.vehicles.map(({ id }) => byId.get(id))).toEqual(plan.vehicles);
        expect(other.nodes).toEqual(plan.nodes);
        expect(other.bottlenecks).toEqual(plan.bottlenecks);
      }),
      { numRuns: 60 },
    );
  });
});

describe('A plan of 200 cars', () => {
  it.each([1, 2, 3])('has the unmet energy and the cost of the linear program, night %i', async (seed) => {
    const problem = compoundNight(200, seed);
    const plan = planCharging(problem);
    const optimum = await solveWithHighs(problem);
    expect(Math.abs(plan.unmetKwh - optimum.unmetKwh) / 200).toBeLessThan(1e-6);
    expect(Math.abs(plan.costYuan / optimum.costYuan - 1)).toBeLessThan(1e-6);
  });
});
