import type { ChargingProblem } from '~/planner';
import {
  cheapestSlots,
  earliestDeparture,
  equalShare,
  firstCome,
  leastLaxity,
  uncontrolled,
} from './baselines';
import { cautious } from './cautious';
import { expectArrivals } from './expected-arrivals';
import { planned } from './planned';
import type { Scenario } from './scenario';
import type { Strategy } from './strategy';

const rivals: readonly Strategy[] = [
  uncontrolled,
  firstCome,
  equalShare,
  earliestDeparture,
  leastLaxity,
  cheapestSlots,
  planned('price-mpc', 'earliest', { forgetful: true }),
  planned('planned', 'flattest'),
];

/** Strategies to compare, in the order of the table. `watch` hears of the problems that the product's own plans. */
export function strategiesFor(
  scenario: Pick<Scenario, 'useStated'>,
  watch?: (problem: ChargingProblem) => void,
): Strategy[] {
  const expecting = planned('planned-expecting', 'earliest', { createExpect: expectArrivals, watch });
  if (!scenario.useStated) return [...rivals, expecting];
  return [...rivals, expecting, cautious('planned-cautious', expecting)];
}

export const strategyNames: Record<string, { zh: string; en: string }> = {
  uncontrolled: { zh: '不控制', en: 'uncontrolled' },
  'first-come': { zh: '先到先充', en: 'first come' },
  'equal-share': { zh: '平均分配', en: 'equal share' },
  'earliest-departure': { zh: '先走先充', en: 'earliest departure' },
  'least-laxity': { zh: '最紧先充', en: 'least laxity' },
  'cheapest-slots': { zh: '各自挑低价', en: 'own cheapest slots' },
  'price-mpc': { zh: '只看在场车的低价优化', en: 'price MPC of the cars present' },
  planned: { zh: '邻桩计划', en: 'planner' },
  'planned-expecting': { zh: '邻桩计划+预计来车', en: 'planner, arrivals expected' },
  'planned-cautious': { zh: '同上+按经验的离开时间', en: 'the same, departures by experience' },
  'phase-blind': { zh: '最紧先充，不看分相', en: 'least laxity, blind to phases' },
  'offline-optimum': { zh: '事后最优（界）', en: 'perfect foresight (bound)' },
};

/** The row of the table that the picture shows. */
export const shownStrategyId = 'planned-expecting';
