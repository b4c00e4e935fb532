import { REGISTER } from '~/domain/gateway/meter-sample';
import type { Db, Trx } from '../client.server';

/** The last ended sessions of a household, newest first. */
export async function listEndedSessions(db: Db, compoundId: string, householdId: string, limit: number) {
  return db
    .selectFrom('charging_session')
    .innerJoin('pile', (join) =>
      join
        .onRef('pile.compound_id', '=', 'charging_session.compound_id')
        .onRef('pile.id', '=', 'charging_session.pile_id'),
    )
    .innerJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'pile.compound_id')
        .onRef('parking_space.id', '=', 'pile.parking_space_id'),
    )
    .select([
      'charging_session.transaction_id',
      'charging_session.started_at',
      'charging_session.ended_at',
      'charging_session.meter_start_wh',
      'charging_session.last_meter_wh',
      'parking_space.code as space_code',
    ])
    .where('charging_session.compound_id', '=', compoundId)
    .where('charging_session.household_id', '=', householdId)
    .where('charging_session.ended_at', 'is not', null)
    .where('charging_session.start_known', '=', 1)
    .orderBy('charging_session.started_at', 'desc')
    .limit(limit)
    .execute();
}

/** The readings of the energy register of these transactions in time order, Wh. */
export async function listRegisters(db: Db | Trx, compoundId: string, transactionIds: readonly number[]) {
  if (transactionIds.length === 0) return [];
  return db
    .selectFrom('meter_value')
    .select(['transaction_id', 'sampled_at', 'value'])
    .where('compound_id', '=', compoundId)
    .where('transaction_id', 'in', transactionIds)
    .where('measurand', '=', REGISTER)
    .where('phase', '=', '')
    .where('unit', '=', 'Wh')
    .where('location', '=', 'Outlet')
    .orderBy('sampled_at')
    .execute();
}
