import { can, canSee } from '~/domain/permissions/can';
import type { Db, Trx } from '~db/client.server';
import { findSharedPile, type SharedPileRow } from '~db/queries/shared-piles.server';
import { toTenancy } from '~db/queries/tenancy.server';
import type { AccessRefusal, ActingPerson } from '../deps';

/** A shared pile that a household of the actor may be booked at: `not-found` for other tenants, `forbidden` for other roles. */
export async function findPlaceOf(
  db: Db | Trx,
  actor: ActingPerson,
  { compoundId, householdId, pileId }: { compoundId: string; householdId: string; pileId: string },
): Promise<{ ok: true; pile: SharedPileRow } | AccessRefusal> {
  const pile = await findSharedPile(db, compoundId, pileId);
  if (!pile) return { ok: false, reason: 'not-found' };
  const resource = { tenancy: toTenancy(pile), householdId };
  if (!canSee(actor, resource)) return { ok: false, reason: 'not-found' };
  return can(actor, 'booking.make', resource) ? { ok: true, pile } : { ok: false, reason: 'forbidden' };
}
