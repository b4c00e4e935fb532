import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { LendingAnswer, LendingPage } from '~/components/lending/lending-page';
import { LendingView } from '~/components/lending/lending-view';
import { pageTitle } from '~/components/shell/page-title';
import { lendingWords } from '~/i18n/lending';
import { readLendingPage } from '~/routing/lending.server';
import { sendLending } from '~/routing/lending-actions.server';

export const meta = pageTitle(lendingWords, (words, { spaceCode }: LendingPage) =>
  words.pile.title(spaceCode),
);

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readLendingPage(context, request, params.pileId ?? '');
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return sendLending(context, request, params.pileId ?? '');
}

export default function LendPile() {
  const page = useLoaderData<typeof loader>() as LendingPage;
  const answer = useActionData<typeof action>() as LendingAnswer | undefined;
  return <LendingView key={page.pileId} page={page} answer={answer} />;
}
