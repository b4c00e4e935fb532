import type { ReactNode } from 'react';
import type { Deadline } from '~/domain/installation/deadline';
import {
  type CaseEvent,
  type CaseHolder,
  type CaseStatus,
  type ClockKey,
  lifeCycle,
} from '~/domain/installation/life-cycle';
import { roadAhead } from '~/domain/installation/road-ahead';
import type { Role } from '~/domain/permissions/can';
import { caseStatusWords } from '~/i18n/case-status';
import { useWords } from '~/i18n/locale-context';
import { Timeline, type TimelineEntry } from '../ui';
import { CaseBall } from './case-status';

/** One line of the case's log as a page may show it. */
export type CaseTimelineEvent = {
  seq: number;
  at: string;
  kind: CaseEvent;
  /** Already masked where the reader may not see it; null for the system. */
  actorName: string | null;
  actorRole: Role | 'system';
  /** The words that went with the step, where the reader may see them. */
  note?: string | null;
};

type CaseTimelineProps = {
  events: readonly CaseTimelineEvent[];
  status: CaseStatus;
  returnedFrom: CaseStatus | null;
  /** Whether the committee or the owners are asked for this request. */
  committeeAsked: boolean;
  deadline: Deadline | null;
  isDueProvisional?: boolean;
  isEscalated?: boolean;
  /** Working days that the stopped clock still holds. */
  pausedDaysLeft?: number | null;
  /** The allowances of the rule pack, for the steps ahead. */
  allowances?: Partial<Record<ClockKey, number>>;
  reader?: CaseHolder;
  holderName?: string | null;
  /** More under what runs now, for instance the rule behind the step. */
  currentDetail?: ReactNode;
};

/** The life of a case: what was done by whom, what must happen now and by when, what follows. */
export function CaseTimeline(props: CaseTimelineProps) {
  const words = useWords(caseStatusWords);
  const { status, returnedFrom, committeeAsked, allowances = {} } = props;
  const past = props.events.map(
    (event): TimelineEntry => ({
      key: String(event.seq),
      title: words.event[event.kind],
      by: actorOf(event, words),
      at: event.at,
      detail: event.note ? <span className="whitespace-pre-line">{event.note}</span> : undefined,
    }),
  );
  const { holder } = lifeCycle[status];
  const current: TimelineEntry | undefined =
    holder === 'nobody'
      ? undefined
      : {
          key: 'now',
          title: words.status[status],
          due: <CaseBall {...props} />,
          detail: <CurrentDetail {...props} />,
        };
  const next = roadAhead({ status, returnedFrom, committeeAsked }).map((ahead): TimelineEntry => {
    const { clock } = lifeCycle[ahead];
    const days = clock ? allowances[clock] : undefined;
    return {
      key: ahead,
      title: words.status[ahead],
      by: lifeCycle[ahead].holder === 'nobody' ? undefined : words.holder[lifeCycle[ahead].holder],
      due: days === undefined ? undefined : words.withinDays(days),
    };
  });
  return <Timeline past={past} current={current} next={next} />;
}

function CurrentDetail({ isDueProvisional, isEscalated, pausedDaysLeft, currentDetail }: CaseTimelineProps) {
  const words = useWords(caseStatusWords);
  const isPaused = pausedDaysLeft !== null && pausedDaysLeft !== undefined;
  return (
    <>
      {isPaused ? <p>{words.pausedWith(pausedDaysLeft)}</p> : null}
      {isEscalated ? <p className="font-medium text-danger-strong">▲ {words.escalated}</p> : null}
      {isDueProvisional ? <p className="text-muted">{words.provisional}</p> : null}
      {currentDetail}
    </>
  );
}

function actorOf(event: CaseTimelineEvent, words: (typeof caseStatusWords)['zh-CN']): string {
  if (event.actorRole === 'system' || !event.actorName) return words.system;
  if (event.actorRole === 'admin') return event.actorName;
  return words.actor(words.holder[event.actorRole], event.actorName);
}
