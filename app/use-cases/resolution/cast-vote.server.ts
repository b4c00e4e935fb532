import { can } from '~/domain/permissions/can';
import type { Trx } from '~db/client.server';
import {
  findVisibleResolution,
  lockResolution,
  putVote,
  type VoteChoice,
} from '~db/queries/resolutions.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '../shared/deps';
import { type CommitteeStanding, readStanding } from '../shared/installation/resolution-standing.server';

export interface VoteInput {
  resolutionId: string;
  choice: VoteChoice;
  note: string | null;
}

export type VoteOutcome =
  | { ok: true; receipt: string; castAt: string; standing: CommitteeStanding }
  | AccessRefusal
  | Refusal<'not-a-vote'>
  | Refusal<'not-open'>
  | Refusal<'not-a-member'>;

/** A committee member votes, or votes anew as long as the vote is open; the receipt proves what was cast and when. */
export async function castVote(deps: Deps, actor: ActingPerson, input: VoteInput): Promise<VoteOutcome> {
  const found = await findVisibleResolution(deps.db, actor.grants, input.resolutionId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'case.decide-committee', { tenancy: found.tenancy }))
    return { ok: false, reason: 'forbidden' };
  return deps.db
    .transaction()
    .execute((trx) => voteInTransaction(trx, deps, actor, found.resolution.compound_id, input));
}

async function voteInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  input: VoteInput,
): Promise<VoteOutcome> {
  const resolution = await lockResolution(trx, compoundId, input.resolutionId);
  if (!resolution) return { ok: false, reason: 'not-found' };
  if (resolution.kind !== 'committee_decision') return { ok: false, reason: 'not-a-vote' };
  if (resolution.status !== 'open') return { ok: false, reason: 'not-open' };
  if (!resolution.params.memberIds.includes(actor.personId)) return { ok: false, reason: 'not-a-member' };
  const castAt = deps.clock();
  await putVote(trx, {
    compound_id: compoundId,
    resolution_id: resolution.id,
    person_id: actor.personId,
    choice: input.choice,
    note: input.note,
    cast_at: castAt,
  });
  const standing = await readStanding(trx, resolution, castAt);
  return {
    ok: true,
    castAt,
    receipt: voteReceipt(deps, { ...input, personId: actor.personId, castAt }),
    standing: standing as CommitteeStanding,
  };
}

/** Twelve characters that only this vote of this person at this instant gives. */
export function voteReceipt(
  deps: Pick<Deps, 'sha256'>,
  vote: { resolutionId: string; personId: string; choice: string; castAt: string },
): string {
  const text = [vote.resolutionId, vote.personId, vote.choice, vote.castAt].join('|');
  return deps.sha256(text).slice(0, 12).toUpperCase();
}
