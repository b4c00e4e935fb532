import { GOT_WITHIN_MS, type Waiting, waitOrder } from '~/domain/booking/wait-order';
import type { WaitWish } from '~/domain/booking/wait-wish';
import { instantFromMs, localTimeOf, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { Db, Trx } from '~db/client.server';
import {
  listEmptyWaits,
  listGotSlots,
  listLastGot,
  listOpenWaitEntries,
  listOwnMeans,
  listStandingBack,
  type WaitEntryRow,
} from '~db/queries/wait-entries.server';

/** One entry in line with what decides its place. */
export interface InLine extends Waiting {
  readonly entry: WaitEntryRow;
}

/** Everybody who waits in a compound, in the order in which free slots are offered. */
export async function loadWaitingLine(db: Db | Trx, compoundId: string, nowAt: string): Promise<InLine[]> {
  const open = await listOpenWaitEntries(db, compoundId);
  const entries = open.filter(({ status }) => status === 'waiting');
  if (entries.length === 0) return [];
  const households = [...new Set(entries.map((entry) => entry.household_id))];
  const sinceMs = msFromInstant(nowAt) - GOT_WITHIN_MS;
  const own = await listOwnMeans(db, compoundId, households);
  const got = await listGotSlots(db, compoundId, households, sinceMs);
  const lastGot = await listLastGot(db, compoundId, households);
  const empty = await listEmptyWaits(db, compoundId, households, instantFromMs(sinceMs));
  const standingBack = await listStandingBack(db, compoundId, households, instantFromMs(sinceMs));
  const facts = households.map((householdId) => {
    const lastGotMs = lastGot.get(householdId) ?? null;
    const ownWaits = empty.filter(
      (wait) => wait.household_id === householdId && msFromInstant(wait.to_at) > (lastGotMs ?? 0),
    );
    return [
      householdId,
      {
        own: own.get(householdId) ?? 'nothing',
        gotMinutes: got
          .filter((slot) => slot.household_id === householdId)
          .reduce((sum, slot) => sum + (msFromInstant(slot.end_at) - slot.start_ms) / MINUTE_MS, 0),
        lastGotMs,
        standsBack: standingBack.includes(householdId),
        emptyDays: new Set(ownWaits.map((wait) => localTimeOf(wait.to_at).on)).size,
      },
    ] as const;
  });
  const byHousehold = new Map(facts);
  return waitOrder(
    entries.map((entry) => ({
      ...byHousehold.get(entry.household_id)!,
      entry,
      id: entry.id,
      joinedMs: msFromInstant(entry.made_at),
    })),
  );
}

/** The time that an entry waits for. */
export function wishOf(entry: Pick<WaitEntryRow, 'from_at' | 'to_at' | 'minutes'>): WaitWish {
  return {
    window: { start: msFromInstant(entry.from_at), end: msFromInstant(entry.to_at) },
    minutes: entry.minutes,
  };
}
