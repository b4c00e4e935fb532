import type { Insertable, Selectable } from 'kysely';
import type { Grant } from '~/domain/permissions/can';
import type { Db, Trx } from '../client.server';
import type { NightPlanTable } from '../schema/nights';
import { nextNumber } from './counter.server';
import { compoundIsVisible } from './tenancy.server';

export type NightPlanRow = Selectable<NightPlanTable>;

/** A day of quarter hours. */
const KEPT_PLANS = 96;

/** The compound, locked for this transaction: its planners take turns on both databases. False where it does not exist. */
export async function lockNight(trx: Trx, compoundId: string): Promise<boolean> {
  const row = await trx
    .updateTable('compound')
    .set((eb) => ({ updated_at: eb.ref('updated_at') }))
    .where('id', '=', compoundId)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Stores a plan as the latest of its compound and forgets those older than a day of plans. Ids grow whatever the clock does. */
export async function insertNightPlan(
  trx: Trx,
  row: Omit<Insertable<NightPlanTable>, 'id'>,
): Promise<string> {
  const sequence = await nextNumber(trx, `night-plan:${row.compound_id}`);
  const id = planIdOf(sequence);
  await trx
    .insertInto('night_plan')
    .values({ ...row, id })
    .execute();
  await trx
    .deleteFrom('night_plan')
    .where('compound_id', '=', row.compound_id)
    .where('id', '<=', planIdOf(sequence - KEPT_PLANS))
    .execute();
  return id;
}

function planIdOf(sequence: number): string {
  return `night_${String(Math.max(0, sequence)).padStart(10, '0')}`;
}

/** The plan in force. */
export async function findLatestPlan(db: Db | Trx, compoundId: string): Promise<NightPlanRow | undefined> {
  return db
    .selectFrom('night_plan')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The last plans, newest first, without their contents. */
export async function listPlanHeads(db: Db | Trx, compoundId: string, limit: number) {
  return db
    .selectFrom('night_plan')
    .select(['id', 'made_at', 'cause', 'unmet_kwh', 'cost_yuan', 'solve_ms'])
    .where('compound_id', '=', compoundId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Deletes plans made before `before`, except each compound's latest. */
export async function pruneNightPlans(db: Db, before: string): Promise<void> {
  await db
    .deleteFrom('night_plan')
    .where('made_at', '<', before)
    .where((eb) =>
      eb(
        'id',
        '<',
        eb
          .selectFrom('night_plan as newer')
          .select((inner) => inner.fn.max('newer.id').as('newest'))
          .whereRef('newer.compound_id', '=', 'night_plan.compound_id'),
      ),
    )
    .execute();
}

/** Compounds that one of the grants is tied to, each with its latest plan's head and the number of cars that charge. */
export async function listNightCompounds(db: Db, grants: readonly Grant[]) {
  return db
    .selectFrom('compound')
    .leftJoin('night_plan', (join) =>
      join.onRef('night_plan.compound_id', '=', 'compound.id').on((eb) =>
        eb(
          'night_plan.id',
          '=',
          eb
            .selectFrom('night_plan as newer')
            .select((inner) => inner.fn.max('newer.id').as('newest'))
            .whereRef('newer.compound_id', '=', 'compound.id'),
        ),
      ),
    )
    .select([
      'compound.id',
      'compound.name',
      'night_plan.made_at',
      'night_plan.cause',
      'night_plan.unmet_kwh',
      'night_plan.cost_yuan',
    ])
    .select((eb) => [
      eb
        .selectFrom('charging_session')
        .select((inner) => inner.fn.countAll().as('count'))
        .whereRef('charging_session.compound_id', '=', 'compound.id')
        .where('charging_session.ended_at', 'is', null)
        .as('cars'),
    ])
    .where(compoundIsVisible(grants))
    .orderBy('compound.name')
    .execute();
}
