import { msFromInstant } from '~/domain/shared/local-time';
import type { PlacementInput } from './place-booking.server';

/** A slot as a household asks for it. */
export interface SlotInput {
  compoundId: string;
  householdId: string;
  pileId: string;
  vehicleId: string | null;
  startAt: string;
  endAt: string;
  wantedWh: number;
  /** The promise that the person has seen and agreed to; null where any will do. */
  agreedWh: number | null;
}

export function placementOf(input: SlotInput): PlacementInput {
  const { compoundId, householdId, pileId, vehicleId, wantedWh, agreedWh } = input;
  return {
    compoundId,
    householdId,
    pileId,
    vehicleId,
    wantedWh,
    agreedWh,
    slot: { start: msFromInstant(input.startAt), end: msFromInstant(input.endAt) },
    judge: 'slot',
  };
}
