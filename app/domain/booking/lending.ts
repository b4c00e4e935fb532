import { type FeeVerdict, judgeFee } from '../tariff/fees';
import { type HoursFault, hoursFault, type OpeningHours } from './opening-hours';

/** Facts about a household's pile that decide whether it may be let to others for money on a local date. */
export interface LendingFacts {
  readonly energised: boolean;
  readonly retired: boolean;
  /** Whether it has a station of its own that can be told whom to let charge. */
  readonly connected: boolean;
  readonly tradeSettlement: boolean;
  readonly verificationNo: string | null;
  readonly verificationUntilOn: string | null;
  readonly insurancePolicy: string;
  readonly insuredUntilOn: string;
}

export type LendingGap =
  | 'no-power'
  | 'no-station'
  | 'not-for-trade'
  | 'not-verified'
  | 'verification-over'
  | 'not-insured'
  | 'insurance-over';

/** Everything that is missing before a pile may be lent. */
export function lendingGaps(facts: LendingFacts, todayOn: string): LendingGap[] {
  return [...meteringGaps(facts, todayOn), ...insuranceGaps(facts, todayOn)];
}

/** What keeps energy from being sold at a pile, whoever runs it. */
export function meteringGaps(
  facts: Omit<LendingFacts, 'insurancePolicy' | 'insuredUntilOn'>,
  todayOn: string,
): LendingGap[] {
  const gaps: LendingGap[] = [];
  if (!facts.energised || facts.retired) gaps.push('no-power');
  if (!facts.connected) gaps.push('no-station');
  // 计量法 art. 9: a meter for trade settlement needs a valid verification.
  if (!facts.tradeSettlement) gaps.push('not-for-trade');
  if (!facts.verificationNo) gaps.push('not-verified');
  else if ((facts.verificationUntilOn ?? '') < todayOn) gaps.push('verification-over');
  return gaps;
}

function insuranceGaps(facts: LendingFacts, todayOn: string): LendingGap[] {
  if (facts.insurancePolicy.trim() === '') return ['not-insured'];
  return facts.insuredUntilOn < todayOn ? ['insurance-over'] : [];
}

/** The most that a lender may ask for its service, fen per kWh: an assumption of ours. */
export const MOST_SERVICE_FEN = 100;

export type LentPriceFault =
  | { field: 'serviceFen'; min: 0; max: typeof MOST_SERVICE_FEN }
  | { field: 'notice'; fee: Extract<FeeVerdict, { reason: 'forbidden-fee' }> }
  | { field: 'notice'; maxLength: number };

const NOTICE_LENGTH = 200;

/** What is wrong with a lender's price: the energy price is passed on, the service fee is whole fen, no other fee is asked. */
export function lentPriceFault(price: { serviceFen: number; notice: string }): LentPriceFault | null {
  const { serviceFen, notice } = price;
  if (!Number.isInteger(serviceFen) || serviceFen < 0 || serviceFen > MOST_SERVICE_FEN)
    return { field: 'serviceFen', min: 0, max: MOST_SERVICE_FEN };
  if (notice.length > NOTICE_LENGTH) return { field: 'notice', maxLength: NOTICE_LENGTH };
  const fee = judgeFee(notice);
  return !fee.ok && fee.reason === 'forbidden-fee' ? { field: 'notice', fee } : null;
}

/** How a pile lets itself be booked, as its lender or operator writes it; minutes. */
export interface SlotTerms {
  readonly hours: readonly OpeningHours[];
  readonly stepMinutes: number;
  readonly minMinutes: number;
  readonly maxMinutes: number;
  readonly bufferMinutes: number;
  readonly latestNoticeMinutes: number;
  readonly graceMinutes: number;
}

export const STEPS: readonly number[] = [15, 30, 60];

/** Taken for a lent pile, where its owner says nothing else: assumptions of ours. */
export const LENT_TERMS = {
  stepMinutes: 30,
  bufferMinutes: 30,
  latestNoticeMinutes: 60,
  graceMinutes: 15,
} as const;

export type TermsFault =
  | { field: 'hours'; fault: HoursFault | 'none' }
  | { field: Exclude<keyof SlotTerms, 'hours'>; min: number; max: number };

const MOST_HOURS = 50;

/** The first thing that is wrong with the terms; null where nothing is. */
export function termsFault(terms: SlotTerms): TermsFault | null {
  if (terms.hours.length === 0 || terms.hours.length > MOST_HOURS) return { field: 'hours', fault: 'none' };
  for (const hours of terms.hours) {
    const fault = hoursFault(hours);
    if (fault) return { field: 'hours', fault };
  }
  if (!STEPS.includes(terms.stepMinutes)) return { field: 'stepMinutes', min: 15, max: 60 };
  const bounds = [
    ['minMinutes', terms.stepMinutes, 1440],
    ['maxMinutes', terms.minMinutes, 2880],
    ['bufferMinutes', 0, 240],
    ['latestNoticeMinutes', 0, 2880],
    ['graceMinutes', 5, 120],
  ] as const;
  for (const [field, min, max] of bounds) {
    const value = terms[field];
    if (!Number.isInteger(value) || value < min || value > max) return { field, min, max };
  }
  return null;
}
