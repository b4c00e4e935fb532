import { formatDate, formatDateTime, formatTime } from '~/i18n/format';
import { useLocale } from '~/i18n/locale-context';

type MomentProps = { at: string; show?: 'date' | 'time' | 'date-time' };

/** An instant or a date as people read it, with the machine's form behind it. */
export function Moment({ at, show = at.length === 10 ? 'date' : 'date-time' }: MomentProps) {
  const locale = useLocale();
  const text =
    show === 'time' ? formatTime(at) : show === 'date' ? formatDate(at, locale) : formatDateTime(at, locale);
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {text}
    </time>
  );
}
