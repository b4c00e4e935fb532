import type { BookingStatus } from '~/domain/booking/booking-life';
import type { SlotStage } from '~/domain/booking/slot-stage';
import type { QuoteLine } from './shared-page';

export interface BillData {
  isRunning: boolean;
  energyWh: number;
  lines: QuoteLine[];
  electricityFen: number;
  serviceFen: number;
  guaranteeFen: number;
  compensationFen: number;
  occupationFen: number;
  totalFen: number;
}

export interface OccupationData {
  fromAt: string;
  untilAt: string | null;
  feeFen: number;
  status: 'running' | 'ended' | 'appealed' | 'waived' | 'kept';
  decisionText: string | null;
  canAppeal: boolean;
}

/** One slot of the household on its own page. */
export interface SlotPage {
  now: string;
  formKey: string;
  bookingId: string;
  code: string;
  spaceCode: string;
  pileId: string;
  status: BookingStatus;
  stage: SlotStage;
  stageAt: string | null;
  startAt: string;
  endAt: string;
  promisedWh: number;
  quoteFen: number;
  carLabel: string | null;
  /** What the session has had until the end of the slot. */
  deliveredWh: number | null;
  bill: BillData | null;
  occupation: OccupationData | null;
  /** Later ends that can be had. */
  ends: string[];
  /** Other starts at the same pile that can be had. */
  starts: string[];
  canCancel: boolean;
  cancelCounts: boolean;
  events: { kind: string; at: string }[];
}
