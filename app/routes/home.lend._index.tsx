import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LendingOverview } from '~/components/lending/lending-overview';
import { pageTitle } from '~/components/shell/page-title';
import { lendingWords } from '~/i18n/lending';
import { readLendingOverview } from '~/routing/lending.server';

export const meta = pageTitle(lendingWords, (words) => words.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { overview: await readLendingOverview(context, request) };
}

export default function Lend() {
  return <LendingOverview overview={useLoaderData<typeof loader>().overview} />;
}
