import type { Selectable } from 'kysely';
import type { KnownTag, PileAccess } from '~/domain/gateway/judge-tag';
import type { StationKey } from '~/domain/gateway/station';
import type { Db, Trx } from '../client.server';
import type { ConnectorTable } from '../schema/piles';

/** A station as the gateway knows it: its login and the pile behind it. */
export interface Station {
  identity: string;
  compound_id: string;
  pile_id: string;
  password_hash: string;
  household_id: string | null;
  phases: string;
  max_kw: number;
  fallback_kw: number;
  rate_unit: string;
  stack_level: number;
  pile_status: string;
  energised_at: string | null;
  retired_at: string | null;
}

export type ConnectorRow = Selectable<ConnectorTable>;

export async function findStation(db: Db | Trx, identity: string): Promise<Station | undefined> {
  return db
    .selectFrom('ocpp_station')
    .innerJoin('pile', (join) =>
      join
        .onRef('pile.compound_id', '=', 'ocpp_station.compound_id')
        .onRef('pile.id', '=', 'ocpp_station.pile_id'),
    )
    .select([
      'ocpp_station.identity',
      'ocpp_station.compound_id',
      'ocpp_station.pile_id',
      'ocpp_station.password_hash',
      'pile.household_id',
      'pile.phases',
      'pile.max_kw',
      'pile.fallback_kw',
      'pile.rate_unit',
      'pile.stack_level',
      'pile.status as pile_status',
      'pile.energised_at',
      'pile.retired_at',
    ])
    .where('ocpp_station.identity', '=', identity)
    .executeTakeFirst();
}

/** Gives a station's newest connection its epoch; every older one of it is void from here on. */
export async function takeEpoch(trx: Trx, identity: string, node: string, at: string): Promise<number> {
  const row = await trx
    .updateTable('ocpp_station')
    .set((eb) => ({
      epoch: eb('epoch', '+', 1),
      node,
      online: 1,
      connected_at: at,
      last_seen_at: at,
    }))
    .where('identity', '=', identity)
    .returning('epoch')
    .executeTakeFirstOrThrow();
  return row.epoch;
}

/** Marks a station offline unless a newer connection has taken over; true where it did. */
export async function releaseEpoch(db: Db, identity: string, epoch: number, at: string): Promise<boolean> {
  const row = await db
    .updateTable('ocpp_station')
    .set({ online: 0, last_seen_at: at })
    .where('identity', '=', identity)
    .where('epoch', '=', epoch)
    .where('online', '=', 1)
    .returning('identity')
    .executeTakeFirst();
  return row !== undefined;
}

/** Says that this node's stations are alive; returns those it still owns with the epoch in force. */
export async function touchStations(
  db: Db,
  node: string,
  identities: readonly string[],
  at: string,
): Promise<{ identity: string; epoch: number }[]> {
  if (identities.length === 0) return [];
  return db
    .updateTable('ocpp_station')
    .set({ last_seen_at: at })
    .where('node', '=', node)
    .where('online', '=', 1)
    .where('identity', 'in', identities)
    .returning(['identity', 'epoch'])
    .execute();
}

/** Marks offline what other nodes left behind: not heard of since `seenBefore`, or last seen in the future. */
export async function releaseAbandoned(
  db: Db,
  node: string,
  seenBefore: string,
  seenAfter: string,
): Promise<{ identity: string; compound_id: string }[]> {
  return db
    .updateTable('ocpp_station')
    .set({ online: 0 })
    .where('online', '=', 1)
    .where('node', '!=', node)
    .where((eb) => eb.or([eb('last_seen_at', '<', seenBefore), eb('last_seen_at', '>', seenAfter)]))
    .returning(['identity', 'compound_id'])
    .execute();
}

export async function updatePileHardware(
  trx: Trx,
  compoundId: string,
  pileId: string,
  hardware: { vendor: string; model: string; firmware: string | null },
): Promise<void> {
  await trx
    .updateTable('pile')
    .set(hardware)
    .where('compound_id', '=', compoundId)
    .where('id', '=', pileId)
    .execute();
}

export async function updatePileCapabilities(
  trx: Trx,
  compoundId: string,
  pileId: string,
  capabilities: { rate_unit?: string; stack_level?: number },
): Promise<void> {
  await trx
    .updateTable('pile')
    .set(capabilities)
    .where('compound_id', '=', compoundId)
    .where('id', '=', pileId)
    .execute();
}

/** The connector, made where it is new, locked for this transaction. */
export async function lockConnector(
  trx: Trx,
  compoundId: string,
  pileId: string,
  connectorId: number,
): Promise<ConnectorRow> {
  return trx
    .insertInto('connector')
    .values({ compound_id: compoundId, pile_id: pileId, connector_id: connectorId, status: 'Unavailable' })
    .onConflict((conflict) =>
      conflict
        .columns(['compound_id', 'pile_id', 'connector_id'])
        .doUpdateSet((eb) => ({ status: eb.ref('connector.status') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateConnector(
  trx: Trx,
  compoundId: string,
  pileId: string,
  connectorId: number,
  patch: Partial<Omit<ConnectorRow, 'compound_id' | 'pile_id' | 'connector_id'>>,
): Promise<void> {
  await trx
    .updateTable('connector')
    .set(patch)
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .where('connector_id', '=', connectorId)
    .execute();
}

/** What decides whether a tag may charge at a station. Tags compare without regard to case (OCPP 1.6 §7.28, CiString20Type). */
export async function getTagAccess(
  db: Db | Trx,
  station: StationKey,
  idTag: string,
): Promise<{ tag: (KnownTag & { vehicleId: string | null }) | undefined; pile: PileAccess }> {
  const pile = await findStation(db, station.identity);
  const token = await db
    .selectFrom('id_token')
    .select(['household_id', 'vehicle_id', 'status'])
    .where('compound_id', '=', station.compoundId)
    .where('id_tag', 'in', [idTag, idTag.toUpperCase(), idTag.toLowerCase()])
    .executeTakeFirst();
  return {
    tag: token && { householdId: token.household_id, vehicleId: token.vehicle_id, status: token.status },
    pile: {
      householdId: pile?.household_id ?? null,
      energised: pile !== undefined && pile.energised_at !== null && pile.retired_at === null,
    },
  };
}
