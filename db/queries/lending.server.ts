import type { Db, Trx } from '../client.server';
import type { BookingRow } from './bookings.server';
import { tenancyColumns, toTenancy } from './tenancy.server';

/** A pile as somebody lets it to others: its papers, its owner, its station and the compound's tenancy. */
export async function findPileToShare(db: Db | Trx, compoundId: string, pileId: string) {
  const row = await db
    .selectFrom('pile')
    .innerJoin('compound', 'compound.id', 'pile.compound_id')
    .leftJoin('ocpp_station', (join) =>
      join
        .onRef('ocpp_station.compound_id', '=', 'pile.compound_id')
        .onRef('ocpp_station.pile_id', '=', 'pile.id'),
    )
    .select(tenancyColumns)
    .select([
      'pile.compound_id',
      'pile.id',
      'pile.household_id',
      'pile.energised_at',
      'pile.retired_at',
      'pile.trade_settlement',
      'pile.verification_no',
      'pile.verification_until_on',
      'ocpp_station.identity',
    ])
    .where('pile.compound_id', '=', compoundId)
    .where('pile.id', '=', pileId)
    .executeTakeFirst();
  return row && { ...row, tenancy: toTenancy(row) };
}

export type PileToShare = NonNullable<Awaited<ReturnType<typeof findPileToShare>>>;

/** Bookings of a pile in one of these statuses whose hold ends after `fromMs`, by start. */
export async function listBookingsAtPile(
  db: Db | Trx,
  { compoundId, pileId }: { compoundId: string; pileId: string },
  statuses: readonly string[],
  fromMs: number,
): Promise<BookingRow[]> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .where('status', 'in', statuses)
    .where('hold_until_ms', '>', fromMs)
    .orderBy('start_ms')
    .orderBy('id')
    .execute();
}

/** Requests whose lender had to answer at or before `nowAt`, of every compound, the longest overdue first. */
export async function listUnansweredRequests(db: Db | Trx, nowAt: string): Promise<BookingRow[]> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('status', '=', 'requested')
    .where('answer_by_at', '<=', nowAt)
    .orderBy('answer_by_at')
    .orderBy('id')
    .execute();
}

/** The lent piles of every compound at which their owner's car charges. */
export async function listPilesWithTheirOwner(db: Db | Trx) {
  return db
    .selectFrom('shared_pile')
    .innerJoin('charging_session', (join) =>
      join
        .onRef('charging_session.compound_id', '=', 'shared_pile.compound_id')
        .onRef('charging_session.pile_id', '=', 'shared_pile.pile_id')
        .onRef('charging_session.household_id', '=', 'shared_pile.lender_household_id')
        .on('charging_session.ended_at', 'is', null),
    )
    .select(['shared_pile.compound_id', 'shared_pile.pile_id'])
    .distinct()
    .execute();
}

/** Sets what a household is to a pile: `member`, `blocked`, or nothing (null). */
export async function setPileHousehold(
  trx: Trx,
  { compoundId, pileId }: { compoundId: string; pileId: string },
  householdId: string,
  relation: 'member' | 'blocked' | null,
  at: string,
): Promise<void> {
  const key = { compound_id: compoundId, pile_id: pileId, household_id: householdId };
  if (relation === null) {
    await trx
      .deleteFrom('shared_pile_household')
      .where('compound_id', '=', compoundId)
      .where('pile_id', '=', pileId)
      .where('household_id', '=', householdId)
      .execute();
    return;
  }
  await trx
    .insertInto('shared_pile_household')
    .values({ ...key, relation, at })
    .onConflict((conflict) =>
      conflict.columns(['compound_id', 'pile_id', 'household_id']).doUpdateSet({ relation, at }),
    )
    .execute();
}

/** The guests that a lender has blocked, with their building and no more. */
export async function listBlockedGuests(db: Db | Trx, compoundId: string, pileId: string) {
  return db
    .selectFrom('shared_pile_household')
    .innerJoin('household', (join) =>
      join
        .onRef('household.compound_id', '=', 'shared_pile_household.compound_id')
        .onRef('household.id', '=', 'shared_pile_household.household_id'),
    )
    .select(['household.id', 'household.building', 'shared_pile_household.at'])
    .where('shared_pile_household.compound_id', '=', compoundId)
    .where('shared_pile_household.pile_id', '=', pileId)
    .where('shared_pile_household.relation', '=', 'blocked')
    .orderBy('shared_pile_household.at')
    .execute();
}

/** How many of these are households of the compound. */
export async function countHouseholds(
  db: Db | Trx,
  compoundId: string,
  householdIds: readonly string[],
): Promise<number> {
  if (householdIds.length === 0) return 0;
  const { count } = await db
    .selectFrom('household')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('compound_id', '=', compoundId)
    .where('id', 'in', householdIds)
    .executeTakeFirstOrThrow();
  return Number(count);
}
