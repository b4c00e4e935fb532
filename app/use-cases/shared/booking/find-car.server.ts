import { overlaps, type TimeWindow } from '~/domain/shared/time-window';
import type { Db, Trx } from '~db/client.server';
import { findVehicle } from '~db/queries/vehicles.server';
import type { SharingScene } from './sharing-scene.server';

/** The car that comes, where one is named: the household's own, and at no other pile meanwhile. */
export async function findCar(
  db: Db | Trx,
  scene: SharingScene,
  {
    compoundId,
    householdId,
    vehicleId,
  }: { compoundId: string; householdId: string; vehicleId: string | null },
  wanted: TimeWindow,
): Promise<{ maxKw: number; reason?: 'no-such-car' | 'car-elsewhere' }> {
  if (vehicleId === null) return { maxKw: Number.POSITIVE_INFINITY };
  const car = await findVehicle(db, compoundId, householdId, vehicleId);
  if (!car) return { maxKw: 0, reason: 'no-such-car' };
  const isElsewhere = scene.places.some(({ holds }) =>
    holds.some(
      (hold) =>
        hold.vehicle_id === vehicleId && overlaps({ start: hold.start_ms, end: hold.hold_until_ms }, wanted),
    ),
  );
  return isElsewhere ? { maxKw: 0, reason: 'car-elsewhere' } : { maxKw: car.max_kw };
}
