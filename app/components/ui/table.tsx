import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { classNames } from './class-names';

export type SortDirection = 'ascending' | 'descending';

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand right. */
  align?: 'start' | 'end';
  /** The address that sorts by this column (see `sortHref`); the current direction if it does already. */
  sort?: { to: string; direction?: SortDirection };
  /** Names the row: its header on a desk, its heading on a phone. One column has it. */
  isRowHeader?: boolean;
  className?: string;
};

type TableProps<Row> = {
  caption: ReactNode;
  /** Seen only by screen readers where a heading already says it. */
  isCaptionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Marks a row that must not be overlooked, for instance overdue. */
  isMarked?: (row: Row) => boolean;
  /** Shown instead of a table without rows. */
  empty?: ReactNode;
};

// A phone shows rows as blocks, which takes the roles of table elements away: they are said again.
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** Rows on a desk, cards of term and value on a phone: one markup. */
export function Table<Row>({
  caption,
  isCaptionHidden = false,
  columns,
  rows,
  rowKey,
  isMarked,
  empty,
}: TableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    <div className="md:overflow-x-auto md:rounded md:border md:border-line md:bg-paper">
      <table {...roles.table} className="w-full text-left max-md:block">
        <caption
          className={classNames(
            'text-left max-md:block',
            isCaptionHidden ? 'sr-only' : 'px-4 py-3 font-semibold max-md:px-0',
          )}
        >
          {caption}
        </caption>
        <thead className="border-b border-line-strong max-md:sr-only">
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody {...roles.rowgroup} className="max-md:flex max-md:flex-col max-md:gap-3">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              {...roles.row}
              className={classNames(
                'border-b border-line last:border-b-0 max-md:block max-md:rounded max-md:border max-md:bg-paper max-md:p-4 max-md:last:border-b',
                isMarked?.(row) && 'bg-danger-soft max-md:border-danger max-md:bg-danger-soft',
              )}
            >
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const words = useWords(shellWords);
  const { sort } = column;
  const arrow = sort?.direction ? (sort.direction === 'ascending' ? '↑' : '↓') : '↕';
  return (
    <th
      scope="col"
      aria-sort={sort?.direction}
      className={classNames(
        'px-4 py-2 text-sm font-medium whitespace-nowrap text-muted',
        column.align === 'end' && 'text-right',
        column.className,
      )}
    >
      {sort ? (
        <Link
          to={sort.to}
          title={words.sortBy(column.header)}
          preventScrollReset
          className="inline-flex min-h-8 items-center gap-1 underline-offset-4 hover:underline"
        >
          {column.header}
          <span aria-hidden="true">{arrow}</span>
        </Link>
      ) : (
        column.header
      )}
    </th>
  );
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.cell(row);
  const desk = classNames(
    'px-4 py-3 align-top max-md:px-0 max-md:py-1',
    column.align === 'end' && 'md:text-right',
    column.className,
  );
  if (column.isRowHeader) {
    return (
      <th
        {...roles.rowheader}
        scope="row"
        className={classNames(desk, 'font-medium max-md:block max-md:text-lg')}
      >
        {content}
      </th>
    );
  }
  return (
    <td
      {...roles.cell}
      data-label={column.header}
      className={classNames(
        desk,
        'max-md:flex max-md:justify-between max-md:gap-4 max-md:text-right',
        'max-md:before:shrink-0 max-md:before:text-left max-md:before:text-muted max-md:before:content-[attr(data-label)]',
      )}
    >
      <span className="min-w-0">{content}</span>
    </td>
  );
}

/** The present address with another order: `sort=key` up, `sort=-key` down; a second press turns it round. */
export function sortHref(search: URLSearchParams, key: string): { to: string; direction?: SortDirection } {
  const present = search.get('sort');
  const direction = present === key ? 'ascending' : present === `-${key}` ? 'descending' : undefined;
  const next = new URLSearchParams(search);
  next.set('sort', direction === 'ascending' ? `-${key}` : key);
  next.delete('page');
  return { to: `?${next}`, direction };
}
