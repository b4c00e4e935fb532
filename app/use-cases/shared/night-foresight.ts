import { ASSUMED_STAYS } from '~/domain/charging/assumed-stays';
import { addDays, localTimeOfMs, MINUTES_PER_DAY, msFromInstant } from '~/domain/shared/local-time';
import { isWorkingDay } from '~/domain/shared/working-days';
import { type AssumedStay, expectedVehicles, type Vehicle } from '~/planner';
import { INTERVAL_MINUTES, INTERVAL_MS, pathsOf } from './grid-nodes';
import type { NightFacts, NightPile } from './night-facts.server';

/** Vehicles that no pile holds tonight, but that the plan leaves room for. Only the plan of the others is carried out. */
export function foreseenVehicles(facts: NightFacts, startMs: number, intervals: number): Vehicle[] {
  return expectedArrivals(facts, startMs, intervals);
}

/** Cars that may still come: the compound's own last weeks, or what is assumed of a pile until it has some. */
function expectedArrivals(facts: NightFacts, startMs: number, intervals: number): Vehicle[] {
  const { on, minuteOfDay } = localTimeOfMs(startMs);
  const piles = new Map(facts.piles.filter((pile) => pile.online).map((pile) => [pile.id, pile]));
  const nodeOf = nearestNode(facts);
  const intervalAt = (at: string) => (msFromInstant(at) - startMs) / INTERVAL_MS;
  const past = facts.history.stays.flatMap((stay) => {
    const pile = piles.get(stay.pileId);
    if (!pile) return [];
    return {
      node: nodeOf(pile),
      arrive: intervalAt(stay.startedAt),
      depart: intervalAt(stay.endedAt),
      energyKwh: stay.energyKwh,
      maxKw: Math.min(pile.maxKw, stay.carKw ?? pile.maxKw),
    };
  });
  const dayStart = -minuteOfDay / INTERVAL_MINUTES;
  return expectedVehicles(past, {
    intervals,
    intervalMinutes: INTERVAL_MINUTES,
    dayStart,
    kindOf: (day) => (isWorkingDay(addDays(on, day), facts.calendar) ? 'workday' : 'restday'),
    assumed: [...piles.values()].flatMap((pile) => assumedStays(pile, nodeOf(pile), dayStart, intervals)),
    ...(facts.arrivalsMargin === null ? {} : { margin: facts.arrivalsMargin }),
  });
}

function assumedStays(pile: NightPile, node: string, dayStart: number, intervals: number): AssumedStay[] {
  const stays: AssumedStay[] = [];
  for (let day = dayStart; day < intervals; day += MINUTES_PER_DAY / INTERVAL_MINUTES) {
    for (const { minuteOfDay, minutes, energyKwh, perDay } of ASSUMED_STAYS.value) {
      const arrive = day + minuteOfDay / INTERVAL_MINUTES;
      const depart = arrive + minutes / INTERVAL_MINUTES;
      stays.push({ node, arrive, depart, energyKwh, maxKw: pile.maxKw, count: perDay });
    }
  }
  return stays;
}

/** The lowest node of the tree that all of a pile's power passes. */
function nearestNode(facts: NightFacts): (pile: NightPile) => string {
  const pathOf = pathsOf(facts.feeders);
  return (pile) => {
    const path = pathOf(pile);
    return (path.length === 3 ? path[2]! : path[1]!).nodeId;
  };
}
