import type { SubmissionResult } from '@conform-to/react';
import type { BookableGap } from '~/domain/booking/bookable-gaps';
import type { BookingStatus } from '~/domain/booking/booking-life';
import type { OpeningHours } from '~/domain/booking/opening-hours';
import type { ExceptionData } from '../opening-hours/exceptions-section';
import type { StrandedSlot } from '../opening-hours/stranded-slots';
import type { PricedBand } from '../sharing/public-pile';

export interface OwnPile {
  pileId: string;
  spaceCode: string;
  state: 'not-lent' | 'open' | 'paused';
  isReady: boolean;
  requests: number;
  next: { startAt: string; endAt: string } | null;
}

export interface LendingOverview {
  now: string;
  piles: OwnPile[];
  income: { month: string; fen: number; energyWh: number; bills: number }[];
  operatorShare: number;
}

export interface GuestSlot {
  bookingId: string;
  /** Tells guests apart without saying who they are. */
  mark: string;
  status: BookingStatus;
  startAt: string;
  endAt: string;
  promisedWh: number;
  answerByAt: string | null;
  /** What taking it back now costs, fen; null where it cannot be. */
  takeBackFen: number | null;
}

export interface LentTerms {
  code: string;
  isPaused: boolean;
  hours: OpeningHours[];
  minMinutes: number;
  maxMinutes: number;
  needsApproval: boolean;
  notice: string;
  insurancePolicy: string;
  insuredUntilOn: string;
  exceptions: ExceptionData[];
  blocked: { mark: string; at: string }[];
  requests: GuestSlot[];
  guests: GuestSlot[];
}

export interface LendingPage {
  now: string;
  pileId: string;
  spaceCode: string;
  gaps: BookableGap[];
  operatorName: string | null;
  serviceFen: number;
  /** What guests pay in the next 24 hours. */
  bands: PricedBand[];
  /** Null where it is not lent. */
  lent: LentTerms | null;
}

export type LendingFormName = 'terms' | 'exception' | 'remove-exception' | 'stop' | 'page';

export interface LendingAnswer {
  form: LendingFormName;
  result: SubmissionResult | null;
  text: string | null;
  slots: StrandedSlot[];
  exceptionId: string;
  bands: PricedBand[] | null;
}
