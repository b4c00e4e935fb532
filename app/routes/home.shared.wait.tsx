import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { WaitPageView } from '~/components/sharing/wait-page-view';
import { pageTitle } from '~/components/shell/page-title';
import { waitingWords } from '~/i18n/waiting';
import { sendWaiting } from '~/routing/wait-actions.server';
import { readWaitPage } from '~/routing/wait-page.server';

export const meta = pageTitle(waitingWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readWaitPage(context, request);
}

export function action({ request, context }: ActionFunctionArgs) {
  return sendWaiting(context, request);
}

export default function SharedWait() {
  return <WaitPageView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
