import { decideLapse } from '~/domain/resolution/resolution-status';
import type { Trx } from '~db/client.server';
import { listOverdueResolutions, lockResolution, type Resolution } from '~db/queries/resolutions.server';
import type { Deps } from '../shared/deps';
import { type Ending, finishResolution } from '../shared/installation/finish-resolution.server';
import { judgeClosing } from '../shared/installation/judge-closing.server';
import { readStanding } from '../shared/installation/resolution-standing.server';

/**
 * Ends every resolution whose time is over and whose outcome is clear, and lets one lapse that nobody decided within
 * its grace days. What still needs a person (an open objection, a quorum, an official result) stays open.
 */
export async function closeDueResolutions(deps: Deps): Promise<{ closed: string[] }> {
  const closed: string[] = [];
  for (const due of await listOverdueResolutions(deps.db, deps.clock())) {
    const done = await deps.db
      .transaction()
      .execute((trx) => closeDueInTransaction(trx, deps, due.compound_id, due.id));
    if (!done) continue;
    closed.push(due.id);
    deps.bus.publish('compound-changed', { compoundId: due.compound_id });
  }
  return { closed };
}

async function closeDueInTransaction(
  trx: Trx,
  deps: Deps,
  compoundId: string,
  resolutionId: string,
): Promise<boolean> {
  const resolution = await lockResolution(trx, compoundId, resolutionId);
  const now = deps.clock();
  if (resolution?.status !== 'open' || resolution.closes_at > now) return false;
  const ending = await endingOf(trx, resolution, now);
  return ending ? finishResolution(trx, deps, resolution, ending) : false;
}

async function endingOf(trx: Trx, resolution: Resolution, now: string): Promise<Ending | null> {
  const verdict = judgeClosing(resolution, await readStanding(trx, resolution, now), now);
  if (verdict.ok) return { status: verdict.status, actorId: null, result: verdict.result };
  const lapse = decideLapse(
    {
      status: resolution.status,
      legalMode: resolution.legal_mode,
      openedAt: resolution.opened_at,
      closesAt: resolution.closes_at,
      proposerId: resolution.params.openedBy,
    },
    resolution.params.graceDays,
    now,
  );
  if (!lapse.ok) return null;
  return { status: 'lapsed', actorId: null, result: { undecided: verdict.reason } };
}
