import type { Deadline } from '~/domain/installation/deadline';
import type { CaseHolder } from '~/domain/installation/life-cycle';
import { formatDate } from '~/i18n/format';
import { inboxWords } from '~/i18n/inbox';
import { useLocale, useWords } from '~/i18n/locale-context';
import { DueBadge } from '../ui';

type ClockLineProps = { holder: CaseHolder; deadline: Deadline | null; now: string };

/** Who holds the ball and until when: "物业须在 11月26日（周三）前办理". */
export function ClockLine({ holder, deadline, now }: ClockLineProps) {
  const words = useWords(inboxWords);
  const locale = useLocale();
  if (!deadline) return <p>{words.file.whoActs(words.holders[holder])}</p>;
  return (
    <p className="flex flex-wrap items-center gap-2">
      <span>{words.file.mustActBy(words.holders[holder], formatDate(deadline.dueOn, locale))}</span>
      <DueBadge dueAt={deadline.dueAt} now={now} workingDaysLeft={deadline.workingDaysLeft} />
    </p>
  );
}
