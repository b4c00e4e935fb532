import type { JsonValue } from '~/domain/case-log/canonical-json';
import type { ResolutionStatus } from '~/domain/resolution/resolution-status';
import type { Trx } from '~db/client.server';
import { revokeLetterOfCase } from '~db/queries/letters.server';
import { type Resolution, updateResolution } from '~db/queries/resolutions.server';
import type { Deps } from '../deps';
import { advanceCase } from './advance-case.server';

export interface Ending {
  status: Exclude<ResolutionStatus, 'open' | 'withdrawn'>;
  actorId: string | null;
  result: { [key: string]: JsonValue };
  words?: string;
}

/**
 * Ends a resolution that this transaction has locked and takes its case along. The resolution of a case that has
 * meanwhile been withdrawn is withdrawn with it; false then.
 */
export async function finishResolution(
  trx: Trx,
  deps: Deps,
  resolution: Resolution,
  ending: Ending,
): Promise<boolean> {
  const at = deps.clock();
  const result = { ...ending.result, resolutionId: resolution.id, status: ending.status };
  const step = await advanceCase(trx, deps, {
    compoundId: resolution.compound_id,
    caseId: resolution.case_id,
    event: ending.status === 'passed' ? 'committee_passed' : 'committee_failed',
    actorId: ending.actorId,
    actorRole: ending.actorId ? 'committee' : 'system',
    data: result,
    words: ending.words,
  });
  await updateResolution(trx, resolution.compound_id, resolution.id, {
    status: step.ok ? ending.status : 'withdrawn',
    result: JSON.stringify(step.ok ? result : { status: 'withdrawn' }),
    decided_at: at,
  });
  if (!step.ok) return false;
  if (ending.status !== 'passed')
    await revokeLetterOfCase(trx, resolution.compound_id, resolution.case_id, at);
  return true;
}
