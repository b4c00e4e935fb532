import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DeskShell, pageTitle } from '~/components/shell';
import { CellLink, EmptyState, PageHeader, Table } from '~/components/ui';
import { formatKva, formatKw, formatLongDate, formatNumber, formatPercent, inBrackets } from '~/i18n/format';
import { hostingWords } from '~/i18n/hosting';
import { useLocale, useWords } from '~/i18n/locale-context';
import { transformerWords } from '~/i18n/transformer';
import { readTransformers } from '~/routing/transformer.server';

export const meta = pageTitle(transformerWords, (words) => words.transformers.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readTransformers(context, request);
}

type Row = Awaited<ReturnType<typeof readTransformers>>['transformers'][number];

export default function Transformers() {
  const words = useWords(transformerWords).transformers;
  const hosting = useWords(hostingWords);
  const locale = useLocale();
  const { transformers, today } = useLoaderData<typeof loader>();
  const count = ({ sampled, hosting: needFactor }: Row, mode: 'uncontrolled' | 'ordered') => {
    const piles = sampled?.[mode].piles ?? needFactor[mode];
    return sampled && piles >= sampled.most
      ? hosting.atLeast(formatNumber(sampled.most))
      : hosting.count(formatNumber(piles));
  };
  return (
    <DeskShell audience="utility">
      <PageHeader title={words.title} meta={words.asOf(formatLongDate(today, locale))} />
      <Table
        caption={words.title}
        isCaptionHidden
        rows={transformers}
        rowKey={(row) => row.id}
        isMarked={(row) => row.shares.freeKw < 0}
        empty={<EmptyState title={words.empty} />}
        columns={[
          {
            key: 'name',
            header: words.name,
            isRowHeader: true,
            cell: (row) => <CellLink to={`/utility/transformers/${row.id}`}>{row.name}</CellLink>,
          },
          { key: 'compound', header: words.compound, cell: (row) => row.compoundName },
          { key: 'rated', header: words.rated, align: 'end', cell: (row) => formatKva(row.ratedKva) },
          { key: 'limit', header: words.limit, align: 'end', cell: (row) => formatKw(row.shares.limitKw) },
          {
            key: 'peak',
            header: words.basePeak,
            align: 'end',
            cell: (row) => `${formatKw(row.basePeakKw)}${inBrackets(formatPercent(row.loadRate), locale)}`,
          },
          { key: 'free', header: words.free, align: 'end', cell: (row) => formatKw(row.shares.freeKw) },
          {
            key: 'hosting',
            header: words.hosting,
            cell: (row) =>
              words.hostingOf(count(row, 'uncontrolled'), count(row, 'ordered'), row.sampled !== null),
          },
          { key: 'queued', header: words.queued, align: 'end', cell: (row) => row.queued },
        ]}
      />
    </DeskShell>
  );
}
