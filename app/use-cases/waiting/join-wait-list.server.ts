import type { HouseholdGap, PileGap } from '~/domain/booking/pile-access';
import { judgeQuota, type QuotaVerdict } from '~/domain/booking/sharing-rules';
import {
  LEAST_SHARE_OFFERED,
  offerFacts,
  slotsWithin,
  takesMinutes,
  type WaitWish,
  type WishFault,
  wishFault,
} from '~/domain/booking/wait-wish';
import { instantFromMs, localTimeOf, msFromInstant } from '~/domain/shared/local-time';
import { overlaps } from '~/domain/shared/time-window';
import { judgePlacement, MOST_WH, type NextBest } from '~/use-cases/shared/booking/place-booking.server';
import {
  gapOfPile,
  loadSharingScene,
  type SharedPlace,
  type SharingScene,
} from '~/use-cases/shared/booking/sharing-scene.server';
import { isOnWaitList, roomsFor } from '~/use-cases/shared/booking/wait-rooms';
import { loadWaitingLine, wishOf } from '~/use-cases/shared/booking/waiting-line.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { reachHousehold } from '~/use-cases/shared/installation/own-household.server';
import type { Trx } from '~db/client.server';
import { insertBookingAsks, lockBookings } from '~db/queries/bookings.server';
import { findVehicle } from '~db/queries/vehicles.server';
import { findWaitEntryByKey, insertWaitEntry, listOpenWaitEntries } from '~db/queries/wait-entries.server';

export interface JoinInput {
  compoundId: string;
  householdId: string;
  /** Null: any shared pile. */
  pileId: string | null;
  vehicleId: string | null;
  fromAt: string;
  toAt: string;
  minutes: number;
  wantedWh: number;
  idempotencyKey: string;
}

export type JoinRefusal =
  | Refusal<WishFault | HouseholdGap | PileGap>
  | Refusal<'no-such-pile' | 'no-pile' | 'needs-approval' | 'no-such-car' | 'energy' | 'closed'>
  | Refusal<'already-waiting', { waitId: string }>
  | Refusal<'too-many', { most: number }>
  | Refusal<'no-such-length', { shortest: number; longest: number; step: number }>
  | Refusal<'free-now', NextBest & { promisedWh: number }>
  | Extract<QuotaVerdict, { ok: false }>;

export type JoinOutcome = { ok: true; waitId: string; place: number } | JoinRefusal | AccessRefusal;

/** A household waits for so many windows at a time. */
const MOST_OPEN = 5;
/** Of the free slots so many are tried for their energy. */
const MOST_TRIES = 3;

/** Puts a household on the wait list, once for a submitted form; refused with the slot where one that fits is free. */
export async function joinWaitList(deps: Deps, actor: ActingPerson, input: JoinInput): Promise<JoinOutcome> {
  const access = await reachHousehold(deps.db, actor, 'booking.make', input);
  if (!access.ok) return access;
  const outcome = await deps.db
    .transaction()
    .execute((trx) => joinInTransaction(trx, deps, actor.personId, input));
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId: input.compoundId });
  return outcome;
}

async function joinInTransaction(
  trx: Trx,
  deps: Deps,
  personId: string,
  input: JoinInput,
): Promise<{ ok: true; waitId: string; place: number } | JoinRefusal> {
  const { compoundId, householdId } = input;
  await lockBookings(trx, compoundId);
  const at = deps.clock();
  const known = await findWaitEntryByKey(trx, compoundId, householdId, input.idempotencyKey);
  if (known) return { ok: true, waitId: known.id, place: await placeOf(trx, compoundId, known.id, at) };
  const refusal = await judgeJoin(trx, at, input);
  if (refusal) return refusal;
  const waitId = deps.newId('wait');
  await insertWaitEntry(trx, {
    compound_id: compoundId,
    id: waitId,
    household_id: householdId,
    person_id: personId,
    vehicle_id: input.vehicleId,
    pile_id: input.pileId,
    from_at: input.fromAt,
    to_at: input.toAt,
    minutes: input.minutes,
    wanted_wh: input.wantedWh,
    status: 'waiting',
    idempotency_key: input.idempotencyKey,
    made_at: at,
  });
  await insertBookingAsks(trx, [
    {
      compoundId,
      id: deps.newId('ask'),
      householdId,
      askedOn: localTimeOf(at).on,
      at,
      startAt: input.fromAt > at ? input.fromAt : at,
      minutes: input.minutes,
      outcome: 'waiting',
    },
  ]);
  return { ok: true, waitId, place: await placeOf(trx, compoundId, waitId, at) };
}

/** Where an entry stands, from 1; 0 where it is not in line. */
async function placeOf(trx: Trx, compoundId: string, waitId: string, at: string): Promise<number> {
  return (await loadWaitingLine(trx, compoundId, at)).findIndex(({ id }) => id === waitId) + 1;
}

async function judgeJoin(trx: Trx, nowAt: string, input: JoinInput): Promise<JoinRefusal | null> {
  const { compoundId, householdId, vehicleId, wantedWh } = input;
  const wish: WaitWish = {
    window: { start: msFromInstant(input.fromAt), end: msFromInstant(input.toAt) },
    minutes: input.minutes,
  };
  const scene = await loadSharingScene(trx, { compoundId, householdId, nowAt });
  const furthestMs = Math.min(...scene.places.map(({ facts }) => facts.furthestMs));
  const fault = wishFault(wish, scene.nowMs, furthestMs);
  if (fault) return { ok: false, reason: fault };
  const unfit = judgePiles(scene, wish, input.pileId);
  if (unfit) return unfit;
  if (!Number.isInteger(wantedWh) || wantedWh <= 0 || wantedWh > MOST_WH)
    return { ok: false, reason: 'energy' };
  if (vehicleId && !(await findVehicle(trx, compoundId, householdId, vehicleId)))
    return { ok: false, reason: 'no-such-car' };
  const open = await listOpenWaitEntries(trx, compoundId, householdId);
  const same = open.find(
    (entry) => entry.vehicle_id === vehicleId && overlaps(wishOf(entry).window, wish.window),
  );
  if (same) return { ok: false, reason: 'already-waiting', waitId: same.id };
  if (open.length >= MOST_OPEN) return { ok: false, reason: 'too-many', most: MOST_OPEN };
  return findFree(trx, nowAt, scene, wish, input);
}

/** Whether a pile could ever give what is waited for, were it free: by its access, papers, lengths, hours and the week's quota. */
function judgePiles(scene: SharingScene, wish: WaitWish, pileId: string | null): JoinRefusal | null {
  const refuse = (reason: Extract<JoinRefusal, { reason: string }>['reason']) =>
    ({ ok: false, reason }) as JoinRefusal;
  const named = scene.places.find(({ pile }) => pile.pile_id === pileId);
  if (pileId !== null && !named) return refuse('no-such-pile');
  if (named?.gap) return refuse(named.gap);
  if (named && !isOnWaitList(named)) return refuse('needs-approval');
  const papers = named && gapOfPile(named.pile, wish.window);
  if (papers) return refuse(papers);
  const places = (named ? [named] : scene.places).filter(
    (place) => isOnWaitList(place) && !gapOfPile(place.pile, wish.window),
  );
  if (places.length === 0) return refuse('no-pile');
  const fitting = places.filter(({ facts }) => takesMinutes(wish.minutes, facts.rules));
  if (fitting.length === 0) return { ok: false, reason: 'no-such-length', ...lengthsOf(places) };
  const slots = fitting.flatMap(({ facts }) => slotsWithin(wish, { ...offerFacts(facts), held: [] }));
  if (slots.length === 0) return refuse('closed');
  const verdicts = slots.map((slot) => judgeQuota(slot, scene.standing, scene.rules));
  const first = verdicts[0];
  return first && !first.ok && verdicts.every((verdict) => !verdict.ok) ? first : null;
}

function lengthsOf(places: readonly SharedPlace[]) {
  const rules = places.map(({ facts }) => facts.rules);
  return {
    shortest: Math.min(...rules.map(({ minMinutes }) => minMinutes)),
    longest: Math.max(...rules.map(({ maxMinutes }) => maxMinutes)),
    step: Math.min(...rules.map(({ stepMinutes }) => stepMinutes)),
  };
}

/** The first slot that fits and can be booked at once: then nobody needs to wait. */
async function findFree(
  trx: Trx,
  nowAt: string,
  scene: SharingScene,
  wish: WaitWish,
  input: JoinInput,
): Promise<JoinRefusal | null> {
  const { compoundId, householdId, vehicleId, wantedWh } = input;
  const rooms = roomsFor(scene, { wish, pileId: input.pileId, factsOf: (facts) => facts });
  for (const { place, slot } of rooms.slice(0, MOST_TRIES)) {
    const { pile_id: pileId, space_code: spaceCode } = place.pile;
    const agreedWh = Math.ceil(wantedWh * LEAST_SHARE_OFFERED);
    const request = { compoundId, pileId, householdId, vehicleId, slot, wantedWh, agreedWh };
    const placement = await judgePlacement(trx, nowAt, { ...request, judge: 'slot' });
    if (!placement.ok) continue;
    const [startAt, endAt] = [instantFromMs(slot.start), instantFromMs(slot.end)];
    const { promisedWh } = placement;
    return { ok: false, reason: 'free-now', pileId, spaceCode, startAt, endAt, promisedWh };
  }
  return null;
}
