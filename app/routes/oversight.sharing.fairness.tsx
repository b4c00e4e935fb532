import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FairnessView } from '~/components/sharing/fairness-view';
import { DeskShell, pageTitle } from '~/components/shell';
import { fairnessWords } from '~/i18n/fairness';
import { useWords } from '~/i18n/locale-context';
import { oversightWords } from '~/i18n/oversight';
import { readFairness } from '~/routing/fairness.server';

export const meta = pageTitle(fairnessWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readFairness(context, request, 'supervisor');
}

export default function SharingFairness() {
  const page = useLoaderData<typeof loader>();
  const { title } = useWords(oversightWords);
  return (
    <DeskShell audience="supervisor">
      <FairnessView page={page} crumbs={[{ label: title, to: '/oversight' }]} />
    </DeskShell>
  );
}
