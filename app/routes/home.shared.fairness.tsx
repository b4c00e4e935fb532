import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FairnessView } from '~/components/sharing/fairness-view';
import { pageTitle } from '~/components/shell/page-title';
import { fairnessWords } from '~/i18n/fairness';
import { useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import { readFairness } from '~/routing/fairness.server';

export const meta = pageTitle(fairnessWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readFairness(context, request, 'resident');
}

export default function SharedFairness() {
  const page = useLoaderData<typeof loader>();
  const { title } = useWords(sharingWords);
  const crumbs = [{ label: title, to: '/home/shared' }];
  return <FairnessView page={page} rulesPath="/home/shared/rules" crumbs={crumbs} />;
}
