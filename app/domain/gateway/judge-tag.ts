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

/** Whether a tag of the pile's compound may charge there: its own household's on a private pile, any household's on a shared one. */
export function judgeTag(tag: KnownTag | undefined, pile: PileAccess): TagStatus {
  if (!tag) return 'Invalid';
  if (tag.status !== 'active' || !pile.energised) return 'Blocked';
  return pile.householdId === null || pile.householdId === tag.householdId ? 'Accepted' : 'Invalid';
}
