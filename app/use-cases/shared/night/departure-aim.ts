import { type KeptDeparture, keptDepartures } from '~/domain/charging/kept-departures';
import type { CarFigures } from '~/domain/charging/tonight-wish';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { safeDeparture } from '~/planner';
import type { NightHistory } from './night-history.server';

/** A departure is brought forward by at least so much, or not at all. */
const LEAST_EARLIER_MS = 15 * MINUTE_MS;

/** How a household has kept to what it said at a pile, in the weeks on record. */
export function habitOf(
  { stays, wishes }: NightHistory,
  pileId: string,
  householdId: string | null,
  car: CarFigures,
): KeptDeparture[] {
  if (householdId === null) return [];
  const own = stays.filter((stay) => stay.pileId === pileId && stay.householdId === householdId);
  const said = wishes.filter((made) => made.pileId === pileId && made.householdId === householdId);
  return keptDepartures(
    own,
    said.map(({ wish }) => wish),
    car,
  );
}

interface Stay {
  readonly startedAt: string;
  readonly wish: { readonly departAt: string };
  readonly habit: readonly KeptDeparture[];
}

/** When to be done by: as said, or earlier for a household that has often left before it said. */
export function aimAt({ startedAt, wish, habit }: Stay): string {
  const startMs = msFromInstant(startedAt);
  const statedMs = msFromInstant(wish.departAt);
  const safe = safeDeparture((statedMs - startMs) / MINUTE_MS, habit);
  const aimMs = safe === null ? statedMs : startMs + safe * MINUTE_MS;
  return aimMs > statedMs - LEAST_EARLIER_MS ? wish.departAt : instantFromMs(Math.round(aimMs));
}
