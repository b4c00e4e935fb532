import { checkPlate, type PlateVerdict } from '../shared/ids';

export interface VehicleFacts {
  readonly plate: string;
  readonly model: string;
  readonly batteryKwh: number;
  readonly maxKw: number;
  readonly phaseCount: number;
  readonly kwhPer100km: number;
}

/** What a car's figures may be, in their units. */
export const VEHICLE_BOUNDS = {
  batteryKwh: { min: 5, max: 250 },
  maxKw: { min: 1.4, max: 44 },
  kwhPer100km: { min: 5, max: 60 },
} as const;

export type VehicleVerdict =
  | { ok: true; plate: string }
  | { ok: false; reason: 'plate'; why: Extract<PlateVerdict, { ok: false }>['reason'] }
  | { ok: false; reason: 'figure'; field: keyof typeof VEHICLE_BOUNDS | 'phaseCount' | 'model' };

/** Whether a car can be registered, and its plate as it is kept. */
export function judgeVehicle(facts: VehicleFacts): VehicleVerdict {
  const plate = checkPlate(facts.plate);
  if (!plate.ok) return { ok: false, reason: 'plate', why: plate.reason };
  if (facts.model.trim() === '') return { ok: false, reason: 'figure', field: 'model' };
  for (const field of ['batteryKwh', 'maxKw', 'kwhPer100km'] as const) {
    const { min, max } = VEHICLE_BOUNDS[field];
    if (!(facts[field] >= min && facts[field] <= max)) return { ok: false, reason: 'figure', field };
  }
  if (facts.phaseCount !== 1 && facts.phaseCount !== 3)
    return { ok: false, reason: 'figure', field: 'phaseCount' };
  return { ok: true, plate: plate.plate };
}
