import { type LendingGap, type SlotTerms, type TermsFault, termsFault } from '~/domain/booking/lending';
import { type CommonMode, type MembersFault, membersFault } from '~/domain/booking/members';
import { localTimeOf } from '~/domain/shared/local-time';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import {
  meteringGapsOf,
  publicCode,
  reachPileToShare,
} from '~/use-cases/shared/sharing/pile-to-share.server';
import type { Trx } from '~db/client.server';
import { countHouseholds, setPileHousehold } from '~db/queries/lending.server';
import {
  findSharedPile,
  insertSharedPile,
  listPileHouseholds,
  updateSharedPile,
} from '~db/queries/shared-piles.server';

export interface OpenPileInput extends SlotTerms {
  compoundId: string;
  pileId: string;
  mode: CommonMode;
  /** The households that the pile is bound to; none for the whole compound. */
  members: readonly string[];
  walkUps: boolean;
}

export type OpenPileOutcome =
  | { ok: true; isRepeat: boolean; code: string }
  | AccessRefusal
  | Refusal<'private-pile'>
  | Refusal<'gaps', { gaps: LendingGap[] }>
  | Refusal<'terms', { fault: TermsFault }>
  | Refusal<'members', { fault: MembersFault | 'unknown-household' }>
  | Refusal<'shared-already'>;

/** Opens a pile of the compound for booking, run by the operator. */
export async function openSharedPile(
  deps: Deps,
  actor: ActingPerson,
  input: OpenPileInput,
): Promise<OpenPileOutcome> {
  const found = await reachPileToShare(deps.db, actor, 'sharing.run', input);
  if (!found.ok) return found;
  if (found.pile.household_id) return { ok: false, reason: 'private-pile' };
  const gaps = meteringGapsOf(found.pile, localTimeOf(deps.clock()).on);
  if (gaps.length > 0) return { ok: false, reason: 'gaps', gaps };
  const terms = termsFault(input);
  if (terms) return { ok: false, reason: 'terms', fault: terms };
  const members = membersFault(input.mode, input.members);
  if (members) return { ok: false, reason: 'members', fault: members };
  return changeBookings(deps, input.compoundId, (trx) => openInTransaction(trx, deps, input));
}

async function openInTransaction(trx: Trx, deps: Deps, input: OpenPileInput): Promise<OpenPileOutcome> {
  const { compoundId, pileId } = input;
  const at = deps.clock();
  const members = [...new Set(input.members)];
  if ((await countHouseholds(trx, compoundId, members)) !== members.length)
    return { ok: false, reason: 'members', fault: 'unknown-household' };
  const known = await findSharedPile(trx, compoundId, pileId);
  const hours = JSON.stringify(input.hours);
  if (known && known.status !== 'closed') {
    const isRepeat = known.hours === hours && known.mode === input.mode;
    return isRepeat ? { ok: true, isRepeat, code: known.code } : { ok: false, reason: 'shared-already' };
  }
  const shared = {
    kind: 'common',
    mode: input.mode,
    lender_household_id: null,
    status: 'open',
    hours,
    step_minutes: input.stepMinutes,
    min_minutes: input.minMinutes,
    max_minutes: input.maxMinutes,
    buffer_minutes: input.bufferMinutes,
    latest_notice_minutes: input.latestNoticeMinutes,
    grace_minutes: input.graceMinutes,
    walk_ups: input.walkUps ? 1 : 0,
    needs_approval: 0,
    insurance_policy: null,
    insured_until_on: null,
    updated_at: at,
  };
  const code = known?.code ?? publicCode(deps);
  if (known) await updateSharedPile(trx, compoundId, pileId, shared);
  else
    await insertSharedPile(trx, {
      compound_id: compoundId,
      pile_id: pileId,
      code,
      created_at: at,
      ...shared,
    });
  for (const before of await listPileHouseholds(trx, compoundId, [pileId]))
    await setPileHousehold(trx, input, before.household_id, null, at);
  for (const householdId of members) await setPileHousehold(trx, input, householdId, 'member', at);
  return { ok: true, isRepeat: false, code };
}
