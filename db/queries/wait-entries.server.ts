import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Trx } from '../client.server';
import type { WaitEntryTable } from '../schema/bookings';

export type WaitEntryRow = Selectable<WaitEntryTable>;

/** The statuses in which a household still waits. */
const OPEN = ['waiting', 'offered'] as const;

/** The statuses of bookings that a household has had or holds. */
export const GOT = ['booked', 'active', 'finished', 'no-show'] as const;

export async function insertWaitEntry(trx: Trx, row: Insertable<WaitEntryTable>): Promise<void> {
  await trx.insertInto('wait_entry').values(row).execute();
}

/** Changes an entry that still has the status it was read with; false where it has not. */
export async function updateWaitEntry(
  trx: Trx,
  entry: Pick<WaitEntryRow, 'compound_id' | 'id' | 'status'>,
  patch: Updateable<WaitEntryTable>,
): Promise<boolean> {
  const changed = await trx
    .updateTable('wait_entry')
    .set(patch)
    .where('compound_id', '=', entry.compound_id)
    .where('id', '=', entry.id)
    .where('status', '=', entry.status)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}

export async function findWaitEntry(
  db: Db | Trx,
  compoundId: string,
  id: string,
): Promise<WaitEntryRow | undefined> {
  return db
    .selectFrom('wait_entry')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function findWaitEntryByKey(
  db: Db | Trx,
  compoundId: string,
  householdId: string,
  idempotencyKey: string,
): Promise<WaitEntryRow | undefined> {
  return db
    .selectFrom('wait_entry')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('household_id', '=', householdId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst();
}

/** Everybody who waits or has an offer, of a compound or of one household, by the start of the window. */
export async function listOpenWaitEntries(
  db: Db | Trx,
  compoundId: string,
  householdId?: string,
): Promise<WaitEntryRow[]> {
  return db
    .selectFrom('wait_entry')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('status', 'in', OPEN)
    .$if(householdId !== undefined, (query) => query.where('household_id', '=', householdId ?? ''))
    .orderBy('from_at')
    .orderBy('id')
    .execute();
}

/** The compounds in which somebody waits. */
export async function listWaitingCompounds(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('wait_entry')
    .select('compound_id')
    .distinct()
    .where('status', '=', 'waiting')
    .orderBy('compound_id')
    .execute();
  return rows.map((row) => row.compound_id);
}

/** The slots that were offered to an entry and let pass. */
export async function listPassedSlots(db: Db | Trx, compoundId: string, waitId: string) {
  return db
    .selectFrom('booking')
    .select(['pile_id', 'start_ms', 'end_at'])
    .where('compound_id', '=', compoundId)
    .where('wait_id', '=', waitId)
    .where('status', 'in', ['declined', 'expired'])
    .execute();
}

/** Which of these households let an offer pass after `sinceAt` and have stood back for nobody since. */
export async function listStandingBack(
  db: Db | Trx,
  compoundId: string,
  householdIds: readonly string[],
  sinceAt: string,
): Promise<string[]> {
  if (householdIds.length === 0) return [];
  const rows = await db
    .selectFrom('wait_entry')
    .select('household_id')
    .distinct()
    .where('compound_id', '=', compoundId)
    .where('household_id', 'in', householdIds)
    .where('passed_at', '>=', sinceAt)
    .execute();
  return rows.map((row) => row.household_id);
}

/** Lets these households stand in line as before: they have stood back once. */
export async function clearStandingBack(
  trx: Trx,
  compoundId: string,
  householdIds: readonly string[],
): Promise<void> {
  if (householdIds.length === 0) return;
  await trx
    .updateTable('wait_entry')
    .set({ passed_at: null })
    .where('compound_id', '=', compoundId)
    .where('household_id', 'in', householdIds)
    .where('passed_at', 'is not', null)
    .execute();
}

/** Entries of these households that ended after `sinceAt` without an offer. */
export async function listEmptyWaits(
  db: Db | Trx,
  compoundId: string,
  householdIds: readonly string[],
  sinceAt: string,
) {
  if (householdIds.length === 0) return [];
  return db
    .selectFrom('wait_entry')
    .select(['household_id', 'to_at'])
    .where('compound_id', '=', compoundId)
    .where('household_id', 'in', householdIds)
    .where('status', '=', 'over')
    .where('offers', '=', 0)
    .where('to_at', '>=', sinceAt)
    .execute();
}

/** Slots that these households got, each with its window, from `sinceMs` on. */
export async function listGotSlots(
  db: Db | Trx,
  compoundId: string,
  householdIds: readonly string[],
  sinceMs: number,
) {
  if (householdIds.length === 0) return [];
  return db
    .selectFrom('booking')
    .select(['household_id', 'start_ms', 'end_at'])
    .where('compound_id', '=', compoundId)
    .where('household_id', 'in', householdIds)
    .where('kind', '=', 'slot')
    .where('status', 'in', GOT)
    .where('start_ms', '>=', sinceMs)
    .execute();
}

/** When the latest slot of each of these households began or begins, epoch ms. */
export async function listLastGot(db: Db | Trx, compoundId: string, householdIds: readonly string[]) {
  if (householdIds.length === 0) return new Map<string, number>();
  const rows = await db
    .selectFrom('booking')
    .select((eb) => ['household_id', eb.fn.max('start_ms').as('last_ms')])
    .where('compound_id', '=', compoundId)
    .where('household_id', 'in', householdIds)
    .where('kind', '=', 'slot')
    .where('status', 'in', GOT)
    .groupBy('household_id')
    .execute();
  return new Map(rows.map((row) => [row.household_id, Number(row.last_ms)]));
}

/** What each of these households has of its own: a pile in use, or else a space. */
export async function listOwnMeans(
  db: Db | Trx,
  compoundId: string,
  householdIds: readonly string[],
): Promise<Map<string, 'space' | 'pile'>> {
  const own = new Map<string, 'space' | 'pile'>();
  if (householdIds.length === 0) return own;
  const spaces = await db
    .selectFrom('parking_space')
    .select('household_id')
    .where('compound_id', '=', compoundId)
    .where('household_id', 'in', householdIds)
    .where('registered_at', 'is not', null)
    .execute();
  const piles = await db
    .selectFrom('pile')
    .select('household_id')
    .where('compound_id', '=', compoundId)
    .where('household_id', 'in', householdIds)
    .where('energised_at', 'is not', null)
    .where('retired_at', 'is', null)
    .execute();
  for (const { household_id } of spaces) if (household_id) own.set(household_id, 'space');
  for (const { household_id } of piles) if (household_id) own.set(household_id, 'pile');
  return own;
}
