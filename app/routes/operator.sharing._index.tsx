import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DeskCompoundSection } from '~/components/sharing-desk/desk-compound';
import type { SharingDesk } from '~/components/sharing-desk/sharing-desk';
import { DeskShell, pageTitle } from '~/components/shell';
import { EmptyState, Moment, PageHeader } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { sharingDeskWords } from '~/i18n/sharing-desk';
import { readSharingDesk } from '~/routing/sharing-desk.server';

export const meta = pageTitle(sharingDeskWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readSharingDesk(context, request);
}

export default function SharingDeskPage() {
  const words = useWords(sharingDeskWords);
  const { compounds, now } = useLoaderData<typeof loader>() as SharingDesk;
  return (
    <DeskShell audience="operator">
      <PageHeader title={words.title} meta={<Moment at={now} />} />
      {compounds.length === 0 ? <EmptyState title={words.none} /> : null}
      {compounds.map((compound) => (
        <DeskCompoundSection key={compound.id} compound={compound} now={now} />
      ))}
    </DeskShell>
  );
}
