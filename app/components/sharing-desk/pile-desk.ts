import type { SubmissionResult } from '@conform-to/react';
import type { BookableGap } from '~/domain/booking/bookable-gaps';
import type { BookingStatus } from '~/domain/booking/booking-life';
import type { SlotTerms } from '~/domain/booking/lending';
import type { ExceptionData } from '../opening-hours/exceptions-section';
import type { StrandedSlot } from '../opening-hours/stranded-slots';
import type { PileMode } from './sharing-desk';

export interface DeskBooking {
  bookingId: string;
  kind: string;
  status: BookingStatus;
  startAt: string;
  endAt: string;
  door: string;
  plateMasked: string | null;
  promisedWh: number;
  checkedInAt: string | null;
  /** What taking it back now costs, fen; null where it cannot be. */
  takeBackFen: number | null;
}

export interface SharedSettings extends SlotTerms {
  code: string;
  kind: 'common' | 'lent';
  mode: PileMode;
  isPaused: boolean;
  walkUps: boolean;
  memberDoors: string[];
  exceptions: ExceptionData[];
  bookings: DeskBooking[];
}

export interface PileDesk {
  now: string;
  compoundName: string;
  pileId: string;
  spaceCode: string;
  zone: string;
  isPrivate: boolean;
  gaps: BookableGap[];
  verification: { no: string; untilOn: string } | null;
  /** Null where it is not shared. */
  shared: SharedSettings | null;
}

export type PileForm =
  | 'terms'
  | 'exception'
  | 'remove-exception'
  | 'close'
  | 'verification'
  | 'arrival'
  | 'page';

/** What a form of the page is answered: at its fields, in words, or with the slots that stand in the way. */
export interface PileAnswer {
  form: PileForm;
  result: SubmissionResult | null;
  text: string | null;
  slots: StrandedSlot[];
  exceptionId: string;
}
