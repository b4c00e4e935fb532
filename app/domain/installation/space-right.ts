import { isDate } from '../shared/local-time';

export type SpaceKind = 'owned' | 'leased' | 'civil-defence' | 'common';
export type ClaimKind = Exclude<SpaceKind, 'common'>;

export const CLAIM_KINDS: readonly ClaimKind[] = ['owned', 'leased', 'civil-defence'];

/** Spaces a household may hold unchecked at one time. */
export const MOST_UNCHECKED_CLAIMS = 3;

export function isLeasedKind(kind: string): boolean {
  return kind === 'leased' || kind === 'civil-defence';
}

export interface RegisteredSpace {
  readonly kind: string;
  readonly householdId: string | null;
}

export type SpaceStanding =
  | { ok: true; standing: 'own' | 'free' }
  | { ok: false; reason: 'common-space' | 'other-household' };

/** Whose a space is, seen from one household. */
export function spaceStanding(space: RegisteredSpace, householdId: string): SpaceStanding {
  if (space.kind === 'common') return { ok: false, reason: 'common-space' };
  if (space.householdId === null) return { ok: true, standing: 'free' };
  if (space.householdId === householdId) return { ok: true, standing: 'own' };
  return { ok: false, reason: 'other-household' };
}

export interface SpaceClaim {
  readonly kind: ClaimKind;
  readonly leaseFromOn: string | null;
  readonly leaseUntilOn: string | null;
}

export type ClaimVerdict =
  | { ok: true; leaseUntilOn: string | null }
  | { ok: false; reason: 'lease-dates' | 'lease-ended' }
  | { ok: false; reason: 'lease-too-short'; months: number; minMonths: number };

/** Whether a right of use is enough: owned, or leased for at least `minMonths` months and still running on `todayOn`. */
export function judgeSpaceClaim(claim: SpaceClaim, minMonths: number, todayOn: string): ClaimVerdict {
  if (!isLeasedKind(claim.kind)) return { ok: true, leaseUntilOn: null };
  const { leaseFromOn, leaseUntilOn } = claim;
  if (!leaseFromOn || !leaseUntilOn || !isDate(leaseFromOn) || !isDate(leaseUntilOn))
    return { ok: false, reason: 'lease-dates' };
  if (leaseUntilOn <= leaseFromOn) return { ok: false, reason: 'lease-dates' };
  if (leaseUntilOn < todayOn) return { ok: false, reason: 'lease-ended' };
  const months = wholeMonths(leaseFromOn, leaseUntilOn);
  if (months < minMonths) return { ok: false, reason: 'lease-too-short', months, minMonths };
  return { ok: true, leaseUntilOn };
}

/** Whole months of a lease whose last day counts: 2026-03-01 to 2027-02-28 is twelve. */
export function wholeMonths(fromOn: string, untilOn: string): number {
  const next = new Date(Date.parse(`${untilOn}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = fromOn.split('-').map(Number);
  const [year = 0, month = 0, day = 0] = next.split('-').map(Number);
  const months = (year - fromYear) * 12 + (month - fromMonth) - (day < fromDay ? 1 : 0);
  return Math.max(0, months);
}
