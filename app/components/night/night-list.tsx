import { CellLink, EmptyState, PageHeader, Table } from '~/components/ui';
import { formatAgo, formatKwh, formatNumber } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { nightWords } from '~/i18n/night';
import type { NightListRow } from './night';

type NightListProps = { compounds: readonly NightListRow[]; now: string; path: string };

/** The compounds of a desk with tonight's plan in figures. */
export function NightList({ compounds, now, path }: NightListProps) {
  const words = useWords(nightWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader title={words.title} />
      <Table
        caption={words.title}
        isCaptionHidden
        rows={compounds}
        rowKey={(row) => row.id}
        isMarked={(row) => (row.unmetKwh ?? 0) > 0.05}
        empty={<EmptyState title={words.listEmpty}>{words.listHelp}</EmptyState>}
        columns={[
          {
            key: 'compound',
            header: words.compound,
            isRowHeader: true,
            cell: (row) => <CellLink to={`${path}/${row.id}`}>{row.name}</CellLink>,
          },
          { key: 'cars', header: words.cars, align: 'end', cell: (row) => words.carsOf(row.cars) },
          {
            key: 'made',
            header: words.made,
            cell: (row) => (row.madeAt ? formatAgo(row.madeAt, now, locale) : words.never),
          },
          { key: 'cause', header: words.cause, cell: (row) => (row.cause ? words.causes[row.cause] : '–') },
          {
            key: 'unmet',
            header: words.unmet,
            align: 'end',
            cell: (row) => (row.unmetKwh === null ? '–' : formatKwh(row.unmetKwh)),
          },
          {
            key: 'cost',
            header: words.cost,
            align: 'end',
            cell: (row) => (row.costYuan === null ? '–' : words.costOf(formatNumber(row.costYuan, 2))),
          },
        ]}
      />
    </>
  );
}
