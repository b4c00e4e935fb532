import {
  type CommitteeVerdict,
  committeeOutOfReach,
  decideCommittee,
} from '~/domain/resolution/committee-vote';
import { judgePublicity, type PublicityVerdict } from '~/domain/resolution/publicity';
import type { Db, Trx } from '~db/client.server';
import { getWorkingDayCalendar } from '~db/queries/compounds.server';
import { listObjections, listVotes, type Resolution } from '~db/queries/resolutions.server';

export interface CommitteeStanding {
  kind: 'committee_decision';
  verdict: CommitteeVerdict;
  /** No vote that is still to come can change the outcome. */
  isSettled: boolean;
  yes: number;
  no: number;
  abstained: number;
}

export interface NoticeStanding {
  kind: 'neighbours_notice';
  verdict: PublicityVerdict;
  objections: number;
  open: number;
}

export type ResolutionStanding = CommitteeStanding | NoticeStanding | { kind: 'assembly' };

/** How a resolution stands by what has been voted or objected so far: the same figures for the page and for the decision. */
export async function readStanding(
  db: Db | Trx,
  resolution: Resolution,
  now: string,
): Promise<ResolutionStanding> {
  if (resolution.kind === 'neighbours_notice') return noticeStanding(db, resolution, now);
  if (resolution.kind === 'assembly' || !resolution.params.committeeVote) return { kind: 'assembly' };
  const votes = (await listVotes(db, resolution.compound_id, resolution.id)).filter((vote) =>
    resolution.params.memberIds.includes(vote.person_id),
  );
  const choosing = (choice: string) => votes.filter((vote) => vote.choice === choice).length;
  const count = {
    members: resolution.members_total,
    present: votes.length,
    yes: choosing('yes'),
    no: choosing('no'),
  };
  const verdict = decideCommittee(count, resolution.params.committeeVote);
  return {
    kind: 'committee_decision',
    verdict,
    isSettled: verdict.ok || committeeOutOfReach(count, resolution.params.committeeVote),
    yes: count.yes,
    no: count.no,
    abstained: choosing('abstain'),
  };
}

async function noticeStanding(db: Db | Trx, resolution: Resolution, now: string): Promise<NoticeStanding> {
  const objections = await listObjections(db, resolution.compound_id, resolution.id);
  const verdict = judgePublicity(
    {
      postedAt: resolution.opened_at,
      removedAt: null,
      objections: objections.map((objection) => ({
        id: objection.id,
        raisedAt: objection.made_at,
        handledAt: objection.handled_at,
        upheld: objection.upheld === 1,
      })),
    },
    { minimum: resolution.params.notice ?? { amount: 0, unit: 'days' }, openObjectionsBlock: true },
    now,
    await getWorkingDayCalendar(db),
  );
  return {
    kind: 'neighbours_notice',
    verdict,
    objections: objections.length,
    open: objections.filter((objection) => objection.handled_at === null).length,
  };
}
