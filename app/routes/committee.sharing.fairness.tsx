import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FairnessView } from '~/components/sharing/fairness-view';
import { PhoneShell, pageTitle } from '~/components/shell';
import { committeeWords } from '~/i18n/committee';
import { fairnessWords } from '~/i18n/fairness';
import { useWords } from '~/i18n/locale-context';
import { readFairness } from '~/routing/fairness.server';

export const meta = pageTitle(fairnessWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readFairness(context, request, 'committee');
}

export default function SharingFairness() {
  const page = useLoaderData<typeof loader>();
  const { title } = useWords(committeeWords);
  return (
    <PhoneShell audience="committee">
      <FairnessView page={page} crumbs={[{ label: title, to: '/committee' }]} />
    </PhoneShell>
  );
}
