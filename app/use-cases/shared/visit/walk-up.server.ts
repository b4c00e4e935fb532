import { slotForVisit } from '~/domain/booking/visit';
import { tonightWish } from '~/domain/charging/tonight-wish';
import { msFromInstant } from '~/domain/shared/local-time';
import type { Db, Trx } from '~db/client.server';
import { type BookingRow, findBooking, listHolds } from '~db/queries/bookings.server';
import { listHouseholdMembers } from '~db/queries/households.server';
import { listVehiclesOfHousehold } from '~db/queries/vehicles.server';
import { findLastWish, toStatedWish } from '~db/queries/wishes.server';
import { EARLY_REACH_MS, slotOf } from '../booking/booking-slot';
import {
  judgePlacement,
  type PlacementInput,
  type PlacementRefusal,
  placeBooking,
} from '../booking/place-booking.server';
import { loadSharingScene, walkUpSlot } from '../booking/sharing-scene.server';
import type { Deps } from '../deps';

export interface Visitor {
  readonly compoundId: string;
  readonly pileId: string;
  readonly householdId: string;
  /** The car that is known to come; null where it is not. */
  readonly vehicleId: string | null;
}

const WHOLE_WH = 100;

/** The booking in which a household's car may charge at a pile at `atMs`. */
export async function bookingForVisit(
  db: Db | Trx,
  { compoundId, pileId, householdId }: Omit<Visitor, 'vehicleId'>,
  atMs: number,
): Promise<BookingRow | undefined> {
  const holds = await listHolds(db, compoundId, { fromMs: atMs, toMs: atMs + EARLY_REACH_MS }, [pileId]);
  const own = slotForVisit(holds.map(slotOf), householdId, atMs);
  return holds.find(({ id }) => id === own?.id);
}

type NoWalkUp = {
  ok: false;
  reason: 'no-walk-ups' | 'not-your-slot';
  nextBest: PlacementRefusal['nextBest'];
};
export type WalkUpVerdict =
  | { ok: true; input: PlacementInput; personId: string }
  | PlacementRefusal
  | NoWalkUp;

/** Whether a household may charge now without a booking, until the next slot of others at the latest, and with which promise. */
export async function judgeWalkUp(db: Db | Trx, visitor: Visitor, nowAt: string): Promise<WalkUpVerdict> {
  const { compoundId, householdId, pileId } = visitor;
  const nowMs = msFromInstant(nowAt);
  const scene = await loadSharingScene(db, { compoundId, householdId, nowAt });
  const place = scene.places.find(({ pile }) => pile.pile_id === pileId);
  const [person] = await listHouseholdMembers(db, compoundId, householdId);
  if (!place || !person || place.pile.walk_ups !== 1 || place.pile.kind !== 'common')
    return { ok: false, reason: 'no-walk-ups', nextBest: null };
  const slot = walkUpSlot(place, nowMs);
  if (!slot) {
    const isHeld = place.facts.held.some((hold) => hold.end > nowMs && hold.start <= nowMs);
    return { ok: false, reason: isHeld ? 'not-your-slot' : 'no-walk-ups', nextBest: null };
  }
  const car = await carOf(db, visitor);
  const input: PlacementInput = {
    compoundId,
    pileId,
    householdId,
    vehicleId: car.id,
    slot,
    wantedWh: await usualWh(db, visitor, car, nowAt),
    agreedWh: null,
    judge: 'room',
  };
  const placement = await judgePlacement(db, nowAt, input);
  return placement.ok ? { ok: true, input, personId: person.id } : placement;
}

type WalkUp = { ok: true; booking: BookingRow } | Exclude<WalkUpVerdict, { ok: true }>;

/** Makes the booking of a walk-up once for its key; the caller holds the compound's bookings. */
export async function placeWalkUp(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  visitor: Visitor,
  { idempotencyKey, personId }: { idempotencyKey: string; personId: string | null },
): Promise<WalkUp> {
  const verdict = await judgeWalkUp(trx, visitor, deps.clock());
  if (!verdict.ok) return verdict;
  const placed = await placeBooking(trx, deps, {
    ...verdict.input,
    personId: personId ?? verdict.personId,
    idempotencyKey,
    kind: 'walk-up',
    as: 'booked',
    answerByAt: null,
  });
  if (!placed.ok) return placed;
  const booking = await findBooking(trx, visitor.compoundId, placed.bookingId);
  if (!booking) throw new Error(`booking ${placed.bookingId} is gone`);
  return { ok: true, booking };
}

interface Car {
  readonly id: string | null;
  readonly batteryKwh: number | null;
  readonly kwhPer100Km: number | null;
}

/** The car that is named, else the household's only one. */
async function carOf(db: Db | Trx, { compoundId, householdId, vehicleId }: Visitor): Promise<Car> {
  const cars = await listVehiclesOfHousehold(db, compoundId, householdId);
  const car = cars.find(({ id }) => id === vehicleId) ?? (cars.length === 1 ? cars[0] : undefined);
  return {
    id: car?.id ?? null,
    batteryKwh: car?.battery_kwh ?? null,
    kwhPer100Km: car?.kwh_per_100km ?? null,
  };
}

async function usualWh(db: Db | Trx, visitor: Visitor, car: Car, nowAt: string): Promise<number> {
  const last = await findLastWish(db, visitor.compoundId, visitor.householdId, visitor.pileId);
  const stated = last ? [toStatedWish(last)] : [];
  const { energyKwh } = tonightWish(stated, car, { sinceAt: nowAt, nowAt });
  return Math.max(WHOLE_WH, Math.ceil((energyKwh * 1000) / WHOLE_WH) * WHOLE_WH);
}
