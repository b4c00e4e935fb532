import { addDays, HOUR_MS, msFromLocal } from '~/domain/shared/local-time';
import { formatDate, formatDateTime, formatRelativeDue, formatWorkingDaysLeft } from '~/i18n/format';
import { useLocale } from '~/i18n/locale-context';
import { StatusBadge } from './status-badge';
import type { Tone } from './tone';

type DueBadgeProps = {
  /** An instant, or a date that ends with its day. */
  dueAt: string;
  now: string;
  /** Where the clock runs in working days, what is left of them (negative when overdue). */
  workingDaysLeft?: number;
  /** The clock is stopped, for instance while documents are being completed. */
  isPaused?: boolean;
};

function toneOf(isOver: boolean, isLastDay: boolean): Tone {
  if (isOver) return 'danger';
  return isLastDay ? 'warn' : 'neutral';
}

/** What is left until a deadline, turning amber on the last day and red after it. */
export function DueBadge({ dueAt, now, workingDaysLeft, isPaused = false }: DueBadgeProps) {
  const locale = useLocale();
  if (isPaused) {
    return (
      <StatusBadge tone="neutral" glyph="‖">
        {locale === 'en' ? 'clock stopped' : '已暂停计时'}
      </StatusBadge>
    );
  }
  const isDate = dueAt.length === 10;
  const endsAtMs = isDate ? msFromLocal(addDays(dueAt, 1)) : Date.parse(dueAt);
  const leftHours = (endsAtMs - Date.parse(now)) / HOUR_MS;
  const tone =
    workingDaysLeft === undefined
      ? toneOf(leftHours < 0, leftHours <= 24)
      : toneOf(workingDaysLeft < 0, workingDaysLeft === 0);
  const left =
    workingDaysLeft === undefined
      ? formatRelativeDue(dueAt, now, locale)
      : formatWorkingDaysLeft(workingDaysLeft, locale);
  return (
    <time dateTime={dueAt} title={isDate ? formatDate(dueAt, locale) : formatDateTime(dueAt, locale)}>
      <StatusBadge tone={tone} glyph={tone === 'neutral' ? '◷' : undefined}>
        {left}
      </StatusBadge>
    </time>
  );
}
