/** Facts about a shared pile that decide whether it may be used for money on a local date. */
export interface SharedPileStanding {
  readonly status: string;
  readonly kind: string;
  readonly energised: boolean;
  readonly retired: boolean;
  readonly verificationNo: string | null;
  readonly verificationUntilOn: string | null;
  readonly insurancePolicy: string | null;
  readonly insuredUntilOn: string | null;
}

export type PileGap = 'paused' | 'closed-for-good' | 'no-power' | 'not-verified' | 'not-insured';

/** Why a pile may not be booked for a slot that ends on `endOn`, the first reason; null where it may. */
export function pileGap(pile: SharedPileStanding, endOn: string): PileGap | null {
  if (pile.status === 'closed' || pile.retired) return 'closed-for-good';
  if (pile.status !== 'open') return 'paused';
  if (!pile.energised) return 'no-power';
  // 计量法 art. 9: energy is sold by a meter with valid verification only.
  if (!pile.verificationNo || (pile.verificationUntilOn ?? '') < endOn) return 'not-verified';
  const needsInsurance = pile.kind === 'lent';
  if (needsInsurance && (!pile.insurancePolicy || (pile.insuredUntilOn ?? '') < endOn)) return 'not-insured';
  return null;
}

export type HouseholdGap = 'own-pile' | 'not-a-member' | 'blocked';

/** Why a household may not book a pile: it is its own, it is bound to others, or its lender has blocked it. */
export function householdGap(
  householdId: string,
  pile: {
    readonly ownerHouseholdId: string | null;
    readonly members: readonly string[];
    readonly blocked: readonly string[];
  },
): HouseholdGap | null {
  if (pile.ownerHouseholdId === householdId) return 'own-pile';
  if (pile.blocked.includes(householdId)) return 'blocked';
  if (pile.members.length > 0 && !pile.members.includes(householdId)) return 'not-a-member';
  return null;
}
