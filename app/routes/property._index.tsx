import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { InboxPage } from '~/components/inbox';
import { DeskShell, pageTitle } from '~/components/shell';
import { LinkButton } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { propertyWords } from '~/i18n/property';
import { type InboxData, readInbox } from '~/routing/inbox.server';

export const meta = pageTitle(propertyWords, (words) => words.inboxTitle);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readInbox(context, request, 'property');
}

export default function PropertyInbox() {
  const words = useWords(propertyWords);
  const inbox = useLoaderData<typeof loader>() as InboxData;
  return (
    <DeskShell audience="property" counts={{ inbox: inbox.groups.mine.total }}>
      <InboxPage
        inbox={inbox}
        title={words.inboxTitle}
        hrefOf={(entry) => `/property/cases/${entry.caseId}`}
        actions={<LinkButton to="/property/households">{words.households}</LinkButton>}
      />
    </DeskShell>
  );
}
