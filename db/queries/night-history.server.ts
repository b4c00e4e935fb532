import type { Db, Trx } from '../client.server';

/** The newest `limit` stays of a compound that began at `fromAt` or later and have ended, with their car's power. */
export async function listEndedStays(db: Db | Trx, compoundId: string, fromAt: string, limit: number) {
  return db
    .selectFrom('charging_session')
    .leftJoin('vehicle', (join) =>
      join
        .onRef('vehicle.compound_id', '=', 'charging_session.compound_id')
        .onRef('vehicle.id', '=', 'charging_session.vehicle_id'),
    )
    .select([
      'charging_session.pile_id',
      'charging_session.household_id',
      'charging_session.started_at',
      'charging_session.ended_at',
      'charging_session.meter_start_wh',
      'charging_session.last_meter_wh',
      'charging_session.meter_stop_wh',
      'vehicle.max_kw as vehicle_max_kw',
    ])
    .where('charging_session.compound_id', '=', compoundId)
    .where('charging_session.started_at', '>=', fromAt)
    .where('charging_session.ended_at', 'is not', null)
    .where('charging_session.start_known', '=', 1)
    .orderBy('charging_session.started_at', 'desc')
    .limit(limit)
    .execute();
}
