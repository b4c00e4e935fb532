import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PileWall } from '~/components/pile/pile-wall';
import { DeskShell, pageTitle } from '~/components/shell';
import { EmptyState, Moment, PageHeader } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { pileWords } from '~/i18n/piles';
import { readWall } from '~/routing/pile.server';

export const meta = pageTitle(pileWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readWall(context, request);
}

export default function Piles() {
  const words = useWords(pileWords);
  const { zones, now } = useLoaderData<typeof loader>();
  return (
    <DeskShell audience="operator">
      <PageHeader title={words.title} meta={<Moment at={now} />} />
      {zones.length === 0 ? <EmptyState title={words.empty} /> : null}
      {zones.map((zone) => (
        <PileWall key={zone.key} zone={zone} />
      ))}
    </DeskShell>
  );
}
