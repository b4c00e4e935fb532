import type { Db, Trx } from '../client.server';

/** A measured day of everything but the piles: 96 quarter-hour mean powers in kW from local midnight. */
export type DayKind = 'workday' | 'restday';

export interface BaseLoad {
  readonly dayKind: DayKind;
  readonly pointsKw: readonly number[];
  readonly measuredOn: string;
  readonly source: string;
}

export async function listBaseLoads(
  db: Db | Trx,
  compoundId: string,
  transformerId: string,
): Promise<BaseLoad[]> {
  const rows = await db
    .selectFrom('base_load')
    .select(['day_kind', 'points_kw', 'measured_on', 'source'])
    .where('compound_id', '=', compoundId)
    .where('transformer_id', '=', transformerId)
    .orderBy('day_kind', 'desc')
    .execute();
  return rows.map((row) => ({
    dayKind: row.day_kind as DayKind,
    pointsKw: JSON.parse(row.points_kw) as number[],
    measuredOn: row.measured_on,
    source: row.source,
  }));
}

/** The curve with the highest peak, or null where nothing was measured. */
export function worstDayOf(curves: readonly BaseLoad[]): BaseLoad | null {
  let worst: BaseLoad | null = null;
  for (const curve of curves) {
    if (!worst || Math.max(...curve.pointsKw) > Math.max(...worst.pointsKw)) worst = curve;
  }
  return worst;
}

/** Replaces the curve of one kind of day. */
export async function saveBaseLoad(
  trx: Trx,
  compoundId: string,
  transformerId: string,
  curve: BaseLoad,
): Promise<void> {
  const values = {
    points_kw: JSON.stringify(curve.pointsKw),
    measured_on: curve.measuredOn,
    source: curve.source,
  };
  await trx
    .insertInto('base_load')
    .values({
      compound_id: compoundId,
      transformer_id: transformerId,
      day_kind: curve.dayKind,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(['compound_id', 'transformer_id', 'day_kind']).doUpdateSet(values),
    )
    .execute();
}
