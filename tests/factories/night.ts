import type { ConnectorLimitOrder } from '~/adapters/ocpp/port';
import { nextDeparture } from '~/domain/charging/wish';
import { HUBEI_2023 } from '~/domain/tariff/hubei-2023';
import type { Db } from '~db/client.server';
import { markAnswered, markSent, takeNextCommand } from '~db/queries/commands.server';
import { nextNumber } from '~db/queries/counter.server';
import type { PileTable } from '~db/schema/piles';
import type { TestCompound } from './compound';
import { addStation, type TestStation } from './station';

/** The tariff of Hubei for a compound: peak and sharp hours in the evening, a valley from 23:00 to 07:00. */
export async function giveTariff(db: Db, compoundId: string): Promise<void> {
  const { tariff_id } = await db
    .selectFrom('compound')
    .select('tariff_id')
    .where('id', '=', compoundId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('tariff_version')
    .values({
      id: `${tariff_id}_v1`,
      tariff_id,
      version: 1,
      valid_from: HUBEI_2023.validFromOn,
      valid_to: null,
      definition: JSON.stringify(HUBEI_2023),
      service_fee_fen_per_kwh: 30,
      source: HUBEI_2023.source,
      published_at: '2026-11-01T00:00:00.000Z',
    })
    .execute();
}

export interface PluggedCar extends TestStation {
  transactionId: number;
}

/** An online pile that has taken its safe default, with a car charging since `startedAt`. */
export async function plugInCar(
  db: Db,
  compound: TestCompound,
  startedAt: string,
  change: Partial<Pick<PileTable, 'phases' | 'energised_at'>> & { deliveredWh?: number } = {},
): Promise<PluggedCar> {
  const { deliveredWh = 0, ...pileChange } = change;
  const station = await addStation(db, compound, pileChange);
  const { compoundId, pileId } = station;
  const { id: vehicleId } = await db
    .selectFrom('vehicle')
    .select('id')
    .where('household_id', '=', station.householdId)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('ocpp_station')
    .set({ online: 1, connected_at: startedAt })
    .where('identity', '=', station.identity)
    .execute();
  await db
    .insertInto('ocpp_command')
    .values({
      compound_id: compoundId,
      id: `boot_${pileId}`,
      queue_seq: 0,
      pile_id: pileId,
      connector_id: 0,
      action: 'SetChargingProfile',
      idempotency_key: `boot:${pileId}`,
      payload: '{}',
      limit_kw: null,
      state: 'confirmed',
      created_at: startedAt,
      expires_at: startedAt,
    })
    .execute();
  const transactionId = await db.transaction().execute((trx) => nextNumber(trx, 'ocpp-transaction'));
  await db
    .insertInto('charging_session')
    .values({
      compound_id: compoundId,
      transaction_id: transactionId,
      pile_id: pileId,
      connector_id: 1,
      id_tag: station.idTag,
      household_id: station.householdId,
      vehicle_id: vehicleId,
      started_at: startedAt,
      meter_start_wh: 1000,
      last_meter_wh: 1000 + deliveredWh,
      last_meter_at: startedAt,
      ended_at: null,
      received_at: startedAt,
    })
    .execute();
  return { ...station, transactionId };
}

/** What a household asked for, for one night. */
export async function wish(
  db: Db,
  car: TestStation,
  { readyTime, kwh, madeAt }: { readyTime: string; kwh: number; madeAt: string },
): Promise<void> {
  await db
    .insertInto('charging_wish')
    .values({
      compound_id: car.compoundId,
      id: `wish_${car.pileId}_${madeAt}`,
      household_id: car.householdId,
      pile_id: car.pileId,
      ready_time: readyTime,
      amount_kind: 'kwh',
      amount: kwh,
      mode: 'ordered',
      repeats: 0,
      made_by: 'person_of_test',
      made_at: madeAt,
      ready_at: nextDeparture(readyTime, madeAt) ?? madeAt,
    })
    .execute();
}

/** What a pile does with its next command: takes it, takes it so that the answer is lost, or refuses it. */
export async function answerNext(
  db: Db,
  car: PluggedCar,
  at: string,
  answer: 'confirmed' | 'rejected' | 'timeout' | 'under-way' = 'confirmed',
): Promise<ConnectorLimitOrder | null> {
  return db.transaction().execute(async (trx) => {
    const command = await takeNextCommand(trx, car.compoundId, car.pileId, at);
    if (!command) return null;
    await markSent(trx, command, at);
    if (answer !== 'under-way') await markAnswered(trx, command, answer, {}, at);
    return JSON.parse(command.payload) as ConnectorLimitOrder;
  });
}

export async function queuedOrder(db: Db, car: PluggedCar): Promise<ConnectorLimitOrder | null> {
  const row = await db
    .selectFrom('ocpp_command')
    .select('payload')
    .where('pile_id', '=', car.pileId)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return row ? (JSON.parse(row.payload) as ConnectorLimitOrder) : null;
}

/** A stay of the pile's household that has ended. */
export async function pastStay(
  db: Db,
  car: TestStation,
  { startedAt, endedAt, kwh }: { startedAt: string; endedAt: string; kwh: number },
): Promise<void> {
  const transactionId = await db.transaction().execute((trx) => nextNumber(trx, 'ocpp-transaction'));
  const stopWh = Math.round(kwh * 1000);
  await db
    .insertInto('charging_session')
    .values({
      compound_id: car.compoundId,
      transaction_id: transactionId,
      pile_id: car.pileId,
      connector_id: 1,
      id_tag: car.idTag,
      household_id: car.householdId,
      vehicle_id: null,
      started_at: startedAt,
      meter_start_wh: 0,
      last_meter_wh: stopWh,
      last_meter_at: endedAt,
      ended_at: endedAt,
      meter_stop_wh: stopWh,
      received_at: startedAt,
    })
    .execute();
}
