import type { BaseLoad } from '../base-load';
import { phaseBlind, uncontrolled } from '../baselines';
import type { Disturbance } from '../disturbance';
import { replay } from '../replay';
import { buildScenario, type Scenario, type ScenarioChoice } from '../scenario';
import type { Session } from '../sessions';
import type { Site, Strategy } from '../strategy';
import type { Tariff } from '../tariff';
import { slotMinutes, slotsPerDay } from '../wall-clock';
import { poolSessions } from './pooled-sessions';

export interface SuiteInput {
  sessions: readonly Session[];
  base: BaseLoad;
  tariff: Tariff;
  fromOn: number | null;
  days: number | null;
  /** A few small cases of each kind. */
  quick: boolean;
  /** Only the cases whose names begin so. */
  only: string;
}

export interface SuiteCase {
  id: string;
  zh: string;
  en: string;
  scenario: Scenario;
  /** Compared beside all others. */
  further: Strategy[];
  disturbance: Disturbance;
  /** Random draws of the disturbance, of which the figures are the mean. */
  draws: number;
  /** Part of the uncontrolled charging peak that the limit is; null where it is set above a base load. */
  alpha: number | null;
  /** Cars a night, where they are drawn. */
  pooledCars: number | null;
}

const alphas = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1];
const quickAlphas = [0.25, 0.5];
/** One draw says little: which profile is lost moves the energy by more than what is asked of it. */
const lostDraws = 5;
const pooled = [
  { cars: 50, nights: 8 },
  { cars: 200, nights: 2 },
  { cars: 1000, nights: 1 },
];
const quickPooled = [{ cars: 20, nights: 1 }];
const pooledAlpha = 0.4;
/** Headroom above the highest base load, as part of the uncontrolled charging peak. */
const headroomAlpha = 0.1;
const unbalanced = [0.45, 0.35, 0.2];
/** 6 A and steps of 1 A at 220 V on one phase. */
const ampereSteps = { minKw: 1.32, stepKw: 0.22 };

const noBase: BaseLoad = { form: 'loadshapes', dwellings: 1, kwAt: () => 0 };

type Choice = Omit<ScenarioChoice, 'limitKw' | 'groupLimitKw'>;

function scenarioWith(choice: Choice, limitKw: number): Scenario {
  const built = buildScenario({ ...choice, limitKw, groupLimitKw: null });
  if (!built.ok) throw new Error(`${built.reason}: ${built.firstOn} to ${built.lastOn}`);
  return built.scenario;
}

const peakOf = (kw: ArrayLike<number>) => Array.from(kw).reduce((peak, load) => Math.max(peak, load), 0);

/** The same sessions under a limit that is `alpha` of their uncontrolled charging peak, above the highest base load. */
function limited(choice: Choice, alpha: number): Scenario {
  const free = scenarioWith(choice, Number.MAX_SAFE_INTEGER);
  return scenarioWith(choice, peakOf(free.baseKw) + alpha * peakOf(replay(free, uncontrolled).slotKw));
}

/** Believes the base load to be `factor` times what it is. */
function misjudging(factor: number): Disturbance {
  return {
    forecast: (truth) => ({
      ...truth,
      baseKw: truth.baseKw.map((kw) => kw * factor),
      nodes: truth.nodes.map((node) => ({
        ...node,
        headroomKw: node.headroomKw.map((kw, slot) => kw - (factor - 1) * truth.baseKw[slot]!),
      })),
    }),
  };
}

const dropHour = 20;
const dropShare = 0.3;

/** Every evening the limit falls for an hour; strategies learn it when it happens. */
function dropping(scenario: Scenario): { scenario: Scenario; disturbance: Disturbance } {
  const from = (dropHour * 60) / slotMinutes;
  const isDropped = (slot: number) =>
    slot % slotsPerDay >= from && slot % slotsPerDay < from + 60 / slotMinutes;
  const nodes = scenario.nodes.map((node) => ({
    ...node,
    headroomKw: node.headroomKw.map((kw, slot) => (isDropped(slot) ? kw - dropShare * scenario.limitKw : kw)),
  }));
  const forecast = (truth: Site) => ({ ...truth, nodes: scenario.nodes });
  return { scenario: { ...scenario, nodes }, disturbance: { forecast } };
}

function make(
  id: string,
  zh: string,
  en: string,
  scenario: Scenario,
  more: Partial<SuiteCase> = {},
): SuiteCase {
  return {
    id,
    zh,
    en,
    scenario,
    further: [],
    disturbance: {},
    draws: 1,
    alpha: null,
    pooledCars: null,
    ...more,
  };
}

export function suiteCases(input: SuiteInput): SuiteCase[] {
  const { sessions, base, tariff, fromOn, days, quick } = input;
  const choice = { sessions, base: noBase, tariff, fromOn, days, useStated: false };
  const withBase = { ...choice, base };
  const above = limited(withBase, headroomAlpha);
  const phases = limited({ ...withBase, phaseShares: unbalanced }, headroomAlpha * 2);
  const fleet = limited({ ...withBase, phaseShares: unbalanced, threePhaseEvery: 3 }, headroomAlpha * 2);
  const isStated = sessions.some(({ statedDepartAt }) => statedDepartAt !== null);
  return [
    ...(quick ? quickAlphas : alphas).map((alpha) =>
      make(
        `alpha-${alpha}`,
        `限值为不控制峰值的 ${alpha}`,
        `limit ${alpha} × the uncontrolled peak`,
        limited(choice, alpha),
        { alpha },
      ),
    ),
    ...(quick ? quickPooled : pooled).map(({ cars, nights }) => {
      const drawn = poolSessions(sessions, { cars, nights, seed: cars });
      const en = `${cars} pooled sessions a night, ${nights} nights`;
      const scenario = limited({ ...choice, ...drawn }, pooledAlpha);
      return make(`pooled-${cars}`, `每夜合并 ${cars} 次充电，${nights} 夜`, en, scenario, {
        pooledCars: cars,
      });
    }),
    make('base', '有居民用电', 'above a base load', above),
    make('phases', '三相，居民用电不平衡', 'three phases, unbalanced base load', phases, {
      further: [phaseBlind],
    }),
    make('fleet', '三相，三分之一的车三相充电', 'three phases, a third of the cars on all three', fleet, {
      further: [phaseBlind],
    }),
    ...(isStated ? [statedCase(choice)] : []),
    ...disturbedCases(above),
  ];
}

function statedCase(choice: Choice): SuiteCase {
  const stated = limited({ ...choice, useStated: true }, pooledAlpha);
  const en = `planned by stated departures; limit as alpha-${pooledAlpha}, which has the actual ones`;
  return make('stated', '按车主所说离开时间', en, stated);
}

/** The same nights, seen or steered less than perfectly. */
function disturbedCases(above: Scenario): SuiteCase[] {
  const dropped = dropping(above);
  return [
    make('forecast-high', '居民用电预测高 20%', 'base load forecast 20 % too high', above, {
      disturbance: misjudging(1.2),
    }),
    make('forecast-low', '居民用电预测低 20%', 'base load forecast 20 % too low', above, {
      disturbance: misjudging(0.8),
    }),
    make(
      'lost',
      `5% 的充电计划丢失，${lostDraws} 次抽取的平均`,
      `5 % of profiles lost, mean of ${lostDraws} draws`,
      above,
      { disturbance: { lostShare: 0.05 }, draws: lostDraws },
    ),
    make(
      'drop',
      '每晚 20 时限值降 30% 一小时',
      'the limit drops 30 % for an hour at 20:00',
      dropped.scenario,
      dropped,
    ),
    make('steps', '最小 6 A，步长 1 A', '6 A floor, 1 A steps', above, {
      disturbance: { settings: ampereSteps },
    }),
  ];
}
