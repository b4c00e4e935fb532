import { type LendingGap, meteringGaps } from '~/domain/booking/lending';
import { type Action, can, canSee } from '~/domain/permissions/can';
import type { Db } from '~db/client.server';
import { findPileToShare, type PileToShare } from '~db/queries/lending.server';
import type { AccessRefusal, ActingPerson, Deps } from '../deps';

export interface PileKey {
  compoundId: string;
  pileId: string;
}

/** A pile whose sharing the actor may decide: as the household that owns it, or as the compound's operator. */
export async function reachPileToShare(
  db: Db,
  actor: ActingPerson,
  action: Extract<Action, 'sharing.lend' | 'sharing.run'>,
  { compoundId, pileId }: PileKey,
): Promise<{ ok: true; pile: PileToShare } | AccessRefusal> {
  const pile = await findPileToShare(db, compoundId, pileId);
  if (!pile) return { ok: false, reason: 'not-found' };
  const resource = { tenancy: pile.tenancy, householdId: pile.household_id };
  if (!canSee(actor, resource)) return { ok: false, reason: 'not-found' };
  return can(actor, action, resource) ? { ok: true, pile } : { ok: false, reason: 'forbidden' };
}

type PileWithPapers = Pick<
  PileToShare,
  | 'energised_at'
  | 'retired_at'
  | 'identity'
  | 'trade_settlement'
  | 'verification_no'
  | 'verification_until_on'
>;

export function lendingFactsOf(pile: PileWithPapers) {
  return {
    energised: pile.energised_at !== null,
    retired: pile.retired_at !== null,
    connected: pile.identity !== null,
    tradeSettlement: pile.trade_settlement === 1,
    verificationNo: pile.verification_no,
    verificationUntilOn: pile.verification_until_on,
  };
}

export function meteringGapsOf(pile: PileWithPapers, todayOn: string): LendingGap[] {
  return meteringGaps(lendingFactsOf(pile), todayOn);
}

/** The last part of a pile's public address: ten characters of 32 in lower case that nobody can guess. */
export function publicCode({ newId }: Pick<Deps, 'newId'>): string {
  return newId('pile').slice('pile_'.length).slice(0, 10);
}
