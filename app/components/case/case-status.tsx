import type { Deadline } from '~/domain/installation/deadline';
import { type CaseHolder, type CaseStatus, lifeCycle } from '~/domain/installation/life-cycle';
import { caseStatusWords } from '~/i18n/case-status';
import { formatDate, formatWorkingDaysLeft } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { StatusBadge, type Tone } from '../ui';

const tones: Record<CaseStatus, Tone> = {
  draft: 'neutral',
  property_review: 'info',
  returned: 'warn',
  property_refused: 'danger',
  mediation: 'warn',
  committee_review: 'info',
  committee_refused: 'danger',
  utility_intake: 'info',
  survey: 'info',
  assessment: 'info',
  awaiting_upgrade: 'warn',
  works: 'info',
  commissioning: 'info',
  energised: 'good',
  retired: 'neutral',
  closed_refused: 'danger',
  not_feasible: 'danger',
  withdrawn: 'neutral',
};

/** A case's state as glyph and word. */
export function CaseStatusBadge({ status }: { status: CaseStatus }) {
  const words = useWords(caseStatusWords);
  return <StatusBadge tone={tones[status]}>{words.status[status]}</StatusBadge>;
}

type CaseBallProps = {
  status: CaseStatus;
  deadline: Deadline | null;
  /** The role of the reader, who is then addressed as 您. */
  reader?: CaseHolder;
  /** The holder's own name: "丽湖物业" in place of "物业". */
  holderName?: string | null;
};

/** Who has to do what by when, in one sentence; nothing once nobody has to act. */
export function CaseBall({ status, deadline, reader, holderName }: CaseBallProps) {
  const words = useWords(caseStatusWords);
  const locale = useLocale();
  const { holder } = lifeCycle[status];
  if (holder === 'nobody') return null;
  const who = holder === reader ? words.you : (holderName ?? words.holder[holder]);
  const duty = words.duty[status];
  if (!deadline) return <>{words.mustOpen(who, duty)}</>;
  const sentence = deadline.isOverdue ? words.shouldHave : words.mustBy;
  return (
    <>
      {sentence(
        who,
        formatDate(deadline.dueOn, locale),
        duty,
        formatWorkingDaysLeft(deadline.workingDaysLeft, locale),
      )}
    </>
  );
}
