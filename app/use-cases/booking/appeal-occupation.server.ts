import { type AppealRefusal, appealRefusal } from '~/domain/booking/appeal';
import { msFromInstant } from '~/domain/shared/local-time';
import { reachBooking } from '~/use-cases/shared/booking/reach-booking.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { findOccupation, updateOccupation } from '~db/queries/visits.server';

export type AppealOutcome = { ok: true } | AccessRefusal | Refusal<AppealRefusal>;

/** A household says why it should not pay for the time after its slot, within a week. */
export async function appealOccupation(
  deps: Deps,
  actor: ActingPerson,
  { bookingId, text }: { bookingId: string; text: string },
): Promise<AppealOutcome> {
  const seen = await reachBooking(deps.db, actor, 'occupation.appeal', bookingId);
  if (!seen.ok) return seen;
  const { compound_id: compoundId } = seen.booking;
  const at = deps.clock();
  const outcome = await deps.db.transaction().execute(async (trx): Promise<AppealOutcome> => {
    const occupation = await findOccupation(trx, compoundId, bookingId);
    if (!occupation) return { ok: false, reason: 'nothing-charged' };
    const { status, fee_fen: feeFen, until_at: untilAt } = occupation;
    const untilMs = untilAt === null ? null : msFromInstant(untilAt);
    const reason = appealRefusal({ status, feeFen, untilMs }, text, msFromInstant(at));
    if (reason) return { ok: false, reason };
    const patch = { status: 'appealed', appeal_text: text.trim(), appealed_at: at };
    const isFirst = await updateOccupation(trx, occupation, ['ended'], patch);
    return isFirst ? { ok: true } : { ok: false, reason: 'appealed-already' };
  });
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}
