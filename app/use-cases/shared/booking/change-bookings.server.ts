import type { Trx } from '~db/client.server';
import { lockBookings } from '~db/queries/bookings.server';
import { isExclusionViolation } from '~db/queries/exclusion-violation.server';
import type { Deps } from '../deps';
import { announceBookings } from './announce-bookings';

/** Changes a compound's bookings in one transaction while nobody else does, and tells the processes afterwards where something has changed. */
export async function changeBookings<Outcome extends { ok: boolean; isRepeat?: boolean }>(
  deps: Deps,
  compoundId: string,
  change: (trx: Trx) => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await deps.db.transaction().execute(async (trx) => {
    await lockBookings(trx, compoundId);
    return change(trx);
  });
  if (outcome.ok && !outcome.isRepeat) announceBookings(deps, compoundId);
  return outcome;
}

export interface Taken {
  readonly ok: false;
  readonly reason: 'taken';
  readonly nextBest: null;
}

/** The same for a change that takes time at a pile: an overlap that the database refuses is a slot that somebody else has. */
export async function takeTime<Outcome extends { ok: boolean; isRepeat?: boolean }>(
  deps: Deps,
  compoundId: string,
  change: (trx: Trx) => Promise<Outcome>,
): Promise<Outcome | Taken> {
  try {
    return await changeBookings(deps, compoundId, change);
  } catch (error) {
    if (!isExclusionViolation(error)) throw error;
    return { ok: false, reason: 'taken', nextBest: null };
  }
}
