import { firstWeekOn, type SeriesFault, seriesFault, slotOfWeek } from '~/domain/booking/weekly-series';
import { msFromInstant } from '~/domain/shared/local-time';
import { bookWeeks, type WeekOutcome } from '~/use-cases/shared/booking/book-weeks.server';
import { takeTime } from '~/use-cases/shared/booking/change-bookings.server';
import {
  isEnergy,
  judgePlacement,
  type PlacementRefusal,
} from '~/use-cases/shared/booking/place-booking.server';
import { findPlaceOf } from '~/use-cases/shared/booking/sharing-access.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { findSeries, insertSeries, type SeriesRow } from '~db/queries/booking-series.server';
import { findVehicle } from '~db/queries/vehicles.server';

export interface SeriesInput {
  compoundId: string;
  householdId: string;
  pileId: string;
  vehicleId: string | null;
  /** 1 Monday to 7 Sunday. */
  weekday: number;
  /** Local minute of day. */
  startMinute: number;
  minutes: number;
  wantedWh: number;
  /** The last date on which a slot may begin. */
  untilOn: string;
  idempotencyKey: string;
}

export type SeriesOutcome =
  | { ok: true; isRepeat: boolean; seriesId: string; nextOn: string; weeks: WeekOutcome[] }
  | AccessRefusal
  | PlacementRefusal
  | Refusal<'series', { fault: SeriesFault }>;

/** Books a slot each week until a date: at once what may be booked already, the rest as it opens; says which weeks it got. */
export async function startSeries(
  deps: Deps,
  actor: ActingPerson,
  input: SeriesInput,
): Promise<SeriesOutcome> {
  const access = await findPlaceOf(deps.db, actor, input);
  if (!access.ok) return access;
  const fault = seriesFault(input, input.untilOn, msFromInstant(deps.clock()));
  if (fault) return { ok: false, reason: 'series', fault };
  return takeTime(deps, input.compoundId, (trx) => startInTransaction(trx, deps, actor, input));
}

async function startInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  input: SeriesInput,
): Promise<SeriesOutcome> {
  const { compoundId, householdId, idempotencyKey } = input;
  const id = `series_${deps.sha256(`${compoundId}/${householdId}/${idempotencyKey}`).slice(0, 24)}`;
  const known = await findSeries(trx, compoundId, id);
  if (known) return { ok: true, isRepeat: true, seriesId: id, nextOn: known.next_on, weeks: [] };
  const at = deps.clock();
  const firstOn = firstWeekOn(input, msFromInstant(at));
  const never = await whyNever(trx, at, input, firstOn);
  if (never) return never;
  const series: SeriesRow = {
    compound_id: compoundId,
    id,
    household_id: householdId,
    person_id: actor.personId,
    vehicle_id: input.vehicleId,
    pile_id: input.pileId,
    weekday: input.weekday,
    start_minute: input.startMinute,
    minutes: input.minutes,
    wanted_wh: input.wantedWh,
    next_on: firstOn,
    until_on: input.untilOn,
    status: 'active',
    made_at: at,
  };
  await insertSeries(trx, series);
  const weeks = await bookWeeks(trx, deps, series);
  const stored = await findSeries(trx, compoundId, id);
  return { ok: true, isRepeat: false, seriesId: id, nextOn: stored?.next_on ?? firstOn, weeks };
}

/** Refusals that no week can escape. */
const NEVER: ReadonlySet<string> = new Set([
  'backwards',
  'not-on-grid',
  'too-short',
  'too-long',
  'no-such-pile',
  'no-such-car',
  'energy',
  'own-pile',
  'not-a-member',
  'blocked',
  'closed-for-good',
]);

async function whyNever(
  trx: Trx,
  nowAt: string,
  input: SeriesInput,
  firstOn: string,
): Promise<PlacementRefusal | null> {
  const { compoundId, householdId, pileId, vehicleId, wantedWh } = input;
  if (!isEnergy(wantedWh)) return { ok: false, reason: 'energy', nextBest: null };
  if (vehicleId !== null && !(await findVehicle(trx, compoundId, householdId, vehicleId)))
    return { ok: false, reason: 'no-such-car', nextBest: null };
  const first = await judgePlacement(trx, nowAt, {
    compoundId,
    householdId,
    pileId,
    vehicleId,
    slot: slotOfWeek(input, firstOn),
    wantedWh,
    agreedWh: null,
    judge: 'slot',
  });
  return !first.ok && NEVER.has(first.reason) ? first : null;
}
