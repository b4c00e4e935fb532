import type { Insertable, Selectable } from 'kysely';
import type { Db, Trx } from '../client.server';
import type { TransformerCapTable } from '../schema/grid';

export type TransformerCapRow = Selectable<TransformerCapTable>;

export async function insertTransformerCap(trx: Trx, row: Insertable<TransformerCapTable>): Promise<void> {
  await trx.insertInto('transformer_cap').values(row).execute();
}

/** Ends a cap now; false where it was lifted before. */
export async function liftTransformerCap(
  trx: Trx,
  compoundId: string,
  transformerId: string,
  capId: string,
  at: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('transformer_cap')
    .set({ lifted_at: at })
    .where('compound_id', '=', compoundId)
    .where('transformer_id', '=', transformerId)
    .where('id', '=', capId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

/** Caps in force or still to come that overlap `[fromAt, toAt)`, of one transformer or of the whole compound. */
export async function listTransformerCaps(
  db: Db | Trx,
  compoundId: string,
  window: { fromAt: string; toAt: string },
  transformerId?: string,
): Promise<TransformerCapRow[]> {
  return db
    .selectFrom('transformer_cap')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('lifted_at', 'is', null)
    .where('from_at', '<', window.toAt)
    .where('to_at', '>', window.fromAt)
    .$if(transformerId !== undefined, (query) => query.where('transformer_id', '=', transformerId ?? ''))
    .orderBy('from_at')
    .execute();
}

/** Every cap ever set on a transformer, the latest first, with who set it. */
export async function listAllTransformerCaps(db: Db | Trx, compoundId: string, transformerId: string) {
  return db
    .selectFrom('transformer_cap')
    .leftJoin('person', 'person.id', 'transformer_cap.created_by')
    .selectAll('transformer_cap')
    .select('person.name as created_by_name')
    .where('compound_id', '=', compoundId)
    .where('transformer_id', '=', transformerId)
    .orderBy('from_at', 'desc')
    .execute();
}
