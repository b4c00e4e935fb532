import type { Db } from '~db/client.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { giveTariff } from '../../factories/night';
import {
  addGuest,
  addSharedPile,
  publishBoard,
  type TestHousehold,
  type TestSharedPile,
} from '../../factories/sharing';
import { addTag } from '../../factories/station';

/** Friday 20 November 2026, 18:00 in Shanghai. */
export const NOW = '2026-11-20T10:00:00.000Z';
export const at = (time: string) => `2026-11-20T${time}:00.000Z`;

export interface SharedPileScene {
  deps: TestDeps;
  compound: TestCompound;
  pile: TestSharedPile;
  guest: TestHousehold & { idTag: string };
}

type BoardChange = Parameters<typeof publishBoard>[2];

/** A compound with a tariff, a price board, a shared pile that is online, and a household with a card. */
export async function sharedPileScene(db: Db, board: BoardChange = {}): Promise<SharedPileScene> {
  const deps = makeDeps(db, NOW);
  const compound = await makeCompound(db, { ratedKva: 800, basePeakKw: 300 });
  await giveTariff(db, compound.compoundId);
  await publishBoard(db, compound.compoundId, board);
  const pile = await addSharedPile(db, compound);
  await setOnline(db, pile, true);
  return { deps, compound, pile, guest: await guestWithCard(db, compound) };
}

export async function guestWithCard(db: Db, compound: TestCompound) {
  const guest = await addGuest(db, compound);
  return { ...guest, idTag: await addTag(db, compound.compoundId, guest.householdId) };
}

export async function setOnline(db: Db, pile: TestSharedPile, online: boolean): Promise<void> {
  await db
    .updateTable('ocpp_station')
    .set({ online: online ? 1 : 0, connected_at: NOW })
    .where('identity', '=', pile.identity)
    .execute();
}

export function commandsOf(db: Db, pile: TestSharedPile) {
  return db
    .selectFrom('ocpp_command')
    .select(['action', 'payload', 'state', 'pile_id'])
    .where('pile_id', '=', pile.pileId)
    .orderBy('queue_seq')
    .execute();
}
