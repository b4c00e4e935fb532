import type { HostingAnswer } from '~/domain/capacity/hosting-answer';
import type { Db, Trx } from '../client.server';

/** One transformer, or one of its feeders. */
export interface HostingKey {
  compoundId: string;
  transformerId: string;
  feederId: string | null;
}

export interface KeptHostingAnswer {
  readonly fingerprint: string;
  readonly answer: HostingAnswer;
  readonly computedAt: string;
}

export async function findHostingAnswer(
  db: Db | Trx,
  { compoundId, transformerId, feederId }: HostingKey,
): Promise<KeptHostingAnswer | undefined> {
  const row = await db
    .selectFrom('hosting_answer')
    .select(['fingerprint', 'answer', 'computed_at'])
    .where('compound_id', '=', compoundId)
    .where('transformer_id', '=', transformerId)
    .where('feeder_id', '=', feederId ?? '')
    .executeTakeFirst();
  return (
    row && {
      fingerprint: row.fingerprint,
      answer: JSON.parse(row.answer) as HostingAnswer,
      computedAt: row.computed_at,
    }
  );
}

/** Replaces the answer of a place. */
export async function saveHostingAnswer(
  db: Db | Trx,
  { compoundId, transformerId, feederId }: HostingKey,
  kept: KeptHostingAnswer,
): Promise<void> {
  const values = {
    fingerprint: kept.fingerprint,
    answer: JSON.stringify(kept.answer),
    computed_at: kept.computedAt,
  };
  await db
    .insertInto('hosting_answer')
    .values({
      compound_id: compoundId,
      transformer_id: transformerId,
      feeder_id: feederId ?? '',
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(['compound_id', 'transformer_id', 'feeder_id']).doUpdateSet(values),
    )
    .execute();
}

/** Every place that has ever been asked about. */
export async function listHostingPlaces(db: Db | Trx): Promise<HostingKey[]> {
  const rows = await db
    .selectFrom('hosting_answer')
    .select(['compound_id', 'transformer_id', 'feeder_id'])
    .orderBy('compound_id')
    .orderBy('transformer_id')
    .orderBy('feeder_id')
    .execute();
  return rows.map((row) => ({
    compoundId: row.compound_id,
    transformerId: row.transformer_id,
    feederId: row.feeder_id || null,
  }));
}

/** Transformers that nobody has asked about as a whole yet, at most `limit`. */
export async function listUnansweredTransformers(db: Db | Trx, limit: number): Promise<HostingKey[]> {
  const rows = await db
    .selectFrom('transformer')
    .leftJoin('hosting_answer', (join) =>
      join
        .onRef('hosting_answer.compound_id', '=', 'transformer.compound_id')
        .onRef('hosting_answer.transformer_id', '=', 'transformer.id')
        .on('hosting_answer.feeder_id', '=', ''),
    )
    .select(['transformer.compound_id', 'transformer.id'])
    .where('hosting_answer.feeder_id', 'is', null)
    .orderBy('transformer.compound_id')
    .orderBy('transformer.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ compoundId: row.compound_id, transformerId: row.id, feederId: null }));
}

/** Feeders that nobody has asked about yet, at most `limit`. */
export async function listUnansweredFeeders(db: Db | Trx, limit: number): Promise<HostingKey[]> {
  const rows = await db
    .selectFrom('feeder')
    .leftJoin('hosting_answer', (join) =>
      join
        .onRef('hosting_answer.compound_id', '=', 'feeder.compound_id')
        .onRef('hosting_answer.transformer_id', '=', 'feeder.transformer_id')
        .onRef('hosting_answer.feeder_id', '=', 'feeder.id'),
    )
    .select(['feeder.compound_id', 'feeder.transformer_id', 'feeder.id'])
    .where('hosting_answer.feeder_id', 'is', null)
    .orderBy('feeder.compound_id')
    .orderBy('feeder.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    compoundId: row.compound_id,
    transformerId: row.transformer_id,
    feederId: row.id,
  }));
}

/** The ended sessions of a compound since `fromAt` with the power that pile and car allow, oldest first. */
export async function listStays(db: Db | Trx, compoundId: string, fromAt: string) {
  return db
    .selectFrom('charging_session')
    .innerJoin('pile', (join) =>
      join
        .onRef('pile.compound_id', '=', 'charging_session.compound_id')
        .onRef('pile.id', '=', 'charging_session.pile_id'),
    )
    .leftJoin('vehicle', (join) =>
      join
        .onRef('vehicle.compound_id', '=', 'charging_session.compound_id')
        .onRef('vehicle.id', '=', 'charging_session.vehicle_id'),
    )
    .select([
      'charging_session.pile_id',
      'charging_session.started_at',
      'charging_session.ended_at',
      'charging_session.meter_start_wh',
      'charging_session.last_meter_wh',
      'pile.max_kw as pile_kw',
      'vehicle.max_kw as vehicle_kw',
    ])
    .where('charging_session.compound_id', '=', compoundId)
    .where('charging_session.started_at', '>=', fromAt)
    .where('charging_session.ended_at', 'is not', null)
    .where('charging_session.start_known', '=', 1)
    .orderBy('charging_session.started_at')
    .orderBy('charging_session.transaction_id')
    .execute();
}
