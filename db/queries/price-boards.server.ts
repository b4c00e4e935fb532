import type { Insertable, Selectable } from 'kysely';
import type { OccupationRule } from '~/domain/booking/occupation';
import type { ServiceFee } from '~/domain/tariff/price-energy';
import type { Db, Trx } from '../client.server';
import type { PriceBoardTable } from '../schema/sharing';

/** The board of a compound's own shared piles; a lent pile has one under its own id. */
export const COMMON_BOARD = 'common';

export interface PriceBoard
  extends Omit<Selectable<PriceBoardTable>, 'service_fee' | 'occupation' | 'compound_id'> {
  readonly serviceFee: ServiceFee;
  /** Null where no occupation fee is published: then none can be charged. */
  readonly occupation: OccupationRule | null;
}

/** The board in force at an instant: what was published and began last; undefined where none has begun. */
export async function findPriceBoard(
  db: Db | Trx,
  compoundId: string,
  board: string,
  at: string,
): Promise<PriceBoard | undefined> {
  const row = await db
    .selectFrom('price_board')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('board', '=', board)
    .where('valid_from_at', '<=', at)
    .orderBy('valid_from_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toPriceBoard(row);
}

export async function getPriceBoard(db: Db | Trx, compoundId: string, id: string): Promise<PriceBoard> {
  const row = await db
    .selectFrom('price_board')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return toPriceBoard(row);
}

/** Every version of every board of a compound, the newest first. */
export async function listPriceBoards(
  db: Db | Trx,
  compoundId: string,
  board?: string,
): Promise<PriceBoard[]> {
  const rows = await db
    .selectFrom('price_board')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .$if(board !== undefined, (query) => query.where('board', '=', board ?? ''))
    .orderBy('board')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toPriceBoard);
}

export async function insertPriceBoard(trx: Trx, row: Insertable<PriceBoardTable>): Promise<void> {
  await trx.insertInto('price_board').values(row).execute();
}

function toPriceBoard({
  service_fee,
  occupation,
  compound_id: _,
  ...row
}: Selectable<PriceBoardTable>): PriceBoard {
  return {
    ...row,
    serviceFee: JSON.parse(service_fee) as ServiceFee,
    occupation: occupation === null ? null : (JSON.parse(occupation) as OccupationRule),
  };
}
