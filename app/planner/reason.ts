import type { Reason } from './plan';
import type { Vehicle } from './problem';

/** Energies, kWh, and costs, yuan, that differ by less are equal. */
export const SAME = 1e-6;

export interface Charged {
  unmetKwh: number;
  costYuan: number;
}

/** Classifies a vehicle's schedule by what it would have paid alone. `byPrice`: all intervals, cheapest first. */
export function reasonFor(
  vehicle: Vehicle,
  charged: Charged,
  prices: readonly number[],
  byPrice: readonly number[],
  hoursPerInterval: number,
): Reason {
  if (vehicle.energyKwh <= SAME) return 'idle';
  if (charged.unmetKwh > SAME) return 'short';
  const fullKwh = vehicle.maxKw * hoursPerInterval;
  if (vehicle.energyKwh > fullKwh * (vehicle.depart - vehicle.arrive) - SAME) return 'immediate';
  let left = vehicle.energyKwh;
  let aloneYuan = 0;
  let dearest = Number.NEGATIVE_INFINITY;
  let cheapest = Number.POSITIVE_INFINITY;
  for (const t of byPrice) {
    if (t < vehicle.arrive || t >= vehicle.depart) continue;
    const kwh = Math.min(left, fullKwh);
    aloneYuan += kwh * prices[t]!;
    left -= kwh;
    dearest = Math.max(dearest, prices[t]!);
    cheapest = Math.min(cheapest, prices[t]!);
  }
  if (charged.costYuan > aloneYuan + SAME) return 'limited';
  return dearest > cheapest ? 'cheapest' : 'flat';
}
