import type { Insertable, Selectable } from 'kysely';
import type { Db } from '../client.server';
import type { OcppFrameTable } from '../schema/nights';

export type FrameRow = Selectable<OcppFrameTable>;

export async function insertFrames(db: Db, rows: readonly Insertable<OcppFrameTable>[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('ocpp_frame').values(rows).execute();
}

/** Deletes frames older than `before`. */
export async function pruneFrames(db: Db, before: string): Promise<void> {
  await db.deleteFrom('ocpp_frame').where('at', '<', before).execute();
}

/** The newest frames of a pile first. */
export async function listFrames(
  db: Db,
  compoundId: string,
  pileId: string,
  limit: number,
): Promise<FrameRow[]> {
  return db
    .selectFrom('ocpp_frame')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
