import { PROMISED } from '~/domain/booking/booking-life';
import type { Db, Trx } from '../client.server';

/** Everything promised within `[fromMs, toMs)`: the booking, what its car and pile can take, and what its session has had. */
export async function listPromises(
  db: Db | Trx,
  compoundId: string,
  window: { fromMs: number; toMs: number },
) {
  return db
    .selectFrom('booking')
    .innerJoin('pile', (join) =>
      join.onRef('pile.compound_id', '=', 'booking.compound_id').onRef('pile.id', '=', 'booking.pile_id'),
    )
    .innerJoin('feeder', (join) =>
      join.onRef('feeder.compound_id', '=', 'pile.compound_id').onRef('feeder.id', '=', 'pile.feeder_id'),
    )
    .leftJoin('vehicle', (join) =>
      join
        .onRef('vehicle.compound_id', '=', 'booking.compound_id')
        .onRef('vehicle.id', '=', 'booking.vehicle_id'),
    )
    .leftJoin('charging_session', (join) =>
      join
        .onRef('charging_session.compound_id', '=', 'booking.compound_id')
        .onRef('charging_session.transaction_id', '=', 'booking.transaction_id'),
    )
    .select([
      'booking.id',
      'booking.household_id',
      'booking.pile_id',
      'booking.status',
      'booking.start_at',
      'booking.end_at',
      'booking.promised_wh',
      'booking.wanted_wh',
      'booking.delivered_wh',
      'booking.transaction_id',
      'feeder.transformer_id',
      'pile.feeder_id',
      'pile.phases',
      'pile.max_kw',
      'pile.min_kw',
      'vehicle.max_kw as vehicle_max_kw',
      'charging_session.meter_start_wh',
      'charging_session.last_meter_wh',
      'charging_session.ended_at as session_ended_at',
    ])
    .where('booking.compound_id', '=', compoundId)
    .where('booking.status', 'in', PROMISED)
    .where('booking.start_ms', '<', window.toMs)
    .where('booking.hold_until_ms', '>', window.fromMs)
    .orderBy('booking.start_ms')
    .orderBy('booking.id')
    .execute();
}

export type PromiseRow = Awaited<ReturnType<typeof listPromises>>[number];
