import type { Selectable, Updateable } from 'kysely';
import type { Grant } from '~/domain/permissions/can';
import type { Db, Trx } from '../client.server';
import type { FeederTable, TransformerTable } from '../schema/grid';
import { casesOnFeeders } from './cases.server';
import { compoundIsVisible, tenancyColumns, toTenancy } from './tenancy.server';

export type TransformerRow = Selectable<TransformerTable>;
export type FeederRow = Selectable<FeederTable>;

export async function listFeeders(
  db: Db | Trx,
  compoundId: string,
  transformerId?: string,
): Promise<FeederRow[]> {
  return db
    .selectFrom('feeder')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .$if(transformerId !== undefined, (query) => query.where('transformer_id', '=', transformerId ?? ''))
    .orderBy('code')
    .execute();
}

/** The transformer a feeder hangs on. */
export async function findFeeder(
  db: Db | Trx,
  compoundId: string,
  feederId: string,
): Promise<FeederRow | undefined> {
  return db
    .selectFrom('feeder')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('id', '=', feederId)
    .executeTakeFirst();
}

/** Transformers of the compounds that one of the grants is tied to, with the compound's name. */
export async function listTransformers(db: Db | Trx, grants: readonly Grant[]) {
  return db
    .selectFrom('transformer')
    .innerJoin('compound', 'compound.id', 'transformer.compound_id')
    .selectAll('transformer')
    .select('compound.name as compound_name')
    .where(compoundIsVisible(grants))
    .orderBy('compound.name')
    .orderBy('transformer.code')
    .execute();
}

/** A transformer that one of the grants is tied to, with its compound's tenancy. */
export async function findVisibleTransformer(db: Db | Trx, grants: readonly Grant[], transformerId: string) {
  const row = await db
    .selectFrom('transformer')
    .innerJoin('compound', 'compound.id', 'transformer.compound_id')
    .select([
      'transformer.id',
      'transformer.compound_id',
      'compound.name as compound_name',
      ...tenancyColumns,
    ])
    .where('transformer.id', '=', transformerId)
    .where(compoundIsVisible(grants))
    .executeTakeFirst();
  return row && { ...row, tenancy: toTenancy(row) };
}

/** The transformer, locked for this transaction: approvals on one transformer take turns on both databases. */
export async function lockTransformer(
  trx: Trx,
  compoundId: string,
  transformerId: string,
): Promise<TransformerRow | undefined> {
  return trx
    .updateTable('transformer')
    .set((eb) => ({ updated_at: eb.ref('updated_at') }))
    .where('compound_id', '=', compoundId)
    .where('id', '=', transformerId)
    .returningAll()
    .executeTakeFirst();
}

export async function updateTransformer(
  trx: Trx,
  compoundId: string,
  transformerId: string,
  patch: Updateable<TransformerTable>,
): Promise<void> {
  await trx
    .updateTable('transformer')
    .set(patch)
    .where('compound_id', '=', compoundId)
    .where('id', '=', transformerId)
    .execute();
}

/** Cases that wait for this transformer's upgrade, by rank. */
export async function listQueuedCases(db: Db | Trx, compoundId: string, transformerId: string) {
  return db
    .selectFrom('installation_case')
    .innerJoin('capacity_entry', (join) =>
      join
        .onRef('capacity_entry.compound_id', '=', 'installation_case.compound_id')
        .onRef('capacity_entry.case_id', '=', 'installation_case.id')
        .on('capacity_entry.kind', '=', 'queued'),
    )
    .select(['installation_case.id', 'installation_case.case_no', 'installation_case.queue_rank'])
    .where('installation_case.compound_id', '=', compoundId)
    .where('installation_case.status', '=', 'awaiting_upgrade')
    .where('capacity_entry.transformer_id', '=', transformerId)
    .orderBy('installation_case.queue_rank')
    .execute();
}

/** The feeder that a parking space is planned on. */
export async function findSpaceFeeder(
  db: Db | Trx,
  compoundId: string,
  spaceId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('parking_space')
    .select('feeder_id')
    .where('compound_id', '=', compoundId)
    .where('id', '=', spaceId)
    .executeTakeFirst();
  return row?.feeder_id;
}

/** Open cases whose space hangs on a feeder of the transformer, by queue rank and then by deadline. */
export async function listCasesOfTransformer(
  db: Db,
  compoundId: string,
  transformerId: string,
  closed: readonly string[],
) {
  return casesOnFeeders(db)
    .select([
      'installation_case.id',
      'installation_case.case_no',
      'installation_case.status',
      'installation_case.queue_rank',
      'installation_case.pile_kw',
      'installation_case.due_at',
      'parking_space.code as space_code',
    ])
    .where('installation_case.compound_id', '=', compoundId)
    .where('feeder.transformer_id', '=', transformerId)
    .where('installation_case.status', 'not in', [...closed, 'draft', 'energised'])
    .orderBy('installation_case.due_at')
    .orderBy('installation_case.id')
    .execute();
}
