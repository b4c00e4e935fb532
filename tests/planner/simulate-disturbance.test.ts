import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastLaxity } from '~/cli/simulate/baselines';
import type { Disturbance } from '~/cli/simulate/disturbance';
import { correctForecast } from '~/cli/simulate/measured-base';
import { meanFigures, measureOutcome } from '~/cli/simulate/metrics';
import { findOfflineOptimum, leastCostYuan } from '~/cli/simulate/offline-optimum';
import { planned, problemAt } from '~/cli/simulate/planned';
import { replay } from '~/cli/simulate/replay';
import { buildScenario, type Scenario } from '~/cli/simulate/scenario';
import type { Session } from '~/cli/simulate/sessions';
import type { Moment, Strategy } from '~/cli/simulate/strategy';
import { poolSessions } from '~/cli/simulate/suite/pooled-sessions';
import { defaultTariff } from '~/cli/simulate/tariff';
import { minutesPerDay } from '~/cli/simulate/wall-clock';
import { foreseenProblem, planCharging } from '~/planner';
import { solveWithHighs } from './highs-oracle';

const day = 18_000 * minutesPerDay;
const at = (hour: number, minute = 0) => day + hour * 60 + minute;

function session(id: string, arriveAt: number, departAt: number, energyKwh: number): Session {
  const maxKw = 7.04;
  return {
    id,
    line: 0,
    userId: id,
    groupId: 'G1',
    arriveAt,
    departAt,
    statedDepartAt: null,
    energyKwh,
    maxKw,
  };
}

function scenarioOf(
  sessions: Session[],
  limitKw: number,
  more: { baseKw?: number; phaseShares?: number[] } = {},
): Scenario {
  const built = buildScenario({
    sessions,
    base: { form: 'loadshapes', dwellings: 1, kwAt: () => more.baseKw ?? 0 },
    tariff: defaultTariff(),
    limitKw,
    groupLimitKw: null,
    phaseShares: more.phaseShares,
    fromOn: day,
    days: null,
    useStated: false,
  });
  if (!built.ok) throw new Error(built.reason);
  return built.scenario;
}

const evening = Array.from({ length: 12 }, (_, k) =>
  session(`s${k}`, at(17, 11 * k), at(29 + (k % 4), 7 * k), 8 + 3 * (k % 5)),
);

/** Powers of every event of the cars that were not full by the next. */
function powersOf(scenario: Scenario, strategy: Strategy, disturbance: Disturbance): number[][] {
  const charged: number[][] = [];
  let before = new Map<string, number>();
  replay(
    scenario,
    {
      ...strategy,
      create: (site) => {
        const decide = strategy.create(site);
        let lastHours = 0;
        return (moment: Moment) => {
          if (lastHours > 0) {
            charged.push(
              moment.cars.map(
                (car) => ((before.get(car.id) ?? car.remainingKwh) - car.remainingKwh) / lastHours,
              ),
            );
          }
          lastHours = moment.hours;
          before = new Map(moment.cars.map((car) => [car.id, car.remainingKwh]));
          return decide(moment);
        };
      },
    },
    undefined,
    disturbance,
  );
  return charged;
}

describe('a disturbed replay', () => {
  it('shows a strategy the forecast of what is to come and the truth of what is', () => {
    const scenario = scenarioOf([session('a', at(10), at(12), 20)], 30, { baseKw: 10 });
    const seen: number[][] = [];
    const watcher: Strategy = {
      id: 'watcher',
      create: (site) => (moment) => {
        seen.push([moment.slot, moment.slot + 1].map((slot) => site.nodes[0]!.headroomKw[slot]!));
        return { kw: [7] };
      },
    };
    const forecast: Disturbance['forecast'] = (truth) => ({
      ...truth,
      nodes: truth.nodes.map((node) => ({ ...node, headroomKw: node.headroomKw.map((kw) => kw - 5) })),
    });
    replay(scenario, watcher, undefined, { forecast });
    expect(seen[0]).toEqual([20, 15]);
    expect(seen[1]).toEqual([20, 15]);
    expect(scenario.nodes[0]!.headroomKw[0]).toBe(20);
  });

  it('never breaks a limit that holds still, however many set-points are lost', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.6 }),
        fc.integer({ min: 8, max: 40 }),
        (lostShare, limitKw) => {
          const scenario = scenarioOf(evening, limitKw);
          for (const strategy of [leastLaxity, planned('planned', 'flattest')]) {
            const outcome = replay(scenario, strategy, undefined, { lostShare });
            expect(outcome.violations[0]!.violationKwh).toBe(0);
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it('leaves a pile at what it had when its set-point is lost', () => {
    const scenario = scenarioOf([session('a', at(18), at(30), 20)], 30);
    const lossless = replay(scenario, leastLaxity);
    const lossy = replay(scenario, leastLaxity, undefined, { lostShare: 0.999_999 });
    expect(lossless.deliveredKwh[0]).toBeCloseTo(20);
    expect(lossy.deliveredKwh[0]).toBe(0);
  });

  it('loses others in another draw, and several draws count as their mean and their worst', () => {
    const scenario = scenarioOf(evening, 17);
    const strategy = planned('planned', 'flattest');
    const runs = [0, 1, 2].map((draw) =>
      measureOutcome(scenario, replay(scenario, strategy, undefined, { lostShare: 0.4, draw })),
    );
    const kwh = runs.map(({ deliveredKwh }) => deliveredKwh);
    expect(new Set(kwh).size).toBe(3);
    const pooled = meanFigures(runs);
    expect(pooled.deliveredKwh).toBeCloseTo(kwh.reduce((all, one) => all + one, 0) / 3, 9);
    expect(pooled.peakKw).toBe(Math.max(...runs.map(({ peakKw }) => peakKw)));
    const [one] = runs;
    expect(
      meanFigures([
        { ...one!, violationKwh: 0 },
        { ...one!, violationKwh: 2 },
      ]).violationKwh,
    ).toBe(2);
  });

  it('lets piles have only powers they can be set to, within the limit, and loses little by it', () => {
    const scenario = scenarioOf(evening, 17);
    const settings = { minKw: 1.32, stepKw: 0.22 };
    const strategy = planned('planned', 'flattest');
    for (const kw of powersOf(scenario, strategy, { settings }).flat()) {
      const steps = kw / 0.22;
      const whole = Math.abs(steps - Math.round(steps)) < 1e-6;
      expect(kw < 1e-6 || (whole && kw > 1.32 - 1e-6), String(kw)).toBe(true);
    }
    const stepped = replay(scenario, strategy, undefined, { settings });
    const smooth = replay(scenario, strategy);
    const sum = (kwh: Float64Array) => kwh.reduce((all, one) => all + one, 0);
    expect(stepped.violations[0]!.violationKwh).toBe(0);
    expect(sum(stepped.deliveredKwh)).toBeGreaterThan(0.98 * sum(smooth.deliveredKwh));
  });

  it('lets cars charge in the last minutes of a quarter-hour too, at the least power', () => {
    const scenario = scenarioOf(
      [session('a', at(18), at(18, 40), 4), session('b', at(18, 28), at(18, 31), 0.3)],
      9,
    );
    const { deliveredKwh } = replay(scenario, planned('planned', 'flattest'), undefined, {
      settings: { minKw: 1.32, stepKw: 0.22 },
    });
    expect(deliveredKwh[0]).toBeGreaterThan(3.9);
    expect(deliveredKwh[1]).toBeGreaterThan(0.05);
  });

  it('corrects a forecast of the base load by how wrong that of the last day was', () => {
    const { cars: _cars, stays: _stays, counts: _counts, ...truth } = scenarioOf(evening, 30, { baseKw: 12 });
    const believed = {
      ...truth,
      baseKw: truth.baseKw.map(() => 10),
      nodes: truth.nodes.map((node) => ({ ...node, headroomKw: node.headroomKw.map(() => 20) })),
    };
    const believe = correctForecast(believed);
    const measure = (slot: number, kw: number) => {
      believed.baseKw[slot] = kw;
      believed.nodes[0]!.headroomKw[slot] = 30 - kw;
      return believe({ slot });
    };
    const once = measure(0, 12);
    expect([once.baseKw[0], once.baseKw[1]]).toEqual([12, expect.closeTo(12, 9)]);
    expect([once.nodes[0]!.headroomKw[0], once.nodes[0]!.headroomKw[1]]).toEqual([18, expect.closeTo(18, 9)]);
    expect(measure(1, 8).baseKw[2]).toBeCloseTo(10, 9);
  });

  it('holds the limit of every phase, which a plan without phases breaks', () => {
    const scenario = scenarioOf(evening, 40, { baseKw: 10, phaseShares: [0.5, 0.3, 0.2] });
    expect(scenario.nodes.map(({ id }) => id)).toEqual(['T1', 'T1/A', 'T1/B', 'T1/C']);
    expect(scenario.nodes[1]!.headroomKw[0]).toBeCloseTo(40 / 3 - 5);
    const held = replay(scenario, planned('planned', 'flattest'));
    for (const node of held.violations) expect(node.violationKwh).toBe(0);
  });
});

describe('the bound at a lower energy', () => {
  it('is the cheapest part of the optimum: all of it at its energy, nothing at none, and convex between', () => {
    const scenario = scenarioOf(evening, 15);
    const optimum = findOfflineOptimum(scenario);
    const cost = (share: number) => leastCostYuan(scenario, optimum, share * optimum.deliveredKwh)!;
    expect(cost(1)).toBeCloseTo(optimum.costYuan, 6);
    expect(cost(0)).toBe(0);
    expect(cost(0.5)).toBeLessThanOrEqual(optimum.costYuan / 2 + 1e-9);
    expect(leastCostYuan(scenario, optimum, optimum.deliveredKwh + 1)).toBeNull();
  });
});

describe('pooled nights', () => {
  const nights = poolSessions(evening, { cars: 30, nights: 2, seed: 3 });

  it('draw the same cars from the same seed, each with its hours, stay and energy', () => {
    expect(poolSessions(evening, { cars: 30, nights: 2, seed: 3 })).toEqual(nights);
    expect(nights.sessions).toHaveLength(30 * 9);
    for (const drawn of nights.sessions) {
      const kept = evening.some(
        (one) =>
          one.energyKwh === drawn.energyKwh &&
          one.departAt - one.arriveAt === drawn.departAt - drawn.arriveAt &&
          (one.arriveAt - drawn.arriveAt) % minutesPerDay === 0,
      );
      expect(kept).toBe(true);
    }
  });

  it('follow each other, seven of them before the first that is replayed', () => {
    const replayed = nights.sessions.filter(({ arriveAt }) => arriveAt >= nights.fromOn);
    expect(replayed).toHaveLength(60);
    expect(nights.days).toBe(3);
  });
});

describe('the problems of a replay', () => {
  it('are solved to the optimum of HiGHS, with cars expected and without', async () => {
    const scenario = scenarioOf(evening, 13, { baseKw: 3 });
    const moments: Moment[] = [];
    const { cars: _, stays: __, counts: ___, ...site } = scenario;
    replay(scenario, {
      id: 'watcher',
      create: () => (moment) => {
        moments.push(moment);
        return { kw: moment.cars.map(() => 1) };
      },
    });
    const expected = [
      { id: 'expected', node: 'node:0', arrive: 6, depart: 40, energyKwh: 55, maxKw: 12, weight: 0.01 },
    ];
    for (const moment of [moments[3]!, moments[20]!, moments[33]!]) {
      for (const others of [[], expected]) {
        const problem = foreseenProblem(problemAt(site, moment, 60, 'earliest'), others);
        const optimum = await solveWithHighs(problem);
        const plan = planCharging(problem);
        expect(plan.unmetKwh).toBeCloseTo(optimum.unmetKwh, 6);
        expect(plan.costYuan).toBeCloseTo(optimum.costYuan, 5);
      }
    }
  });
});
