import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cheapestSlots, equalShare, firstCome, leastLaxity, uncontrolled } from '~/cli/simulate/baselines';
import { cautious } from '~/cli/simulate/cautious';
import { measureOutcome, wantedKwhOf } from '~/cli/simulate/metrics';
import { findOfflineOptimum } from '~/cli/simulate/offline-optimum';
import { planned } from '~/cli/simulate/planned';
import { replay } from '~/cli/simulate/replay';
import { buildScenario, type Scenario } from '~/cli/simulate/scenario';
import type { Session } from '~/cli/simulate/sessions';
import { strategiesFor } from '~/cli/simulate/strategies';
import type { Moment } from '~/cli/simulate/strategy';
import { defaultTariff } from '~/cli/simulate/tariff';
import { minutesPerDay } from '~/cli/simulate/wall-clock';

const day = 18_000 * minutesPerDay;
const at = (hour: number, minute = 0) => day + hour * 60 + minute;

function session(
  id: string,
  arriveAt: number,
  departAt: number,
  energyKwh: number,
  more: Partial<Session> = {},
): Session {
  return {
    id,
    line: 0,
    userId: id,
    groupId: 'G1',
    arriveAt,
    departAt,
    statedDepartAt: null,
    energyKwh,
    maxKw: 7.04,
    ...more,
  };
}

function scenarioOf(
  sessions: Session[],
  limitKw: number,
  more: { baseKw?: number; groupLimitKw?: number; useStated?: boolean } = {},
): Scenario {
  const built = buildScenario({
    sessions,
    base: { form: 'loadshapes', dwellings: 1, kwAt: () => more.baseKw ?? 0 },
    tariff: defaultTariff(),
    limitKw,
    groupLimitKw: more.groupLimitKw ?? null,
    fromOn: day,
    days: null,
    useStated: more.useStated ?? false,
  });
  if (!built.ok) throw new Error(built.reason);
  return built.scenario;
}

const anySessions = fc
  .array(
    fc.record({
      arriveMin: fc.integer({ min: 0, max: 3 * minutesPerDay }),
      stayMin: fc.integer({ min: 1, max: 30 * 60 }),
      statedOffMin: fc.integer({ min: -600, max: 600 }),
      energyKwh: fc.double({ min: 0.05, max: 60, noNaN: true }),
      maxKw: fc.constantFrom(3.6, 7.04, 11),
      groupId: fc.constantFrom('G1', 'G2'),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((rows) =>
    rows.map((row, i) =>
      session(`s${i}`, day + row.arriveMin, day + row.arriveMin + row.stayMin, row.energyKwh, {
        maxKw: row.maxKw,
        groupId: row.groupId,
        statedDepartAt: day + row.arriveMin + Math.max(0, row.stayMin + row.statedOffMin),
      }),
    ),
  );

const anyScenario = fc
  .record({
    sessions: anySessions,
    limitKw: fc.double({ min: 1, max: 60, noNaN: true }),
    baseKw: fc.double({ min: 0, max: 30, noNaN: true }),
    groupLimitKw: fc.option(fc.double({ min: 1, max: 30, noNaN: true })),
    useStated: fc.boolean(),
  })
  .map(({ sessions, limitKw, baseKw, groupLimitKw, useStated }) =>
    scenarioOf(sessions, limitKw, { baseKw, groupLimitKw: groupLimitKw ?? undefined, useStated }),
  );

describe('on random sessions', () => {
  it('no strategy but the uncontrolled one breaks a limit, and none gives a car more than it asked for', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        for (const strategy of strategiesFor(scenario)) {
          const outcome = replay(scenario, strategy);
          scenario.cars.forEach((car, c) => {
            expect(outcome.deliveredKwh[c]!).toBeLessThanOrEqual(car.energyKwh + 1e-6);
          });
          if (strategy.id === 'uncontrolled') continue;
          for (const node of outcome.violations) expect(node.violationKwh, strategy.id).toBe(0);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('nothing within the limits beats perfect foresight, in energy or, at the same energy, in cost', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const bound = findOfflineOptimum(scenario);
        for (const strategy of strategiesFor(scenario)) {
          if (strategy.id === 'uncontrolled') continue;
          const outcome = replay(scenario, strategy);
          const deliveredKwh = outcome.deliveredKwh.reduce((sum, kwh) => sum + kwh, 0);
          expect(deliveredKwh, strategy.id).toBeLessThanOrEqual(bound.deliveredKwh + 1e-6);
          if (deliveredKwh > bound.deliveredKwh - 1e-6) {
            expect(outcome.costYuan, strategy.id).toBeGreaterThan(bound.costYuan - 1e-4);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('a car alone under an ample limit is full, whatever minute it comes and goes', () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const scenario = scenarioOf(sessions, 10_000);
        const figures = measureOutcome(scenario, replay(scenario, planned('planned', 'flattest')));
        expect(figures.energyMetPct).toBeCloseTo(100, 6);
        expect(findOfflineOptimum(scenario).deliveredKwh).toBeCloseTo(wantedKwhOf(scenario), 5);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a replay', () => {
  it('shows a strategy only the cars that are plugged in and still want energy', () => {
    const scenario = scenarioOf(
      [
        session('a', at(10), at(12), 3.52),
        session('b', at(11), at(13), 7.04),
        session('c', at(14), at(15), 1),
      ],
      100,
    );
    const seen: [number, string][] = [];
    replay(scenario, {
      id: 'watcher',
      create: () => (moment: Moment) => {
        seen.push([moment.atMin, moment.cars.map((car) => car.id).join('')]);
        return { kw: moment.cars.map((car) => car.maxKw) };
      },
    });
    const idsAt = (minute: number) => seen.filter(([atMin]) => atMin === minute).map(([, ids]) => ids);
    expect(idsAt(10 * 60)).toEqual(['a']);
    expect(idsAt(10 * 60 + 30)).toEqual([]);
    expect(idsAt(11 * 60)).toEqual(['b']);
    expect(idsAt(14 * 60)).toEqual(['c']);
  });

  it('asks again at every plug-in, departure and quarter-hour', () => {
    const scenario = scenarioOf(
      [session('a', at(10, 5), at(10, 50), 50), session('b', at(10, 20), at(10, 35), 50)],
      100,
    );
    const minutes: number[] = [];
    replay(scenario, {
      id: 'idle',
      create: () => (moment) => {
        minutes.push(moment.atMin - 600);
        return { kw: moment.cars.map(() => 0) };
      },
    });
    expect(minutes).toEqual([5, 15, 20, 30, 35, 45]);
  });

  it('lets a car that leaves before it said leave with what it has', () => {
    const early = session('a', at(18), at(22), 14.08, { statedDepartAt: at(31) });
    const scenario = scenarioOf([early], 100, { useStated: true });
    const [charged] = replay(scenario, planned('planned', 'flattest')).deliveredKwh;
    expect(charged).toBe(0);
    expect(replay(scenario, leastLaxity).deliveredKwh[0]).toBeCloseTo(14.08);
  });

  it('goes on charging a car that stays longer than it said', () => {
    const late = session('a', at(12), at(20), 28.16, { statedDepartAt: at(13) });
    const scenario = scenarioOf([late], 100, { useStated: true });
    expect(replay(scenario, planned('planned', 'flattest')).deliveredKwh[0]).toBeCloseTo(28.16);
  });

  it('measures the energy above the limit and the quarter-hours in which it lies', () => {
    const scenario = scenarioOf(
      [session('a', at(10), at(11), 7.04), session('b', at(10), at(11), 7.04)],
      12,
      {
        baseKw: 4,
      },
    );
    const outcome = replay(scenario, uncontrolled);
    expect(outcome.violations[0]!.violationKwh).toBeCloseTo(14.08 + 4 - 12);
    expect(outcome.violations[0]!.violationSlots).toBe(4);
    expect(outcome.peakKw).toBeCloseTo(18.08);
  });

  it('does not blame charging for a base load that is over the limit by itself', () => {
    const scenario = scenarioOf([session('a', at(10), at(11), 7.04)], 12, { baseKw: 13 });
    expect(scenario.counts.baseOverLimitSlots).toBe(scenario.slotCount);
    expect(replay(scenario, leastLaxity).violations[0]!.violationKwh).toBe(0);
    expect(replay(scenario, uncontrolled).violations[0]!.violationKwh).toBeCloseTo(7.04);
  });
});

describe('departures by experience', () => {
  it('serve the car of a site where people leave earlier than they say', () => {
    const week = 7 * minutesPerDay;
    const past = Array.from({ length: 20 }, (_, k) =>
      session(`past${k}`, at(18) - week - k * 60, at(19) - week - k * 60, 1, {
        statedDepartAt: at(31) - week - k * 60,
      }),
    );
    const tonight = session('tonight', at(18), at(20), 7.04, { statedDepartAt: at(31) });
    const scenario = scenarioOf([...past, tonight], 100, { useStated: true });
    const trusting = planned('planned', 'flattest');
    expect(replay(scenario, cautious('cautious', trusting)).deliveredKwh[0]).toBeCloseTo(7.04);
    expect(replay(scenario, trusting).deliveredKwh[0]).toBe(0);
  });
});

describe('the rivals', () => {
  const two = [session('first', at(10), at(11), 7.04), session('urgent', at(10, 15), at(11), 5.28)];
  const delivered = (strategy: Parameters<typeof replay>[1], limitKw: number) =>
    Array.from(replay(scenarioOf(two, limitKw), strategy).deliveredKwh, (kwh) => Number(kwh.toFixed(6)));

  it('first come serves the first car and leaves the second what remains', () => {
    expect(delivered(firstCome, 7.04)).toEqual([7.04, 0]);
  });

  it('equal share halves a limit between two cars', () => {
    expect(delivered(equalShare, 7.04)).toEqual([1.76 + 2.64, 2.64]);
  });

  it('cheapest slots waits for the valley although another car fills it', () => {
    const night = [session('a', at(22), at(31), 7.04), session('b', at(22), at(24), 7.04)];
    const outcome = replay(scenarioOf(night, 7.04), cheapestSlots);
    expect(Array.from(outcome.deliveredKwh, (kwh) => Number(kwh.toFixed(6)))).toEqual([7.04, 0]);
    expect(outcome.costYuan).toBeCloseTo(7.04 * 0.43);
  });

  it('the planner serves both of those and pays the valley price for what fits there', () => {
    const night = [session('a', at(22), at(31), 7.04), session('b', at(22), at(24), 7.04)];
    const outcome = replay(scenarioOf(night, 7.04), planned('planned', 'flattest'));
    expect(Array.from(outcome.deliveredKwh, (kwh) => Number(kwh.toFixed(6)))).toEqual([7.04, 7.04]);
    expect(outcome.costYuan).toBeCloseTo(2 * 7.04 * 0.43);
  });
});
