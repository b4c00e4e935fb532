import type { Trx } from '~db/client.server';
import { insertIdToken } from '~db/queries/piles.server';
import { castMember } from '~db/seed/cast';
import type { Scene } from './stage';

/** A household is given a card for its car. */
export function cardScene(trx: Trx, key: string, idTag: string, at: string): Scene {
  const { compoundId, householdId } = castMember(key);
  const row = {
    id_tag: idTag,
    compound_id: compoundId,
    household_id: householdId,
    vehicle_id: `car_${key}`,
    status: 'active',
    created_at: at,
  };
  return { at, play: () => insertIdToken(trx, row) };
}
