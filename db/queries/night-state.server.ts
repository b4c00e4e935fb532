import type { Db, Trx } from '../client.server';

/** Every transformer of one compound. */
export async function listNightTransformers(db: Db | Trx, compoundId: string) {
  return db
    .selectFrom('transformer')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .orderBy('code')
    .execute();
}

/** Every pile that has power, with its station, feeder and first connector. */
export async function listNightPiles(db: Db | Trx, compoundId: string) {
  return db
    .selectFrom('pile')
    .innerJoin('feeder', (join) =>
      join.onRef('feeder.compound_id', '=', 'pile.compound_id').onRef('feeder.id', '=', 'pile.feeder_id'),
    )
    .innerJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'pile.compound_id')
        .onRef('parking_space.id', '=', 'pile.parking_space_id'),
    )
    .leftJoin('ocpp_station', (join) =>
      join
        .onRef('ocpp_station.compound_id', '=', 'pile.compound_id')
        .onRef('ocpp_station.pile_id', '=', 'pile.id'),
    )
    .select([
      'pile.id',
      'pile.household_id',
      'pile.feeder_id',
      'pile.phases',
      'pile.max_kw',
      'pile.min_kw',
      'pile.fallback_kw',
      'pile.energised_at',
      'feeder.transformer_id',
      'parking_space.code as space_code',
      'ocpp_station.identity',
      'ocpp_station.online',
      'ocpp_station.connected_at',
    ])
    .where('pile.compound_id', '=', compoundId)
    .where('pile.energised_at', 'is not', null)
    .where('pile.retired_at', 'is', null)
    .orderBy('pile.id')
    .execute();
}

export type NightPileRow = Awaited<ReturnType<typeof listNightPiles>>[number];

/** Every running session with its car and its connector; the newest where a connector has several. */
export async function listNightSessions(db: Db | Trx, compoundId: string) {
  const rows = await db
    .selectFrom('charging_session')
    .leftJoin('vehicle', (join) =>
      join
        .onRef('vehicle.compound_id', '=', 'charging_session.compound_id')
        .onRef('vehicle.id', '=', 'charging_session.vehicle_id'),
    )
    .leftJoin('connector', (join) =>
      join
        .onRef('connector.compound_id', '=', 'charging_session.compound_id')
        .onRef('connector.pile_id', '=', 'charging_session.pile_id')
        .onRef('connector.connector_id', '=', 'charging_session.connector_id'),
    )
    .select([
      'charging_session.transaction_id',
      'charging_session.pile_id',
      'charging_session.connector_id',
      'charging_session.household_id',
      'charging_session.vehicle_id',
      'charging_session.started_at',
      'charging_session.meter_start_wh',
      'charging_session.last_meter_wh',
      'vehicle.plate',
      'vehicle.max_kw as vehicle_max_kw',
      'vehicle.battery_kwh',
      'vehicle.kwh_per_100km',
      'connector.status as connector_status',
      'connector.desired_kw',
      'connector.sent_kw',
      'connector.acked_kw',
      'connector.measured_kw',
      'connector.disobeying_since',
    ])
    .where('charging_session.compound_id', '=', compoundId)
    .where('charging_session.ended_at', 'is', null)
    .orderBy('charging_session.transaction_id')
    .execute();
  const newest = new Map(rows.map((row) => [`${row.pile_id}/${row.connector_id}`, row]));
  return [...newest.values()];
}

export type NightSessionRow = Awaited<ReturnType<typeof listNightSessions>>[number];

/** The limit commands of these piles from the last confirmed one on: what each connector may be obeying, oldest first. */
export async function listLimitCommands(db: Db | Trx, compoundId: string, pileIds: readonly string[]) {
  if (pileIds.length === 0) return [];
  return db
    .selectFrom('ocpp_command')
    .select(['id', 'pile_id', 'connector_id', 'payload', 'state', 'sent_at', 'queue_seq'])
    .where('compound_id', '=', compoundId)
    .where('pile_id', 'in', pileIds)
    .where('action', '=', 'SetChargingProfile')
    .where('connector_id', '>', 0)
    .where('state', 'in', ['queued', 'sent', 'timeout', 'confirmed'])
    .where((eb) => eb.or([eb('state', '!=', 'timeout'), eb('sent_at', 'is not', null)]))
    .where((eb) =>
      eb(
        'queue_seq',
        '>=',
        eb.fn.coalesce(
          eb
            .selectFrom('ocpp_command as done')
            .select((inner) => inner.fn.max('done.queue_seq').as('last'))
            .whereRef('done.compound_id', '=', 'ocpp_command.compound_id')
            .whereRef('done.pile_id', '=', 'ocpp_command.pile_id')
            .whereRef('done.connector_id', '=', 'ocpp_command.connector_id')
            .where('done.action', '=', 'SetChargingProfile')
            .where('done.state', '=', 'confirmed'),
          eb.lit(0),
        ),
      ),
    )
    .orderBy('queue_seq')
    .execute();
}

/** The piles that have ever taken their safe default; it persists over a reboot (OCPP 1.6 errata 3.37). */
export async function listPilesWithFallback(
  db: Db | Trx,
  compoundId: string,
  pileIds: readonly string[],
): Promise<string[]> {
  if (pileIds.length === 0) return [];
  const rows = await db
    .selectFrom('ocpp_command')
    .select('pile_id')
    .distinct()
    .where('compound_id', '=', compoundId)
    .where('pile_id', 'in', pileIds)
    .where('action', '=', 'SetChargingProfile')
    .where('connector_id', '=', 0)
    .where('state', '=', 'confirmed')
    .execute();
  return rows.map((row) => row.pile_id);
}

/** Withdraws the limits of earlier plans that have not gone out yet. A command that is sent meanwhile stays as it is. */
export async function withdrawQueuedLimits(trx: Trx, compoundId: string, at: string): Promise<void> {
  await trx
    .updateTable('ocpp_command')
    .set({ state: 'rejected', answer: JSON.stringify({ reason: 'superseded' }), answered_at: at })
    .where('compound_id', '=', compoundId)
    .where('action', '=', 'SetChargingProfile')
    .where('connector_id', '>', 0)
    .where('state', '=', 'queued')
    .execute();
}

/** Forgets what was wanted of connectors on which no session runs. */
export async function clearIdleWishes(trx: Trx, compoundId: string, busyPileIds: readonly string[]) {
  await trx
    .updateTable('connector')
    .set({ desired_kw: null, desired_at: null })
    .where('compound_id', '=', compoundId)
    .where('desired_kw', 'is not', null)
    .$if(busyPileIds.length > 0, (query) => query.where('pile_id', 'not in', busyPileIds))
    .execute();
}

/** Every compound in which something charges, for a planner that starts. */
export async function listChargingCompounds(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('charging_session')
    .select('compound_id')
    .distinct()
    .where('ended_at', 'is', null)
    .execute();
  return rows.map((row) => row.compound_id);
}
