import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { NightList } from '~/components/night';
import { DeskShell, pageTitle } from '~/components/shell';
import { nightWords } from '~/i18n/night';
import { readNightList } from '~/routing/night.server';

export const meta = pageTitle(nightWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readNightList(context, request, 'operator');
}

export default function Nights() {
  const { compounds, now } = useLoaderData<typeof loader>();
  return (
    <DeskShell audience="operator">
      <NightList compounds={compounds} now={now} path="/operator/nights" />
    </DeskShell>
  );
}
