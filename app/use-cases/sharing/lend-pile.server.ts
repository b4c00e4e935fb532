import {
  LENT_TERMS,
  type LendingGap,
  type LentPriceFault,
  lendingGaps,
  lentPriceFault,
  type TermsFault,
  termsFault,
} from '~/domain/booking/lending';
import type { OpeningHours } from '~/domain/booking/opening-hours';
import { isDate, localTimeOf } from '~/domain/shared/local-time';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { publishLentPrice } from '~/use-cases/shared/sharing/lent-price.server';
import {
  lendingFactsOf,
  publicCode,
  reachPileToShare,
} from '~/use-cases/shared/sharing/pile-to-share.server';
import type { Trx } from '~db/client.server';
import type { PileToShare } from '~db/queries/lending.server';
import { findSharedPile, insertSharedPile, updateSharedPile } from '~db/queries/shared-piles.server';

export interface LendInput {
  compoundId: string;
  pileId: string;
  /** When guests may come, local time. */
  hours: readonly OpeningHours[];
  minMinutes: number;
  maxMinutes: number;
  /** Whether each guest waits for the lender's word. */
  needsApproval: boolean;
  /** What guests pay for each kWh on top of the energy price, fen. */
  serviceFen: number;
  /** What the lender tells its guests. */
  notice: string;
  insurancePolicy: string;
  insuredUntilOn: string;
}

export type LendOutcome =
  | { ok: true; isRepeat: boolean; code: string }
  | AccessRefusal
  | Refusal<'gaps', { gaps: LendingGap[] }>
  | Refusal<'terms', { fault: TermsFault }>
  | Refusal<'price', { fault: LentPriceFault }>
  | Refusal<'lent-already'>;

/** Lends the household's own pile to guests: with power, verified metering and insurance, at a price that is published from now on. */
export async function lendPile(deps: Deps, actor: ActingPerson, input: LendInput): Promise<LendOutcome> {
  const found = await reachPileToShare(deps.db, actor, 'sharing.lend', input);
  if (!found.ok) return found;
  const { pile } = found;
  const todayOn = localTimeOf(deps.clock()).on;
  const insuredUntilOn = isDate(input.insuredUntilOn) ? input.insuredUntilOn : '';
  const facts = { ...lendingFactsOf(pile), insurancePolicy: input.insurancePolicy, insuredUntilOn };
  const gaps = lendingGaps(facts, todayOn);
  if (gaps.length > 0) return { ok: false, reason: 'gaps', gaps };
  const terms = termsFault({ ...LENT_TERMS, ...input });
  if (terms) return { ok: false, reason: 'terms', fault: terms };
  const price = lentPriceFault(input);
  if (price) return { ok: false, reason: 'price', fault: price };
  return changeBookings(deps, input.compoundId, (trx) => lendInTransaction(trx, deps, actor, pile, input));
}

async function lendInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  pile: PileToShare,
  input: LendInput,
): Promise<LendOutcome> {
  const { compoundId, pileId, serviceFen, notice } = input;
  const at = deps.clock();
  const known = await findSharedPile(trx, compoundId, pileId);
  const hours = JSON.stringify(input.hours);
  if (known && known.status !== 'closed') {
    const isRepeat = known.hours === hours && known.insurance_policy === input.insurancePolicy.trim();
    return isRepeat ? { ok: true, isRepeat, code: known.code } : { ok: false, reason: 'lent-already' };
  }
  const lent = {
    kind: 'lent',
    mode: 'lent',
    lender_household_id: pile.household_id,
    status: 'open',
    hours,
    step_minutes: LENT_TERMS.stepMinutes,
    min_minutes: input.minMinutes,
    max_minutes: input.maxMinutes,
    buffer_minutes: LENT_TERMS.bufferMinutes,
    latest_notice_minutes: LENT_TERMS.latestNoticeMinutes,
    grace_minutes: LENT_TERMS.graceMinutes,
    walk_ups: 0,
    needs_approval: input.needsApproval ? 1 : 0,
    insurance_policy: input.insurancePolicy.trim(),
    insured_until_on: input.insuredUntilOn,
    updated_at: at,
  };
  const code = known?.code ?? publicCode(deps);
  if (known) await updateSharedPile(trx, compoundId, pileId, lent);
  else
    await insertSharedPile(trx, { compound_id: compoundId, pile_id: pileId, code, created_at: at, ...lent });
  const price = { compoundId, pileId, serviceFen, notice: notice.trim(), personId: actor.personId };
  await publishLentPrice(trx, deps, price);
  return { ok: true, isRepeat: false, code };
}
