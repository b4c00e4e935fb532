import { type CommonMode, type MembersFault, membersFault } from '~/domain/booking/members';
import type { SlotsBooked } from '~/use-cases/shared/booking/booked-slots.server';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import {
  changeTerms,
  membersOf,
  type TermsChange,
  type TermsOutcome,
} from '~/use-cases/shared/sharing/change-terms.server';
import { reachPileToShare } from '~/use-cases/shared/sharing/pile-to-share.server';
import type { Trx } from '~db/client.server';
import { countHouseholds, setPileHousehold } from '~db/queries/lending.server';
import { findSharedPile, type SharedPileRow, updateSharedPile } from '~db/queries/shared-piles.server';

export interface ChangePileInput extends Omit<TermsChange, 'needsApproval'> {
  compoundId: string;
  pileId: string;
  mode?: CommonMode;
  members?: readonly string[];
}

export type ChangePileOutcome =
  | TermsOutcome
  | SlotsBooked
  | AccessRefusal
  | Refusal<'not-shared'>
  | Refusal<'members', { fault: MembersFault | 'unknown-household' }>;

/** Changes the hours, terms, members or state of a pile that the operator runs; slots that would lose their place are listed until each is named to be taken back. */
export async function changeSharedPile(
  deps: Deps,
  actor: ActingPerson,
  input: ChangePileInput,
): Promise<ChangePileOutcome> {
  const found = await reachPileToShare(deps.db, actor, 'sharing.run', input);
  if (!found.ok) return found;
  return changeBookings(deps, input.compoundId, (trx) => changeInTransaction(trx, deps, actor, input));
}

async function changeInTransaction(
  trx: Trx,
  deps: Deps,
  { personId }: ActingPerson,
  { compoundId, pileId, mode, members: wanted, ...change }: ChangePileInput,
): Promise<ChangePileOutcome> {
  const pile = await findSharedPile(trx, compoundId, pileId);
  if (pile?.kind !== 'common' || pile.status === 'closed') return { ok: false, reason: 'not-shared' };
  const before = await membersOf(trx, pile);
  const members = [...new Set(wanted ?? before)];
  const fault = membersFault(mode ?? pile.mode, members);
  if (fault) return { ok: false, reason: 'members', fault };
  if ((await countHouseholds(trx, compoundId, members)) !== members.length)
    return { ok: false, reason: 'members', fault: 'unknown-household' };
  const outcome = await changeTerms(trx, deps, pile, change, { personId, members });
  if (!outcome.ok) return outcome;
  await storeMembers(trx, deps, pile, before, members);
  if (mode) await updateSharedPile(trx, compoundId, pileId, { mode });
  return outcome;
}

async function storeMembers(
  trx: Trx,
  deps: Deps,
  pile: SharedPileRow,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  const key = { compoundId: pile.compound_id, pileId: pile.pile_id };
  const at = deps.clock();
  for (const householdId of before.filter((id) => !after.includes(id)))
    await setPileHousehold(trx, key, householdId, null, at);
  for (const householdId of after.filter((id) => !before.includes(id)))
    await setPileHousehold(trx, key, householdId, 'member', at);
}
