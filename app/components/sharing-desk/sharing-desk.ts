import type { SubmissionResult } from '@conform-to/react';
import type { BookableGap } from '~/domain/booking/bookable-gaps';
import type { OpeningHours } from '~/domain/booking/opening-hours';
import type { BoardData } from '../sharing/price-boards';
import type { PublicState } from '../sharing/public-pile';

export type PileMode = 'time-shared' | 'nearby' | 'many-cars' | 'lent';

export interface DeskPile {
  pileId: string;
  code: string;
  spaceCode: string;
  zone: string;
  mode: PileMode;
  state: PublicState;
  hours: OpeningHours[];
  bookedMinutes: number;
  usedMinutes: number;
  next: { startAt: string; endAt: string } | null;
  gaps: BookableGap[];
}

export interface Appeal {
  bookingId: string;
  spaceCode: string;
  door: string;
  fromAt: string;
  untilAt: string;
  feeFen: number;
  text: string;
  appealedAt: string;
}

export interface DeskCompound {
  id: string;
  name: string;
  code: string;
  board: Pick<BoardData, 'inForce' | 'upcoming'>;
  piles: DeskPile[];
  appeals: Appeal[];
  /** Common piles that nobody can book because they have not been opened. */
  unshared: { pileId: string; spaceCode: string; zone: string }[];
}

export interface SharingDesk {
  now: string;
  compounds: DeskCompound[];
}

export interface AppealAnswer {
  bookingId: string;
  result: SubmissionResult;
}
