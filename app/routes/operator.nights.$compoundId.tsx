import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { NightPageView } from '~/components/night';
import { DeskShell, pageTitle } from '~/components/shell';
import { nightWords } from '~/i18n/night';
import { readNight } from '~/routing/night.server';

export const meta = pageTitle(nightWords, (words, { compoundName }: { compoundName: string }) =>
  words.titleOf(compoundName),
);

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readNight(context, request, 'operator', params.compoundId ?? '');
}

export default function Night() {
  const page = useLoaderData<typeof loader>();
  return (
    <DeskShell audience="operator">
      <NightPageView page={page} listPath="/operator/nights" />
    </DeskShell>
  );
}
