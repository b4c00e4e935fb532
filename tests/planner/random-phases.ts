import * as fc from 'fast-check';
import type { ChargingProblem, LimitNode, Phase, Vehicle } from '~/planner';

export const PHASES: Phase[] = ['A', 'B', 'C'];
const INTERVALS = 8;

const series = fc.array(
  fc.integer({ min: 0, max: 150 }).map((n) => n / 10),
  { minLength: INTERVALS, maxLength: INTERVALS },
);

/** A transformer split into phases, and two feeders of three lines each. */
const nodes: fc.Arbitrary<LimitNode[]> = fc.array(series, { minLength: 10, maxLength: 10 }).map((limits) => [
  { id: 'T', parent: null, limitKw: limits[0]!.map((kw) => kw * 3) },
  ...PHASES.map((phase, k) => ({ id: `T.${phase}`, parent: 'T', phase, limitKw: limits[1 + k]! })),
  ...['F', 'G'].flatMap((feeder, f) =>
    PHASES.map((phase, k) => ({
      id: `${feeder}.${phase}`,
      parent: `T.${phase}`,
      limitKw: limits[4 + 3 * f + k]!,
    })),
  ),
]);

const mixed = fc.oneof(
  fc.constantFrom(...PHASES).map((phase) => [phase]),
  fc.constant(PHASES),
  fc.constant(['A', 'C'] as Phase[]),
);

const vehicle = (phases: fc.Arbitrary<Phase[]>) =>
  fc.record({
    feeder: fc.constantFrom('F', 'G'),
    phases,
    arrive: fc.nat(INTERVALS - 1),
    stay: fc.integer({ min: 1, max: INTERVALS }),
    energyKwh: fc.integer({ min: 1, max: 40 }),
  });

const splitProblem = (phases: fc.Arbitrary<Phase[]>): fc.Arbitrary<ChargingProblem> =>
  fc
    .tuple(
      nodes,
      fc.array(vehicle(phases), { minLength: 1, maxLength: 12 }),
      fc.array(fc.constantFrom(0.3, 0.6, 0.9), { minLength: INTERVALS, maxLength: INTERVALS }),
    )
    .map(([tree, cars, prices]) => ({
      version: 1,
      intervalMinutes: 60,
      startAt: '2026-11-20T04:00:00.000Z',
      prices,
      nodes: tree,
      vehicles: cars.map(({ feeder, phases, arrive, stay, energyKwh }, v): Vehicle => {
        const window = { id: `v${v}`, arrive, depart: Math.min(INTERVALS, arrive + stay), energyKwh, phases };
        if (phases.length === 1) return { ...window, node: `${feeder}.${phases[0]}`, maxKw: 7.04 };
        return {
          ...window,
          node: 'T',
          phaseNodes: phases.map((phase) => `${feeder}.${phase}`),
          maxKw: 3.52 * phases.length,
        };
      }),
    }));

/** Vehicles on one, two and three phases of a split transformer. */
export const split = splitProblem(mixed);

/** The same with every vehicle on all three phases. */
export const allThreePhase = splitProblem(fc.constant(PHASES));
