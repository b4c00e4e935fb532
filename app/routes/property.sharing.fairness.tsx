import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FairnessView } from '~/components/sharing/fairness-view';
import { DeskShell, pageTitle } from '~/components/shell';
import { fairnessWords } from '~/i18n/fairness';
import { readFairness } from '~/routing/fairness.server';

export const meta = pageTitle(fairnessWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readFairness(context, request, 'property');
}

export default function SharingFairness() {
  const page = useLoaderData<typeof loader>();
  return (
    <DeskShell audience="property">
      <FairnessView page={page} rulesPath="/property/sharing/rules" />
    </DeskShell>
  );
}
