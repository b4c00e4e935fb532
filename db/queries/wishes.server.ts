import type { Insertable, Selectable } from 'kysely';
import type { AmountKind, StatedWish } from '~/domain/charging/tonight-wish';
import type { Db, Trx } from '../client.server';
import type { ChargingWishTable } from '../schema/nights';

export type WishRow = Selectable<ChargingWishTable>;

export async function insertWish(trx: Trx, row: Insertable<ChargingWishTable>): Promise<void> {
  await trx.insertInto('charging_wish').values(row).execute();
}

/** The newest wish that repeats and the newest that does not, of each household at each of these piles. */
export async function listCurrentWishes(
  db: Db | Trx,
  compoundId: string,
  pileIds: readonly string[],
): Promise<WishRow[]> {
  if (pileIds.length === 0) return [];
  return db
    .selectFrom('charging_wish')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('pile_id', 'in', pileIds)
    .where((eb) =>
      eb(
        'made_at',
        '=',
        eb
          .selectFrom('charging_wish as newer')
          .select((inner) => inner.fn.max('newer.made_at').as('newest'))
          .whereRef('newer.compound_id', '=', 'charging_wish.compound_id')
          .whereRef('newer.pile_id', '=', 'charging_wish.pile_id')
          .whereRef('newer.household_id', '=', 'charging_wish.household_id')
          .whereRef('newer.repeats', '=', 'charging_wish.repeats'),
      ),
    )
    .execute();
}

/** The newest wishes of these piles, whoever made them: what was said on earlier nights. */
export async function listWishHistory(
  db: Db | Trx,
  compoundId: string,
  pileIds: readonly string[],
  limit: number,
): Promise<WishRow[]> {
  if (pileIds.length === 0) return [];
  return db
    .selectFrom('charging_wish')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('pile_id', 'in', pileIds)
    .orderBy('made_at', 'desc')
    .limit(limit)
    .execute();
}

/** The last wish a household made at a pile: the usual values of the next one. */
export async function findLastWish(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
  pileId: string,
): Promise<WishRow | undefined> {
  return db
    .selectFrom('charging_wish')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('pile_id', '=', pileId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** How often a household has charged at once since `since`. */
export async function countNowWishes(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
  since: string,
): Promise<number> {
  const { count } = await db
    .selectFrom('charging_wish')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('mode', '=', 'now')
    .where('made_at', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The household, locked for this transaction, so that its wishes are counted one after another. */
export async function lockHousehold(trx: Trx, compoundId: string, householdId: string): Promise<void> {
  await trx
    .updateTable('household')
    .set((eb) => ({ join_code: eb.ref('join_code') }))
    .where('compound_id', '=', compoundId)
    .where('id', '=', householdId)
    .execute();
}

export function toStatedWish(row: WishRow): StatedWish {
  return {
    readyTime: row.ready_time,
    amountKind: row.amount_kind as AmountKind,
    amount: row.amount,
    mode: row.mode as StatedWish['mode'],
    repeats: row.repeats === 1,
    madeAt: row.made_at,
    readyAt: row.ready_at,
  };
}
