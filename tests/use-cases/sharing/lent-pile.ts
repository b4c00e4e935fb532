import type { Db } from '~db/client.server';
import { type BookingScene, makeBookingScene } from '../../factories/booking-scene';
import {
  addGuest,
  addSharedPile,
  publishBoard,
  type TestHousehold,
  type TestSharedPile,
} from '../../factories/sharing';

export interface LendingScene extends BookingScene {
  owner: TestHousehold;
  lent: TestSharedPile;
  /** What names the lent pile to a use case. */
  key: { compoundId: string; pileId: string };
}

/** A booking scene with one lent pile at which guests may book without asking. */
export async function makeLendingScene(db: Db): Promise<LendingScene> {
  const scene = await makeBookingScene(db);
  const { compoundId } = scene.compound;
  const owner = await addGuest(db, scene.compound);
  const lent = await addSharedPile(db, scene.compound, { lender_household_id: owner.householdId });
  await publishBoard(db, compoundId, { board: lent.pileId });
  return { ...scene, owner, lent, key: { compoundId, pileId: lent.pileId } };
}
