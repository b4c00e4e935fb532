import type { Selectable } from 'kysely';
import type { Db, Trx } from '../client.server';
import type { OcppCommandTable } from '../schema/nights';
import { nextNumber } from './counter.server';

export type CommandAction =
  | 'SetChargingProfile'
  | 'ClearChargingProfile'
  | 'RemoteStartTransaction'
  | 'RemoteStopTransaction'
  | 'ReserveNow'
  | 'CancelReservation'
  | 'GetConfiguration'
  | 'ChangeConfiguration'
  | 'TriggerMessage'
  | 'Reset';

export type CommandRow = Selectable<OcppCommandTable>;

export interface NewCommand {
  id: string;
  compoundId: string;
  pileId: string;
  connectorId: number;
  action: CommandAction;
  /** The same key in a compound is queued once. */
  idempotencyKey: string;
  payload: unknown;
  /** The limit that the connector has once the command is accepted, kW; null where it changes none. */
  limitKw: number | null;
  at: string;
  expiresAt: string;
}

/** Queues a command behind the pile's others; false where its idempotency key is known. */
export async function queueCommand(trx: Trx, command: NewCommand): Promise<boolean> {
  const inserted = await trx
    .insertInto('ocpp_command')
    .values({
      compound_id: command.compoundId,
      id: command.id,
      queue_seq: await nextNumber(trx, `ocpp-command:${command.compoundId}`),
      pile_id: command.pileId,
      connector_id: command.connectorId,
      action: command.action,
      idempotency_key: command.idempotencyKey,
      payload: JSON.stringify(command.payload),
      limit_kw: command.limitKw,
      state: 'queued',
      created_at: command.at,
      expires_at: command.expiresAt,
    })
    .onConflict((conflict) => conflict.columns(['compound_id', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The oldest queued command of a pile that is still good at `at`. */
export async function takeNextCommand(
  trx: Trx,
  compoundId: string,
  pileId: string,
  at: string,
): Promise<CommandRow | undefined> {
  return trx
    .selectFrom('ocpp_command')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .where('state', '=', 'queued')
    .where('expires_at', '>', at)
    .orderBy('queue_seq')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
}

/** Turns a queued command into a sent one together with its connector's sent limit; false where another process was first. */
export async function markSent(trx: Trx, command: CommandRow, at: string): Promise<boolean> {
  const sent = await trx
    .updateTable('ocpp_command')
    .set({ state: 'sent', sent_at: at })
    .where('compound_id', '=', command.compound_id)
    .where('id', '=', command.id)
    .where('state', '=', 'queued')
    .returning('id')
    .executeTakeFirst();
  if (!sent) return false;
  if (command.limit_kw !== null) await setLimit(trx, command, { sent_kw: command.limit_kw, sent_at: at });
  return true;
}

/**
 * Stores the answer to a command together with its connector's acknowledged limit; an answer that comes after the command ran out
 * of time still counts. False where it was answered before.
 */
export async function markAnswered(
  trx: Trx,
  command: CommandRow,
  state: 'confirmed' | 'rejected' | 'timeout',
  answer: unknown,
  at: string,
): Promise<boolean> {
  const answered = await trx
    .updateTable('ocpp_command')
    .set({ state, answer: JSON.stringify(answer), answered_at: at })
    .where('compound_id', '=', command.compound_id)
    .where('id', '=', command.id)
    .where('state', 'in', ['queued', 'sent', 'timeout'])
    .returning('id')
    .executeTakeFirst();
  if (!answered) return false;
  if (state === 'confirmed' && command.limit_kw !== null) {
    await setLimit(trx, command, { acked_kw: command.limit_kw, acked_at: at });
  }
  return true;
}

/** Times out what an earlier connection of a pile sent and can no longer hear the answer of. */
export async function timeOutSent(
  trx: Trx,
  compoundId: string,
  pileId: string,
  at: string,
): Promise<{ id: string; compound_id: string }[]> {
  return trx
    .updateTable('ocpp_command')
    .set({ state: 'timeout', answer: JSON.stringify({ reason: 'reconnected' }), answered_at: at })
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .where('state', '=', 'sent')
    .returning(['id', 'compound_id'])
    .execute();
}

/** Times out every open command whose time has passed; sent ones keep until `sentExpireBefore` for an answer under way. */
export async function expireCommands(
  db: Db | Trx,
  at: string,
  sentExpireBefore: string,
): Promise<{ id: string; compound_id: string }[]> {
  return db
    .updateTable('ocpp_command')
    .set({ state: 'timeout', answer: JSON.stringify({ reason: 'expired' }), answered_at: at })
    .where('state', 'in', ['queued', 'sent'])
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'queued'), eb('expires_at', '<=', at)]),
        eb.and([eb('state', '=', 'sent'), eb('expires_at', '<=', sentExpireBefore)]),
      ]),
    )
    .returning(['id', 'compound_id'])
    .execute();
}

/** Stations connected to this node for which a good command waits. */
export async function listStationsWithCommands(db: Db, node: string, at: string): Promise<string[]> {
  const rows = await db
    .selectFrom('ocpp_command')
    .innerJoin('ocpp_station', (join) =>
      join
        .onRef('ocpp_station.compound_id', '=', 'ocpp_command.compound_id')
        .onRef('ocpp_station.pile_id', '=', 'ocpp_command.pile_id'),
    )
    .select('ocpp_station.identity')
    .distinct()
    .where('ocpp_command.state', '=', 'queued')
    .where('ocpp_command.expires_at', '>', at)
    .where('ocpp_station.node', '=', node)
    .where('ocpp_station.online', '=', 1)
    .execute();
  return rows.map((row) => row.identity);
}

export async function findCommand(
  db: Db | Trx,
  compoundId: string,
  commandId: string,
): Promise<CommandRow | undefined> {
  return db
    .selectFrom('ocpp_command')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('id', '=', commandId)
    .executeTakeFirst();
}

/** A command by what it means. */
export async function findCommandByKey(
  db: Db | Trx,
  compoundId: string,
  idempotencyKey: string,
): Promise<CommandRow | undefined> {
  return db
    .selectFrom('ocpp_command')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst();
}

async function setLimit(
  trx: Trx,
  command: CommandRow,
  limit: { sent_kw: number; sent_at: string } | { acked_kw: number; acked_at: string },
): Promise<void> {
  await trx
    .updateTable('connector')
    .set(limit)
    .where('compound_id', '=', command.compound_id)
    .where('pile_id', '=', command.pile_id)
    .where('connector_id', '=', command.connector_id)
    .execute();
}
