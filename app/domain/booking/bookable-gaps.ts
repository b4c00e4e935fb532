import { type LendingFacts, type LendingGap, lendingGaps, meteringGaps } from './lending';

export type BookableGap = LendingGap | 'paused' | 'no-price';

export interface BookableFacts extends LendingFacts {
  readonly kind: string;
  readonly status: string;
  /** Whether a price is in force at its board. */
  readonly hasPrice: boolean;
}

/** Everything that keeps a shared pile from being booked on a local date, for those who can put it right. */
export function bookableGaps(facts: BookableFacts, todayOn: string): BookableGap[] {
  const papers = facts.kind === 'lent' ? lendingGaps(facts, todayOn) : meteringGaps(facts, todayOn);
  return [
    ...papers,
    ...(facts.hasPrice ? [] : (['no-price'] as const)),
    ...(facts.status === 'paused' ? (['paused'] as const) : []),
  ];
}
