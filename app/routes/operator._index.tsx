import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { InboxPage } from '~/components/inbox';
import { DeskShell, pageTitle } from '~/components/shell';
import { inboxWords } from '~/i18n/inbox';
import { readInbox } from '~/routing/inbox.server';

export const meta = pageTitle(inboxWords, (words) => words.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { inbox: await readInbox(context, request, 'operator') };
}

export default function OperatorInbox() {
  const { inbox } = useLoaderData<typeof loader>();
  return (
    <DeskShell audience="operator" counts={{ inbox: inbox.groups.mine.total }}>
      <InboxPage inbox={inbox} hrefOf={(entry) => `/operator/cases/${entry.caseId}`} />
    </DeskShell>
  );
}
