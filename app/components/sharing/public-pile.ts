import type { OccupationRule } from '~/domain/booking/occupation';
import type { BandKind } from '~/domain/tariff/tariff-version';

export interface PricedBand {
  startAt: string;
  endAt: string;
  kind: BandKind;
  energyPriceE4: number;
  servicePriceE4: number;
}

export type PublicState = 'free' | 'reserved' | 'busy' | 'offline' | 'faulted' | 'closed';

/** What anybody may know of a shared pile. */
export interface PublicPile {
  code: string;
  pileId: string;
  compoundName: string;
  compoundCode: string;
  spaceCode: string;
  maxKw: number;
  state: PublicState;
  /** The next instant at which that changes by what is booked; null where nothing is. */
  nextAt: string | null;
  board: { version: number; validFromAt: string; occupation: OccupationRule | null; notice: string } | null;
  bands: PricedBand[];
  free: { startAt: string; endAt: string; bookFromAt: string }[];
  now: string;
}

/** What the person with the phone in the hand can do here. */
export type PublicReader = 'guest' | 'resident' | 'stranger';
