import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { DeskCompoundSection } from '~/components/sharing-desk/desk-compound';
import type { AppealAnswer, SharingDesk } from '~/components/sharing-desk/sharing-desk';
import { DeskShell, pageTitle } from '~/components/shell';
import { EmptyState, Moment, PageHeader } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { sharingDeskWords } from '~/i18n/sharing-desk';
import { sendDecision } from '~/routing/appeal-decision.server';
import { readSharingDesk } from '~/routing/sharing-desk.server';

export const meta = pageTitle(sharingDeskWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readSharingDesk(context, request);
}

export function action({ request, context }: ActionFunctionArgs) {
  return sendDecision(context, request);
}

export default function SharingDeskPage() {
  const words = useWords(sharingDeskWords);
  const { compounds, now } = useLoaderData<typeof loader>() as SharingDesk;
  const answer = useActionData<typeof action>() as AppealAnswer | undefined;
  return (
    <DeskShell audience="operator">
      <PageHeader title={words.title} meta={<Moment at={now} />} />
      {compounds.length === 0 ? <EmptyState title={words.none} /> : null}
      {compounds.map((compound) => (
        <DeskCompoundSection key={compound.id} compound={compound} now={now} answer={answer} />
      ))}
    </DeskShell>
  );
}
