import { judgeCheckIn } from '~/domain/booking/visit';
import { can } from '~/domain/permissions/can';
import { checkPlate } from '~/domain/shared/ids';
import { msFromInstant } from '~/domain/shared/local-time';
import { EARLY_REACH_MS, slotOf } from '~/use-cases/shared/booking/booking-slot';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import type { ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { checkInBooking } from '~/use-cases/shared/visit/visit-record.server';
import { listHolds } from '~db/queries/bookings.server';
import { findSharedPileByCode } from '~db/queries/shared-piles.server';
import { findVehicleByPlate } from '~db/queries/vehicles.server';

export type PlateOutcome =
  | { ok: true; isRepeat: boolean }
  | Refusal<'not-found' | 'forbidden' | 'plate' | 'no-booking' | 'too-early' | 'too-late'>;

/**
 * Marks that the car with this plate has come to its slot, from the pile's public page (`actor` null) or the operator's desk. It
 * starts nothing, bills nobody and says nothing of whose the car is; whoever calls it for the public limits how often.
 */
export async function checkInByPlate(
  deps: Deps,
  actor: ActingPerson | null,
  { code, plate }: { code: string; plate: string },
): Promise<PlateOutcome> {
  const pile = await findSharedPileByCode(deps.db, code);
  if (!pile) return { ok: false, reason: 'not-found' };
  if (actor && !can(actor, 'sharing.run', { tenancy: pile.tenancy }))
    return { ok: false, reason: 'forbidden' };
  const checked = checkPlate(plate);
  if (!checked.ok) return { ok: false, reason: 'plate' };
  const { compound_id: compoundId, pile_id: pileId, grace_minutes: graceMinutes } = pile;
  return changeBookings(deps, compoundId, async (trx): Promise<PlateOutcome> => {
    const car = await findVehicleByPlate(trx, compoundId, checked.plate);
    const nowMs = msFromInstant(deps.clock());
    const holds = await listHolds(trx, compoundId, { fromMs: nowMs, toMs: nowMs + EARLY_REACH_MS }, [pileId]);
    const booking = holds.find(({ vehicle_id, status }) => vehicle_id === car?.id && status !== 'offered');
    if (!car || !booking) return { ok: false, reason: 'no-booking' };
    if (booking.status === 'active') return { ok: true, isRepeat: true };
    const verdict = judgeCheckIn(slotOf(booking), graceMinutes, nowMs);
    if (!verdict.ok)
      return { ok: false, reason: verdict.reason === 'not-booked' ? 'no-booking' : verdict.reason };
    await checkInBooking(trx, deps, booking, { by: 'plate', personId: actor?.personId ?? null });
    return { ok: true, isRepeat: false };
  });
}
