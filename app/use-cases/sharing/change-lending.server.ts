import { type LentPriceFault, lentPriceFault } from '~/domain/booking/lending';
import { isDate, localTimeOf } from '~/domain/shared/local-time';
import type { SlotsBooked } from '~/use-cases/shared/booking/booked-slots.server';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import {
  changeTerms,
  type TermsChange,
  type TermsOutcome,
} from '~/use-cases/shared/sharing/change-terms.server';
import { publishLentPrice } from '~/use-cases/shared/sharing/lent-price.server';
import { reachPileToShare } from '~/use-cases/shared/sharing/pile-to-share.server';
import type { Trx } from '~db/client.server';
import { findSharedPile, updateSharedPile } from '~db/queries/shared-piles.server';

type LenderTerms = Pick<
  TermsChange,
  | 'hours'
  | 'minMinutes'
  | 'maxMinutes'
  | 'needsApproval'
  | 'addException'
  | 'removeExceptionId'
  | 'takeBackIds'
>;

export interface ChangeLendingInput extends LenderTerms {
  compoundId: string;
  pileId: string;
  status?: 'open' | 'paused';
  price?: { serviceFen: number; notice: string };
  insurance?: { policy: string; untilOn: string };
}

export type ChangeLendingOutcome =
  | TermsOutcome
  | SlotsBooked
  | AccessRefusal
  | Refusal<'not-lent'>
  | Refusal<'insurance'>
  | Refusal<'price', { fault: LentPriceFault }>;

/** Changes a lent pile's windows, price or papers, pauses or resumes it; slots that would lose their place are listed until the owner takes each back. */
export async function changeLending(
  deps: Deps,
  actor: ActingPerson,
  input: ChangeLendingInput,
): Promise<ChangeLendingOutcome> {
  const found = await reachPileToShare(deps.db, actor, 'sharing.lend', input);
  if (!found.ok) return found;
  const { price, insurance } = input;
  const fault = price ? lentPriceFault(price) : null;
  if (fault) return { ok: false, reason: 'price', fault };
  const todayOn = localTimeOf(deps.clock()).on;
  if (
    insurance &&
    (insurance.policy.trim() === '' || !isDate(insurance.untilOn) || insurance.untilOn < todayOn)
  )
    return { ok: false, reason: 'insurance' };
  return changeBookings(deps, input.compoundId, (trx) => changeInTransaction(trx, deps, actor, input));
}

async function changeInTransaction(
  trx: Trx,
  deps: Deps,
  { personId }: ActingPerson,
  { compoundId, pileId, price, insurance, ...change }: ChangeLendingInput,
): Promise<ChangeLendingOutcome> {
  const pile = await findSharedPile(trx, compoundId, pileId);
  if (pile?.kind !== 'lent' || pile.status === 'closed') return { ok: false, reason: 'not-lent' };
  const outcome = await changeTerms(trx, deps, pile, change, { personId, members: [] });
  if (!outcome.ok) return outcome;
  if (insurance) {
    await updateSharedPile(trx, compoundId, pileId, {
      insurance_policy: insurance.policy.trim(),
      insured_until_on: insurance.untilOn,
    });
  }
  if (price) {
    const notice = price.notice.trim();
    await publishLentPrice(trx, deps, { compoundId, pileId, serviceFen: price.serviceFen, notice, personId });
  }
  return outcome;
}
