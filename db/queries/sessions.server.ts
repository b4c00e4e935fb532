import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Db, Trx } from '../client.server';
import type { ChargingSessionTable } from '../schema/piles';

export type SessionRow = Selectable<ChargingSessionTable>;

/** Why a session is closed although its end has not arrived: a later one began on the same connector. */
export const SUPERSEDED = 'Superseded';

interface PileKey {
  compoundId: string;
  pileId: string;
}

/** What makes a start the same start, whichever message brings it. */
export interface StartMeaning extends PileKey {
  connectorId: number;
  idTag: string;
  meterStartWh: number;
  startedAt: string;
}

function sessionsOf(db: Db | Trx, { compoundId, pileId }: PileKey) {
  return db
    .selectFrom('charging_session')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId);
}

export async function findSession(
  db: Db | Trx,
  pile: PileKey,
  transactionId: number,
): Promise<SessionRow | undefined> {
  return sessionsOf(db, pile).where('transaction_id', '=', transactionId).executeTakeFirst();
}

export async function findSessionByMeaning(
  db: Db | Trx,
  meaning: StartMeaning,
): Promise<SessionRow | undefined> {
  return sessionsOf(db, meaning)
    .where('connector_id', '=', meaning.connectorId)
    .where('id_tag', '=', meaning.idTag)
    .where('meter_start_wh', '=', meaning.meterStartWh)
    .where('started_at', '=', meaning.startedAt)
    .executeTakeFirst();
}

/** The earliest end without a start that a start at `startedAt` can belong to. */
export async function findEndWithoutStart(
  db: Db | Trx,
  meaning: StartMeaning,
): Promise<SessionRow | undefined> {
  return sessionsOf(db, meaning)
    .where('start_known', '=', 0)
    .where('ended_at', '>=', meaning.startedAt)
    .where('meter_stop_wh', '>=', meaning.meterStartWh)
    .where('id_tag', 'in', ['', meaning.idTag])
    .orderBy('ended_at')
    .limit(1)
    .executeTakeFirst();
}

/** The session that an end at `endedAt` with this final register was already stored for. */
export async function findSessionByEnd(
  db: Db | Trx,
  pile: PileKey,
  endedAt: string,
  meterStopWh: number,
): Promise<SessionRow | undefined> {
  return sessionsOf(db, pile)
    .where('ended_at', '=', endedAt)
    .where('meter_stop_wh', '=', meterStopWh)
    .executeTakeFirst();
}

/** Running sessions of a pile, newest first. */
export async function listRunningSessions(db: Db | Trx, pile: PileKey): Promise<SessionRow[]> {
  return sessionsOf(db, pile).where('ended_at', 'is', null).orderBy('started_at', 'desc').execute();
}

/** Running sessions of these piles; those of a pile with the same id in another of the compounds come along. */
export async function listRunningSessionsOf(
  db: Db | Trx,
  compoundIds: readonly string[],
  pileIds: readonly string[],
): Promise<SessionRow[]> {
  return db
    .selectFrom('charging_session')
    .selectAll()
    .where('compound_id', 'in', compoundIds)
    .where('pile_id', 'in', pileIds)
    .where('ended_at', 'is', null)
    .execute();
}

export async function listSessionsByNumber(
  db: Db | Trx,
  compoundIds: readonly string[],
  transactionIds: readonly number[],
): Promise<SessionRow[]> {
  if (transactionIds.length === 0) return [];
  return db
    .selectFrom('charging_session')
    .selectAll()
    .where('compound_id', 'in', compoundIds)
    .where('transaction_id', 'in', transactionIds)
    .execute();
}

/** False where a session of the same meaning is there already. */
export async function insertSession(trx: Trx, row: Insertable<ChargingSessionTable>): Promise<boolean> {
  const inserted = await trx
    .insertInto('charging_session')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('transaction_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function updateSession(
  trx: Trx,
  { compoundId, pileId }: PileKey,
  transactionId: number,
  patch: Updateable<ChargingSessionTable>,
): Promise<void> {
  await trx
    .updateTable('charging_session')
    .set(patch)
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .where('transaction_id', '=', transactionId)
    .execute();
}

/** The next session on a connector that began after `startedAt` and not after `nowAt`, if one did. */
export async function findLaterStart(
  db: Db | Trx,
  start: Omit<StartMeaning, 'idTag' | 'meterStartWh'>,
  nowAt: string,
): Promise<SessionRow | undefined> {
  return sessionsOf(db, start)
    .where('connector_id', '=', start.connectorId)
    .where('started_at', '>', start.startedAt)
    .where('started_at', '<=', nowAt)
    .orderBy('started_at')
    .limit(1)
    .executeTakeFirst();
}

/** Closes what still runs on a connector and began before `startedAt`, at its last reading, until its own end arrives. */
export async function supersedeSessions(
  trx: Trx,
  { compoundId, pileId, connectorId, startedAt }: Omit<StartMeaning, 'idTag' | 'meterStartWh'>,
): Promise<void> {
  await trx
    .updateTable('charging_session')
    .set((eb) => ({
      ended_at: eb.ref('last_meter_at'),
      meter_stop_wh: eb.ref('last_meter_wh'),
      stop_reason: SUPERSEDED,
    }))
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .where('connector_id', '=', connectorId)
    .where('started_at', '<', startedAt)
    .where('ended_at', 'is', null)
    .execute();
}

export interface RegisterReading extends PileKey {
  transactionId: number;
  registerWh: number;
  at: string;
}

/** Moves the live register of running sessions forward, in one statement; it never goes back in time or energy. */
export async function advanceRegisters(trx: Trx, readings: readonly RegisterReading[]): Promise<void> {
  if (readings.length === 0) return;
  const rows = readings.map(
    (reading) =>
      sql`(cast(${reading.compoundId} as text), cast(${reading.pileId} as text), cast(${reading.transactionId} as integer), cast(${reading.registerWh} as integer), cast(${reading.at} as text))`,
  );
  await sql`update charging_session set last_meter_wh = v.column4, last_meter_at = v.column5
    from (values ${sql.join(rows)}) as v
    where charging_session.compound_id = v.column1 and charging_session.pile_id = v.column2
      and charging_session.transaction_id = v.column3 and charging_session.ended_at is null
      and charging_session.last_meter_at <= v.column5 and charging_session.last_meter_wh <= v.column4`.execute(
    trx,
  );
}
