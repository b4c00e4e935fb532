import type { Db, Trx } from '../client.server';

/** Bookings of any status with time in `[fromMs, toMs)` at these piles, with the door of the household and the car's plate, by start. */
export async function listBookingsWithin(
  db: Db | Trx,
  compoundId: string,
  pileIds: readonly string[],
  window: { fromMs: number; toMs: number },
) {
  if (pileIds.length === 0) return [];
  return db
    .selectFrom('booking')
    .innerJoin('household', (join) =>
      join
        .onRef('household.compound_id', '=', 'booking.compound_id')
        .onRef('household.id', '=', 'booking.household_id'),
    )
    .leftJoin('vehicle', (join) =>
      join
        .onRef('vehicle.compound_id', '=', 'booking.compound_id')
        .onRef('vehicle.id', '=', 'booking.vehicle_id'),
    )
    .select([
      'booking.id',
      'booking.pile_id',
      'booking.kind',
      'booking.status',
      'booking.start_at',
      'booking.start_ms',
      'booking.end_at',
      'booking.promised_wh',
      'booking.checked_in_at',
      'booking.left_at',
      'booking.closed_at',
      'household.building',
      'household.unit',
      'household.room',
      'vehicle.plate',
    ])
    .where('booking.compound_id', '=', compoundId)
    .where('booking.pile_id', 'in', pileIds)
    .where('booking.start_ms', '<', window.toMs)
    .where('booking.hold_until_ms', '>', window.fromMs)
    .orderBy('booking.start_ms')
    .orderBy('booking.id')
    .execute();
}

/** Every household of a compound by its door. */
export async function listDoors(db: Db | Trx, compoundId: string) {
  return db
    .selectFrom('household')
    .select(['id', 'building', 'unit', 'room'])
    .where('compound_id', '=', compoundId)
    .orderBy('building')
    .orderBy('unit')
    .orderBy('room')
    .execute();
}

/** The piles that a household owns and that are not retired, with their space and, where they are lent, the state of that. */
export async function listOwnPiles(db: Db | Trx, compoundId: string, householdId: string) {
  return db
    .selectFrom('pile')
    .innerJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'pile.compound_id')
        .onRef('parking_space.id', '=', 'pile.parking_space_id'),
    )
    .leftJoin('shared_pile', (join) =>
      join
        .onRef('shared_pile.compound_id', '=', 'pile.compound_id')
        .onRef('shared_pile.pile_id', '=', 'pile.id'),
    )
    .select([
      'pile.id',
      'pile.max_kw',
      'parking_space.code as space_code',
      'shared_pile.status as sharing_status',
    ])
    .where('pile.compound_id', '=', compoundId)
    .where('pile.household_id', '=', householdId)
    .where('pile.retired_at', 'is', null)
    .orderBy('parking_space.code')
    .execute();
}

/** The fees for a stay that households have appealed against and nobody has decided, the oldest appeal first. */
export async function listAppeals(db: Db | Trx, compoundId: string) {
  return db
    .selectFrom('occupation')
    .innerJoin('booking', (join) =>
      join
        .onRef('booking.compound_id', '=', 'occupation.compound_id')
        .onRef('booking.id', '=', 'occupation.booking_id'),
    )
    .innerJoin('household', (join) =>
      join
        .onRef('household.compound_id', '=', 'booking.compound_id')
        .onRef('household.id', '=', 'booking.household_id'),
    )
    .innerJoin('pile', (join) =>
      join.onRef('pile.compound_id', '=', 'booking.compound_id').onRef('pile.id', '=', 'booking.pile_id'),
    )
    .innerJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'pile.compound_id')
        .onRef('parking_space.id', '=', 'pile.parking_space_id'),
    )
    .select([
      'occupation.booking_id',
      'occupation.from_at',
      'occupation.until_at',
      'occupation.fee_fen',
      'occupation.appeal_text',
      'occupation.appealed_at',
      'household.building',
      'household.unit',
      'household.room',
      'parking_space.code as space_code',
    ])
    .where('occupation.compound_id', '=', compoundId)
    .where('occupation.status', '=', 'appealed')
    .orderBy('occupation.appealed_at')
    .orderBy('occupation.booking_id')
    .execute();
}
