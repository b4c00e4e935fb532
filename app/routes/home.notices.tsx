import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { IntentButton } from '~/components/sharing';
import { pageTitle } from '~/components/shell/page-title';
import { Card, EmptyState, LinkButton, Moment, PageHeader, StatusBadge } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { wordsFor } from '~/i18n/define-words';
import { householdNoticeWords } from '~/i18n/household-notices';
import { useWords } from '~/i18n/locale-context';
import { readAll, readNotices } from '~/routing/household-notices.server';

export const meta = pageTitle(householdNoticeWords, (words) => words.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { notices: await readNotices(context, request) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await readAll(context, request);
  const { marked } = wordsFor(context.locale, householdNoticeWords);
  return redirectWithFlash('/home/notices', { tone: 'good', text: marked });
}

export default function NoticesRoute() {
  const words = useWords(householdNoticeWords);
  const { notices } = useLoaderData<typeof loader>();
  const isAnyUnread = notices.some(({ isUnread }) => isUnread);
  return (
    <>
      <PageHeader title={words.title} />
      {notices.length === 0 ? (
        <EmptyState title={words.none} action={<LinkButton to="/home/shared">{words.toShared}</LinkButton>}>
          {words.noneHelp}
        </EmptyState>
      ) : null}
      <ul className="flex flex-col gap-3">
        {notices.map((notice) => (
          <Card key={notice.id} as="li" className="flex flex-col items-start gap-1">
            {notice.isUnread ? <StatusBadge tone="info">{words.fresh}</StatusBadge> : null}
            <p>{notice.text}</p>
            <p className="flex w-full items-center justify-between gap-3 text-sm text-muted">
              <Moment at={notice.at} />
              <Link
                to={notice.link}
                className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
              >
                {words.open}
              </Link>
            </p>
          </Card>
        ))}
      </ul>
      {isAnyUnread ? <IntentButton intent="read">{words.markRead}</IntentButton> : null}
    </>
  );
}
