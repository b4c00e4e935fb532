import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingPlan, type ChargingProblem, planCharging, type Vehicle } from '~/planner';
import { settingBelow, settingsOf } from '~/planner/power-settings';
import { solveSettingsWithHighs, solveWithHighs } from './highs-oracle';
import { randomProblem } from './random-problem';
import { SETTING_MODES, smallNight } from './small-night';

const settable = fc
  .tuple(
    randomProblem,
    fc.array(fc.constantFrom(0, 1.38, 3), { minLength: 15, maxLength: 15 }),
    fc.constantFrom({ stepKw: 0 }, { stepKw: 0.22 }, { stepKw: 0.5 }, { stepShare: 0.25 }),
  )
  .map(([problem, minKw, options]) => ({
    ...problem,
    options,
    vehicles: problem.vehicles.map((vehicle, v) => ({ ...vehicle, minKw: minKw[v]! })),
  }));

/** A night of a compound at twice its share of the transformer, from fixed numbers. */
function night(cars: number, feeders: number, limitKw: number): ChargingProblem {
  const intervals = 60;
  return {
    version: 1,
    intervalMinutes: 15,
    startAt: '2026-11-20T10:00:00.000Z',
    prices: Array.from({ length: intervals }, (_, t) => (t < 20 ? 0.9 : 0.35)),
    nodes: [
      {
        id: 'T1',
        parent: null,
        limitKw: Array.from({ length: intervals }, (_, t) => limitKw + 10 * Math.sin(t)),
      },
      ...Array.from({ length: feeders }, (_, f) => ({
        id: `F${f}`,
        parent: 'T1',
        limitKw: new Array<number>(intervals).fill((1.3 * limitKw) / feeders),
      })),
    ],
    vehicles: Array.from({ length: cars }, (_, i) => ({
      id: `v${i}`,
      node: `F${i % feeders}`,
      arrive: (i * 7) % 20,
      depart: intervals - ((i * 5) % 15),
      energyKwh: 8 + ((i * 13) % 300) / 10,
      maxKw: i % 3 === 0 ? 3.52 : 7.04,
      minKw: 1.32,
    })),
  };
}

/** One car that may charge for two hours. */
function hourly(car: Partial<Vehicle>): ChargingProblem {
  return {
    version: 1,
    intervalMinutes: 60,
    startAt: '2026-11-20T10:00:00.000Z',
    prices: [0.3, 0.3],
    nodes: [{ id: 'T1', parent: null, limitKw: [40, 40] }],
    vehicles: [{ id: 'v0', node: 'T1', arrive: 0, depart: 2, energyKwh: 1, maxKw: 7.04, ...car }],
  };
}

/** What each node on the way from `node` to the root still lets through in an interval, kW. */
function roomOf(problem: ChargingProblem, plan: ChargingPlan, node: string, t: number): number[] {
  const n = problem.nodes.findIndex(({ id }) => id === node);
  const room = Math.max(0, problem.nodes[n]!.limitKw[t]! - plan.nodes[n]!.loadKw[t]!);
  const { parent } = problem.nodes[n]!;
  return parent === null ? [room] : [room, ...roomOf(problem, plan, parent, t)];
}

const missingOf = (plan: ChargingPlan) => plan.unmetKwh + plan.roundingKwh;
const wantedOf = (problem: ChargingProblem) =>
  problem.vehicles.reduce((sum, { energyKwh }) => sum + energyKwh, 0);

describe('Powers a vehicle can be set to', () => {
  it('are the only ones in a plan, under every limit and never for more than a vehicle wants', () => {
    fc.assert(
      fc.property(settable, (problem) => {
        const plan = planCharging(problem);
        problem.vehicles.forEach((vehicle, v) => {
          const planned = plan.vehicles[v]!;
          const { step } = settingsOf(vehicle, problem.options);
          for (const kw of planned.kw) {
            if (kw === 0) continue;
            expect(kw).toBeGreaterThanOrEqual(vehicle.minKw - 1e-9);
            expect(kw).toBeLessThanOrEqual(vehicle.maxKw + 1e-9);
            if (step > 0) expect(Math.abs(kw / step - Math.round(kw / step))).toBeLessThan(1e-6);
          }
          const kwh = (planned.kw.reduce((sum, kw) => sum + kw, 0) * problem.intervalMinutes) / 60;
          expect(kwh + planned.unmetKwh + planned.roundingKwh).toBeCloseTo(vehicle.energyKwh, 6);
        });
        problem.nodes.forEach((node, n) => {
          for (const [t, kw] of node.limitKw.entries())
            expect(plan.nodes[n]!.loadKw[t]).toBeLessThanOrEqual(kw + 1e-9);
        });
        const missing = plan.unmetKwh + plan.roundingKwh;
        expect(missing).toBeGreaterThanOrEqual(plan.lowerBound.unmetKwh - 1e-7);
        expect(plan.loss.unmetKwh).toBeCloseTo(missing - plan.lowerBound.unmetKwh, 6);
        expect(plan.status === 'shortfall').toBe(plan.vehicles.some((planned) => planned.unmetKwh > 1e-6));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['plenty', 200, 700],
    ['just enough', 200, 330],
    ['half of what is wanted', 200, 160],
  ])(
    'cost a compound of 200 cars at most 0.2 points of energy and half a percent of price with %s',
    (_, cars, limitKw) => {
      for (const stepKw of [0, 0.22]) {
        const problem = { ...night(cars, 4, limitKw), options: { stepKw } };
        const plan = planCharging(problem);
        const wanted = problem.vehicles.reduce((sum, vehicle) => sum + vehicle.energyKwh, 0);
        expect(plan.loss.unmetKwh / wanted).toBeLessThan(0.002);
        expect(plan.loss.costYuan / plan.costYuan).toBeLessThan(0.005);
      }
    },
  );

  it.each([
    ['a rest below one step', { energyKwh: 2, stepKw: 1.76 }, 0.24],
    ['a rest that no two intervals at 5 to 7 kW add up to', { energyKwh: 8, minKw: 5, maxKw: 7 }, 1],
    ['nothing where steps fit', { energyKwh: 3.52, stepKw: 1.76 }, 0],
  ])('forgive %s, and say so', (_, car, roundingKwh) => {
    const plan = planCharging(hourly(car));
    expect(plan).toMatchObject({ status: 'optimal', unmetKwh: 0, bottleneck: null });
    expect(plan.roundingKwh).toBeCloseTo(roundingKwh, 9);
    expect(plan.vehicles[0]!.roundingKwh).toBeCloseTo(roundingKwh, 9);
    expect(plan.loss.unmetKwh).toBeCloseTo(roundingKwh, 9);
  });

  it.each([
    ['wants less than one step and gets nothing', { energyKwh: 1.7, stepKw: 1.76 }, 1.7],
    ['leaves before its last step', { energyKwh: 20, stepKw: 1.76 }, 20 - 8 * 1.76],
  ])('call a vehicle short that %s', (_, car, unmetKwh) => {
    const plan = planCharging(hourly(car));
    expect(plan).toMatchObject({ status: 'shortfall', roundingKwh: 0 });
    expect(plan.unmetKwh).toBeCloseTo(unmetKwh, 9);
    expect(plan.vehicles[0]!.reason).toBe('short');
  });

  it('are quarters of the own full power where a problem says so, and steps of its own where a vehicle does', () => {
    const cars = [
      { id: 'v0', maxKw: 7.04 },
      { id: 'v1', maxKw: 3.52 },
      { id: 'v2', maxKw: 7.04, stepKw: 1 },
    ];
    const plan = planCharging({
      ...hourly({}),
      options: { stepShare: 0.25 },
      vehicles: cars.map((car) => ({ ...hourly({}).vehicles[0]!, energyKwh: 3, ...car })),
    });
    expect(plan.vehicles.map((vehicle) => vehicle.roundingKwh)).toEqual([
      expect.closeTo(3 - 1.76, 9),
      expect.closeTo(3 - 2.64, 9),
      0,
    ]);
  });

  it.each(['flattest', 'earliest'] as const)(
    'lose what the plan says: yuan beyond the least that the same energy would cost with any powers, %s',
    async (tieBreak) => {
      for (let seed = 1; seed <= 40; seed++) {
        const night = smallNight(seed, SETTING_MODES['25 % steps']!);
        const problem = { ...night, options: { ...night.options, tieBreak } };
        const plan = planCharging(problem);
        const asCharged = problem.vehicles.map((vehicle, v) => ({
          ...vehicle,
          energyKwh: plan.vehicles[v]!.kw.reduce((sum, kw) => sum + kw, 0),
        }));
        const { costYuan } = await solveWithHighs({ ...problem, vehicles: asCharged });
        expect(plan.costYuan - plan.loss.costYuan).toBeCloseTo(costYuan, 5);
      }
    },
  );

  it.each(Object.entries(SETTING_MODES))(
    'leave nobody short, with %s, for whom there is a setting and room',
    (_, mode) => {
      for (let seed = 1; seed <= 200; seed++) {
        const problem = smallNight(seed, mode);
        const plan = planCharging(problem);
        problem.vehicles.forEach((vehicle, v) => {
          const { unmetKwh, roundingKwh, kw } = plan.vehicles[v]!;
          for (let t = vehicle.arrive; t < vehicle.depart; t++) {
            const room = Math.min(...roomOf(problem, plan, vehicle.node, t), unmetKwh + roundingKwh);
            const next = settingBelow(settingsOf(vehicle, problem.options), kw[t]! + room);
            expect(next).toBeLessThanOrEqual(kw[t]! + 1e-6);
          }
        });
      }
    },
  );

  it('leave unmet what is too little to start for', () => {
    const problem = night(1, 1, 700);
    const plan = planCharging({ ...problem, vehicles: [{ ...problem.vehicles[0]!, energyKwh: 0.2 }] });
    expect(plan).toMatchObject({
      status: 'shortfall',
      unmetKwh: 0.2,
      lowerBound: { unmetKwh: 0 },
      bottleneck: null,
    });
  });
});

describe.each(Object.entries(SETTING_MODES))('A small site with %s', (_, mode) => {
  it('loses nearly nothing against the integer program', async () => {
    let lost = 0;
    let worst = 0;
    const cases = 40;
    for (let seed = 1; seed <= cases; seed++) {
      const problem = smallNight(seed, mode);
      const gap =
        (missingOf(planCharging(problem)) - (await solveSettingsWithHighs(problem)).unmetKwh) /
        wantedOf(problem);
      expect(gap).toBeGreaterThan(-1e-5);
      lost += gap / cases;
      worst = Math.max(worst, gap);
    }
    expect(lost).toBeLessThan(0.001);
    expect(worst).toBeLessThan(0.015);
  });

  it('hardly ever gets less energy from more headroom, and then less than one kWh', () => {
    let less = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const problem = smallNight(seed, mode);
      const more = { ...problem.nodes[seed % 3]! };
      more.limitKw = more.limitKw.map((kw) => kw + ((seed * 7) % 100) / 10);
      const raised = { ...problem, nodes: problem.nodes.with(seed % 3, more) };
      const lostKwh = missingOf(planCharging(raised)) - missingOf(planCharging(problem));
      expect(lostKwh).toBeLessThan(1);
      if (lostKwh > 1e-6) less++;
    }
    expect(less).toBeLessThanOrEqual(3);
  });
});
