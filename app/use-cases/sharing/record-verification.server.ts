import { isDate, localTimeOf } from '~/domain/shared/local-time';
import { changeBookings } from '~/use-cases/shared/booking/change-bookings.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { type PileKey, reachPileToShare } from '~/use-cases/shared/sharing/pile-to-share.server';
import { updatePile } from '~db/queries/piles.server';

const NO_LENGTH = 60;

export interface VerificationInput extends PileKey {
  verificationNo: string;
  verificationUntilOn: string;
}

export type VerificationOutcome =
  | { ok: true }
  | AccessRefusal
  | Refusal<'verification-no'>
  | Refusal<'until'>;

/** The operator records that a pile's meter is verified for trade, which lets energy be sold there until a date. */
export async function recordVerification(
  deps: Deps,
  actor: ActingPerson,
  input: VerificationInput,
): Promise<VerificationOutcome> {
  const found = await reachPileToShare(deps.db, actor, 'sharing.run', input);
  if (!found.ok) return found;
  const { compoundId, pileId, verificationUntilOn } = input;
  const verificationNo = input.verificationNo.trim();
  if (verificationNo === '' || verificationNo.length > NO_LENGTH)
    return { ok: false, reason: 'verification-no' };
  if (!isDate(verificationUntilOn) || verificationUntilOn < localTimeOf(deps.clock()).on)
    return { ok: false, reason: 'until' };
  return changeBookings(deps, compoundId, async (trx) => {
    await updatePile(trx, compoundId, pileId, {
      trade_settlement: 1,
      verification_no: verificationNo,
      verification_until_on: verificationUntilOn,
    });
    return { ok: true };
  });
}
