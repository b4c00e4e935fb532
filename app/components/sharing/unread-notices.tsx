import { Link } from '@remix-run/react';
import { householdNoticeWords } from '~/i18n/household-notices';
import { useWords } from '~/i18n/locale-context';

/** The way to what the household has been told and nobody has read. */
export function UnreadNotices({ count }: { count: number }) {
  const words = useWords(householdNoticeWords);
  if (count === 0) return null;
  return (
    <Link
      to="/home/notices"
      className="inline-flex min-h-11 items-center font-medium text-accent-strong underline underline-offset-4"
    >
      {words.unread(count)}
    </Link>
  );
}
