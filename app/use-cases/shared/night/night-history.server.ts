import type { StatedWish } from '~/domain/charging/tonight-wish';
import { DAY_MS, instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import type { Db, Trx } from '~db/client.server';
import { listEndedStays } from '~db/queries/night-history.server';
import { listWishHistory, toStatedWish } from '~db/queries/wishes.server';

/** Eight weeks, the last of them whole. */
const REMEMBERED_MS = 63 * DAY_MS;
const MOST_STAYS = 4000;
const MOST_WISHES = 2000;

export interface EndedStay {
  readonly pileId: string;
  readonly householdId: string | null;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly energyKwh: number;
  /** What the car takes at most, where it is known. */
  readonly carKw: number | null;
}

/** What a compound's own record says of earlier nights. */
export interface NightHistory {
  readonly stays: readonly EndedStay[];
  /** What was said at the piles in use now, newest first. */
  readonly wishes: readonly { pileId: string; householdId: string; wish: StatedWish }[];
}

export async function loadNightHistory(
  db: Db | Trx,
  compoundId: string,
  pileIds: readonly string[],
  nowAt: string,
): Promise<NightHistory> {
  const fromAt = instantFromMs(msFromInstant(nowAt) - REMEMBERED_MS);
  const rows = await listEndedStays(db, compoundId, fromAt, MOST_STAYS);
  return {
    stays: rows.flatMap((row) =>
      row.ended_at === null
        ? []
        : [
            {
              pileId: row.pile_id,
              householdId: row.household_id,
              startedAt: row.started_at,
              endedAt: row.ended_at,
              energyKwh: Math.max(0, (row.meter_stop_wh ?? row.last_meter_wh) - row.meter_start_wh) / 1000,
              carKw: row.vehicle_max_kw,
            },
          ],
    ),
    wishes: (await listWishHistory(db, compoundId, pileIds, MOST_WISHES)).map((row) => ({
      pileId: row.pile_id,
      householdId: row.household_id,
      wish: toStatedWish(row),
    })),
  };
}
