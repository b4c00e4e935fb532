import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import type { Deps } from '~/use-cases/shared/deps';
import { ownerPluggedIn } from '~/use-cases/shared/sharing/owner-first.server';
import { listPilesWithTheirOwner } from '~db/queries/lending.server';

/** Takes back guests' slots that have come near while the car of the pile's owner still charges there. */
export async function keepOwnersFirst(deps: Deps): Promise<{ takenBack: string[] }> {
  const takenBack: string[] = [];
  for (const { compound_id: compoundId, pile_id: pileId } of await listPilesWithTheirOwner(deps.db)) {
    const { taken } = await changeBookings(deps, compoundId, async (trx) => {
      const taken = await ownerPluggedIn(trx, deps, { compoundId, pileId });
      return { ok: true, isRepeat: taken.length === 0, taken };
    });
    takenBack.push(...taken.map(({ bookingId }) => bookingId));
  }
  return { takenBack };
}
