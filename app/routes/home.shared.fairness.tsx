import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FairnessView } from '~/components/sharing/fairness-view';
import { pageTitle } from '~/components/shell/page-title';
import { fairnessWords } from '~/i18n/fairness';
import { readFairness } from '~/routing/fairness.server';

export const meta = pageTitle(fairnessWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readFairness(context, request, 'resident');
}

export default function SharedFairness() {
  return <FairnessView page={useLoaderData<typeof loader>()} rulesPath="/home/shared/rules" />;
}
