import { addPeriod, type Period, type WorkingDayCalendar } from '../shared/working-days';

/** How long a 公示 must stand, and whether an objection that nobody answered keeps it open. */
export interface PublicityRule {
  readonly minimum: Period;
  readonly openObjectionsBlock: boolean;
}

export interface Objection {
  readonly id: string;
  readonly raisedAt: string;
  readonly handledAt: string | null;
  readonly upheld: boolean;
}

export interface Publicity {
  readonly postedAt: string;
  readonly removedAt: string | null;
  readonly objections: readonly Objection[];
}

export type PublicityVerdict =
  | { ok: true; endsAt: string; objections: number }
  | { ok: false; reason: 'not-yet' | 'removed-early' | 'calendar-provisional'; endsAt: string }
  | { ok: false; reason: 'objections-open' | 'objections-upheld'; endsAt: string; objectionIds: string[] };

/** Whether a 公示 has stood its minimum by `nowAt` with every objection answered and none upheld. */
export function judgePublicity(
  publicity: Publicity,
  rule: PublicityRule,
  nowAt: string,
  calendar: WorkingDayCalendar,
): PublicityVerdict {
  const { dueAt: endsAt, provisional } = addPeriod(publicity.postedAt, rule.minimum, calendar);
  const end = Date.parse(endsAt);
  if (publicity.removedAt !== null && Date.parse(publicity.removedAt) < end) {
    return { ok: false, reason: 'removed-early', endsAt };
  }
  const upheld = publicity.objections.filter((objection) => objection.handledAt !== null && objection.upheld);
  if (upheld.length > 0)
    return { ok: false, reason: 'objections-upheld', endsAt, objectionIds: idsOf(upheld) };
  if (Date.parse(nowAt) < end) return { ok: false, reason: 'not-yet', endsAt };
  if (provisional) return { ok: false, reason: 'calendar-provisional', endsAt };
  const open = publicity.objections.filter((objection) => objection.handledAt === null);
  if (rule.openObjectionsBlock && open.length > 0) {
    return { ok: false, reason: 'objections-open', endsAt, objectionIds: idsOf(open) };
  }
  return { ok: true, endsAt, objections: publicity.objections.length };
}

export type NoticeVerdict =
  | { ok: true }
  | { ok: false; reason: 'notice-too-short' | 'topic-not-posted'; earliestAt: string };

/** Whether an assembly may vote on a topic at `voteAt`: posted, and notice given the full period before (物业管理条例 14: 15 days). */
export function judgeAssemblyNotice(
  notice: { postedAt: string; topicIds: readonly string[] },
  vote: { voteAt: string; topicId: string },
  minimum: Period,
  calendar: WorkingDayCalendar,
): NoticeVerdict {
  const earliestAt = addPeriod(notice.postedAt, minimum, calendar).dueAt;
  if (!notice.topicIds.includes(vote.topicId)) return { ok: false, reason: 'topic-not-posted', earliestAt };
  if (Date.parse(vote.voteAt) < Date.parse(earliestAt))
    return { ok: false, reason: 'notice-too-short', earliestAt };
  return { ok: true };
}

function idsOf(objections: readonly Objection[]): string[] {
  return objections.map((objection) => objection.id);
}
