import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { SlotPageView } from '~/components/sharing';
import { pageTitle } from '~/components/shell/page-title';
import { slotWords } from '~/i18n/slot';
import { sendSlotAction } from '~/routing/slot-actions.server';
import { readSlotPage } from '~/routing/slot-page.server';

export const meta = pageTitle(slotWords, (words) => words.title);

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readSlotPage(context, request, params.bookingId ?? '');
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return sendSlotAction(context, request, params.bookingId ?? '');
}

export default function SlotRoute() {
  return <SlotPageView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
