/** OCPP 1.6 §7.2 AuthorizationStatus, the three that we answer. */
export type TagStatus = 'Accepted' | 'Blocked' | 'Invalid';

export interface KnownTag {
  readonly householdId: string;
  readonly status: string;
}

export interface PileAccess {
  /** Whose pile it is; null for one that the compound shares. */
  readonly householdId: string | null;
  readonly energised: boolean;
}

/** What the tag's household may do at a pile whose time is shared. */
export interface SharedUse {
  readonly kind: 'common' | 'lent';
  /** It has the slot of this moment. */
  readonly hasSlot: boolean;
  /** It may charge without one: walk-ups are taken, nobody else has the time, the price is published, the papers are valid. */
  readonly canWalkUp: boolean;
}

/**
 * Whether a tag of the pile's compound may charge there: its own household's on a private pile, any household's on one that nobody
 * owns. Where time is shared (`shared`), the owner of a lent pile may at any time, others in their slot or as a walk-up.
 */
export function judgeTag(tag: KnownTag | undefined, pile: PileAccess, shared?: SharedUse): TagStatus {
  if (!tag) return 'Invalid';
  if (tag.status !== 'active' || !pile.energised) return 'Blocked';
  if (pile.householdId === tag.householdId) return 'Accepted';
  if (!shared) return pile.householdId === null ? 'Accepted' : 'Invalid';
  const isWalkUp = shared.kind === 'common' && shared.canWalkUp;
  return shared.hasSlot || isWalkUp ? 'Accepted' : 'Blocked';
}
