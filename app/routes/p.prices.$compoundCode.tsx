import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PriceBoardSection } from '~/components/sharing';
import { PublicFrame, pageTitle } from '~/components/shell';
import { PageHeader } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { publicPileWords } from '~/i18n/public-pile';
import { refuse } from '~/routing/guard.server';
import { readPriceBoards } from '~/routing/price-boards.server';

export const meta = pageTitle(publicPileWords, (words) => words.prices.title);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const boards = await readPriceBoards(context, params.compoundCode ?? '');
  if (!boards) throw refuse('not-found');
  return boards;
}

export default function PriceBoardRoute() {
  const words = useWords(publicPileWords).prices;
  const { compoundName, boards, tariffSource } = useLoaderData<typeof loader>();
  return (
    <PublicFrame>
      <PageHeader title={words.title} meta={compoundName} />
      <p>{words.intro}</p>
      {tariffSource ? <p className="text-muted">{words.source(tariffSource)}</p> : null}
      {boards.map((board) => (
        <PriceBoardSection key={board.board} board={board} />
      ))}
    </PublicFrame>
  );
}
