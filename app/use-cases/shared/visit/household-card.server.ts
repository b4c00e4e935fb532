import type { Trx } from '~db/client.server';
import { findAnyIdToken, findIdToken, insertIdToken } from '~db/queries/piles.server';
import type { Deps } from '../deps';

export interface CardHolder {
  readonly compoundId: string;
  readonly householdId: string;
  readonly vehicleId: string | null;
}

type CardDeps = Pick<Deps, 'clock' | 'newId'>;

/** The active card that a household charges with, its car's first; made where it has none. */
export async function householdCard(trx: Trx, deps: CardDeps, holder: CardHolder): Promise<string> {
  const { compoundId, householdId, vehicleId } = holder;
  const ofCar = vehicleId === null ? undefined : await findIdToken(trx, compoundId, householdId, vehicleId);
  const known = ofCar ?? (await findAnyIdToken(trx, compoundId, householdId));
  return known?.id_tag ?? newCard(trx, deps, { ...holder, vehicleId: null });
}

// OCPP 1.6 §7.28: an idTag has at most 20 characters and is compared without regard to case.
export async function newCard(trx: Trx, deps: CardDeps, holder: CardHolder): Promise<string> {
  const random = deps
    .newId('tag')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(-14)
    .toUpperCase();
  const idTag = `LZ${random}`;
  await insertIdToken(trx, {
    id_tag: idTag,
    compound_id: holder.compoundId,
    household_id: holder.householdId,
    vehicle_id: holder.vehicleId,
    status: 'active',
    created_at: deps.clock(),
  });
  return idTag;
}
