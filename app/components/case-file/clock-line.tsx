import type { Deadline } from '~/domain/installation/deadline';
import type { CaseHolder, CaseStatus } from '~/domain/installation/life-cycle';
import { caseStatusWords } from '~/i18n/case-status';
import { useWords } from '~/i18n/locale-context';
import { CaseBall, CaseStatusBadge } from '../case';
import { DueBadge, StatusBadge } from '../ui';

type ClockLineProps = {
  status: CaseStatus;
  deadline: Deadline | null;
  now: string;
  reader: CaseHolder;
  isEscalated?: boolean;
};

/** The top of an action panel: the state, who must do what by when, and the clock. */
export function ClockLine({ status, deadline, now, reader, isEscalated = false }: ClockLineProps) {
  const words = useWords(caseStatusWords);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <CaseStatusBadge status={status} />
        {deadline ? (
          <DueBadge dueAt={deadline.dueAt} now={now} workingDaysLeft={deadline.workingDaysLeft} />
        ) : null}
        {isEscalated ? <StatusBadge tone="danger">{words.escalated}</StatusBadge> : null}
      </div>
      <p>
        <CaseBall status={status} deadline={deadline} reader={reader} />
      </p>
    </div>
  );
}
