import { tonightWish } from '~/domain/charging/tonight-wish';
import { msFromInstant } from '~/domain/shared/local-time';
import type { TimeWindow } from '~/domain/shared/time-window';
import type { Db, Trx } from '~db/client.server';
import { listNightSessions } from '~db/queries/night-state.server';
import type { SharedPileRow } from '~db/queries/shared-piles.server';
import { listCurrentWishes, toStatedWish } from '~db/queries/wishes.server';

/** How long the cars of lenders that charge at their own piles are expected to stay: until their departure by wish. */
export async function loadOwnerStays(
  db: Db | Trx,
  compoundId: string,
  piles: readonly Pick<SharedPileRow, 'pile_id' | 'lender_household_id'>[],
  nowAt: string,
): Promise<Map<string, TimeWindow[]>> {
  const owners = new Map(
    piles.flatMap((pile) => (pile.lender_household_id ? [[pile.pile_id, pile.lender_household_id]] : [])),
  );
  if (owners.size === 0) return new Map();
  const sessions = (await listNightSessions(db, compoundId)).filter(
    ({ pile_id, household_id }) => household_id !== null && owners.get(pile_id) === household_id,
  );
  const pileIds = [...new Set(sessions.map((session) => session.pile_id))];
  const wishes = await listCurrentWishes(db, compoundId, pileIds);
  const stays = new Map<string, TimeWindow[]>();
  for (const session of sessions) {
    const { departAt } = tonightWish(
      wishes
        .filter((wish) => wish.pile_id === session.pile_id && wish.household_id === session.household_id)
        .map(toStatedWish),
      { batteryKwh: session.battery_kwh, kwhPer100Km: session.kwh_per_100km },
      { sinceAt: session.started_at, nowAt },
    );
    const stay = { start: msFromInstant(session.started_at), end: msFromInstant(departAt) };
    stays.set(session.pile_id, [...(stays.get(session.pile_id) ?? []), stay]);
  }
  return stays;
}
