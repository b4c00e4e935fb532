import { AT_LEAST_HALF, MORE_THAN_HALF, neededOf, type Share } from './share';

/** Both shares are of all members, so an absent member counts like one who does not agree. */
export interface CommitteeRule {
  readonly presence: Share;
  readonly approval: Share;
  readonly source: string;
}

export const COMMITTEE_RULES = {
  beijing: {
    presence: MORE_THAN_HALF,
    approval: MORE_THAN_HALF,
    source: '北京市物业管理条例（2024）第四十五条',
  },
  shaoxing: {
    presence: AT_LEAST_HALF,
    approval: AT_LEAST_HALF,
    source: '绍兴市物业管理条例（2020）第二十一条',
  },
} as const satisfies Record<string, CommitteeRule>;

export interface CommitteeCount {
  readonly members: number;
  readonly present: number;
  readonly yes: number;
  readonly no: number;
}

export interface CommitteeNumbers {
  readonly members: number;
  readonly participated: number;
  readonly neededParticipation: number;
  readonly yes: number;
  readonly neededYes: number;
}

export type CommitteeVerdict =
  | ({ ok: true } & CommitteeNumbers)
  | ({ ok: false; reason: 'no-members' | 'count-inconsistent' | 'quorum' | 'majority' } & CommitteeNumbers);

/** Whether a committee's decision is made with the members who have taken part and agreed so far. */
export function decideCommittee(count: CommitteeCount, rule: CommitteeRule): CommitteeVerdict {
  const { members, present, yes, no } = count;
  const numbers: CommitteeNumbers = {
    members,
    participated: present,
    neededParticipation: neededOf(members, rule.presence),
    yes,
    neededYes: neededOf(members, rule.approval),
  };
  const whole = [members, present, yes, no].every((value) => Number.isSafeInteger(value) && value >= 0);
  if (members <= 0) return { ok: false, reason: 'no-members', ...numbers };
  if (!whole || present > members || yes + no > present)
    return { ok: false, reason: 'count-inconsistent', ...numbers };
  if (present < numbers.neededParticipation) return { ok: false, reason: 'quorum', ...numbers };
  if (yes < numbers.neededYes) return { ok: false, reason: 'majority', ...numbers };
  return { ok: true, ...numbers };
}

/** True when even with every remaining member agreeing the decision could no longer be made. */
export function committeeOutOfReach(count: CommitteeCount, rule: CommitteeRule): boolean {
  const silent = count.members - count.present;
  const undecided = count.present - count.yes - count.no;
  return count.yes + undecided + silent < neededOf(count.members, rule.approval);
}
