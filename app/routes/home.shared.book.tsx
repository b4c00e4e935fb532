import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { BookSlot } from '~/components/sharing';
import { pageTitle } from '~/components/shell/page-title';
import { sharingWords } from '~/i18n/sharing';
import { readBookPage, sendBooking } from '~/routing/book-page.server';

export const meta = pageTitle(sharingWords, (words) => words.book.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readBookPage(context, request);
}

export function action({ request, context }: ActionFunctionArgs) {
  return sendBooking(context, request);
}

export default function BookSharedPile() {
  return <BookSlot page={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
