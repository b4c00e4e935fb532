import { ASSUMED_STAYS } from '~/domain/charging/assumed-stays';
import { addDays, localTimeOfMs, MINUTES_PER_DAY, msFromInstant } from '~/domain/shared/local-time';
import { isWorkingDay } from '~/domain/shared/working-days';
import {
  type AssumedStay,
  type ChargingProblem,
  type Foresight,
  foresee,
  kindOfDay,
  safeMargin,
} from '~/planner';
import { INTERVAL_MINUTES, INTERVAL_MS, pathsOf } from './grid-nodes';
import type { NightFacts, NightPile } from './night-facts.server';

/**
 * Vehicles that no pile holds tonight, but that the plan of `problem` reckons with or stays safe from; only the plan of the
 * others is carried out. Cars that may still come: the compound's own last weeks, or what is assumed of a pile until it has
 * some. Of a pile with a promise ahead, the promise says what will come.
 */
export function foreseeNight(facts: NightFacts, problem: ChargingProblem): Foresight {
  const startMs = msFromInstant(problem.startAt);
  const intervals = problem.prices.length;
  const { on, minuteOfDay } = localTimeOfMs(startMs);
  const promised = new Set(facts.promises.map((row) => row.pile_id));
  const open = facts.piles.filter((pile) => pile.online && !promised.has(pile.id));
  const piles = new Map(open.map((pile) => [pile.id, pile]));
  const linesOf = linesUnder(facts);
  const intervalAt = (at: string) => (msFromInstant(at) - startMs) / INTERVAL_MS;
  const since = recordStarts(facts, open);
  const past = facts.history.stays.flatMap((stay) => {
    const pile = piles.get(stay.pileId);
    if (!pile) return [];
    return linesOf(pile).map(({ node, share }) => ({
      node,
      arrive: intervalAt(stay.startedAt),
      depart: intervalAt(stay.endedAt),
      energyKwh: stay.energyKwh * share,
      maxKw: Math.min(pile.maxKw, stay.carKw ?? pile.maxKw) * share,
      since: intervalAt(since.get(pile.id)!),
    }));
  });
  const dayStart = -minuteOfDay / INTERVAL_MINUTES;
  const here = facts.sessions.flatMap(({ pile, startedAt }) =>
    piles.has(pile.id) ? linesOf(pile).map(() => intervalAt(startedAt)) : [],
  );
  const arrivals = [...here, ...past.map(({ arrive }) => arrive)];
  return foresee(past, {
    intervals,
    intervalMinutes: INTERVAL_MINUTES,
    dayStart,
    arrivedToday: arrivals.filter((arrive) => arrive >= dayStart).length,
    kindOf: kindOfDay((day) => isWorkingDay(addDays(on, day), facts.calendar)),
    assumed: [...piles.values()].flatMap((pile) =>
      linesOf(pile).flatMap(({ node, share }) =>
        assumedStays(node, pile.maxKw * share, share, [dayStart, intervals]).map((stay) => ({
          ...stay,
          since: intervalAt(since.get(pile.id)!),
        })),
      ),
    ),
    margin: safeMargin(problem, facts.missedYuanPerKwh ?? undefined),
  });
}

/** When the record of each pile begins: with its first charge, or the day it could have had one. */
function recordStarts(facts: NightFacts, piles: readonly NightPile[]): ReadonlyMap<string, string> {
  const startAt = new Map(piles.map((pile) => [pile.id, pile.energisedAt]));
  for (const { pileId, startedAt } of facts.history.stays) {
    if (startedAt < (startAt.get(pileId) ?? '')) startAt.set(pileId, startedAt);
  }
  return startAt;
}

function assumedStays(
  node: string,
  maxKw: number,
  share: number,
  [dayStart, intervals]: readonly [number, number],
): AssumedStay[] {
  const stays: AssumedStay[] = [];
  for (let day = dayStart; day < intervals; day += MINUTES_PER_DAY / INTERVAL_MINUTES) {
    for (const { minuteOfDay, minutes, energyKwh, perDay } of ASSUMED_STAYS.value) {
      const arrive = day + minuteOfDay / INTERVAL_MINUTES;
      const depart = arrive + minutes / INTERVAL_MINUTES;
      stays.push({ node, arrive, depart, energyKwh: energyKwh * share, maxKw, count: perDay });
    }
  }
  return stays;
}

/** The lowest nodes that a pile's power passes, one a phase where the feeder has several, with the part that each carries. */
function linesUnder(facts: NightFacts): (pile: NightPile) => { node: string; share: number }[] {
  const pathOf = pathsOf(facts.feeders);
  return (pile) => {
    const [, feeder, ...lines] = pathOf(pile);
    return (lines.length > 0 ? lines : [feeder!]).map(({ nodeId, share }) => ({ node: nodeId, share }));
  };
}
