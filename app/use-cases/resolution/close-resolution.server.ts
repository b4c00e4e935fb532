import { can } from '~/domain/permissions/can';
import type { Trx } from '~db/client.server';
import { findVisibleResolution, lockResolution } from '~db/queries/resolutions.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '../shared/deps';
import { finishResolution } from '../shared/installation/finish-resolution.server';
import { type ClosingVerdict, judgeClosing } from '../shared/installation/judge-closing.server';
import { readStanding } from '../shared/installation/resolution-standing.server';

export type CloseOutcome =
  | { ok: true; status: 'passed' | 'failed' }
  | AccessRefusal
  | Exclude<ClosingVerdict, { ok: true }>
  | Refusal<'case-moved-on'>;

/** A committee member announces the outcome, once it is settled or its time is over; two who do it decide once. */
export async function closeResolution(
  deps: Deps,
  actor: ActingPerson,
  input: { resolutionId: string },
): Promise<CloseOutcome> {
  const found = await findVisibleResolution(deps.db, actor.grants, input.resolutionId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'case.decide-committee', { tenancy: found.tenancy }))
    return { ok: false, reason: 'forbidden' };
  const { compound_id: compoundId } = found.resolution;
  const outcome = await deps.db
    .transaction()
    .execute((trx) => closeInTransaction(trx, deps, compoundId, input.resolutionId, actor.personId));
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}

async function closeInTransaction(
  trx: Trx,
  deps: Deps,
  compoundId: string,
  resolutionId: string,
  actorId: string,
): Promise<CloseOutcome> {
  const resolution = await lockResolution(trx, compoundId, resolutionId);
  if (!resolution) return { ok: false, reason: 'not-found' };
  if (resolution.status !== 'open') return { ok: false, reason: 'not-open' };
  const now = deps.clock();
  const verdict = judgeClosing(resolution, await readStanding(trx, resolution, now), now);
  if (!verdict.ok) return verdict;
  const { status, result } = verdict;
  const finished = await finishResolution(trx, deps, resolution, { status, actorId, result });
  return finished ? { ok: true, status } : { ok: false, reason: 'case-moved-on' };
}
