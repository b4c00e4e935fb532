import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type PileLabel, PileLabelSheet } from '~/components/sharing-desk/pile-label';
import { pageTitle } from '~/components/shell/page-title';
import { pileLabelWords } from '~/i18n/pile-label';
import { readPileLabel } from '~/routing/pile-label.server';

export const meta = pageTitle(
  pileLabelWords,
  (words, { spaceCode }: PileLabel) => `${words.title} ${spaceCode}`,
);

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readPileLabel(context, request, params.pileId ?? '');
}

export default function PileLabelPage() {
  return <PileLabelSheet label={useLoaderData<typeof loader>() as PileLabel} />;
}
