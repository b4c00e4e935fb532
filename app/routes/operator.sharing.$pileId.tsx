import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { PileAnswer, PileDesk } from '~/components/sharing-desk/pile-desk';
import { PileDeskView } from '~/components/sharing-desk/pile-desk-view';
import { DeskShell, pageTitle } from '~/components/shell';
import { pileDeskWords } from '~/i18n/pile-desk';
import { readPileDesk } from '~/routing/pile-desk.server';
import { sendPileDesk } from '~/routing/pile-desk-actions.server';

export const meta = pageTitle(pileDeskWords, (words, { spaceCode }: PileDesk) => words.pile.title(spaceCode));

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readPileDesk(context, request, params.pileId ?? '');
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return sendPileDesk(context, request, params.pileId ?? '');
}

export default function SharedPileSettings() {
  const page = useLoaderData<typeof loader>() as PileDesk;
  const answer = useActionData<typeof action>() as PileAnswer | undefined;
  return (
    <DeskShell audience="operator">
      <PileDeskView key={page.pileId} page={page} answer={answer} />
    </DeskShell>
  );
}
