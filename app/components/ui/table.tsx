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
    <div className="overflow-x-auto rounded border border-line bg-paper phone:overflow-visible phone:rounded-none phone:border-0 phone:bg-transparent">
      <table {...roles.table} className="w-full text-left phone:block">
        <caption
          className={classNames(
            'text-left phone:block',
            isCaptionHidden ? 'sr-only' : 'px-4 py-3 font-semibold phone:px-0',
          )}
        >
          {caption}
        </caption>
        <thead className="border-b border-line-strong phone:sr-only">
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody {...roles.rowgroup} className="phone:flex phone:flex-col phone:gap-3">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              {...roles.row}
              className={classNames(
                'border-b border-line last:border-b-0 phone:block phone:rounded phone:border phone:bg-paper phone:p-4 phone:last:border-b',
                isMarked?.(row) && 'bg-danger-soft phone:border-danger phone:bg-danger-soft',
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
    'px-4 py-3 align-top phone:px-0 phone:py-1',
    column.align === 'end' && 'text-right phone:text-left',
    column.className,
  );
  if (column.isRowHeader) {
    return (
      <th
        {...roles.rowheader}
        scope="row"
        className={classNames(desk, 'font-medium phone:block phone:text-lg')}
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
        'phone:flex phone:justify-between phone:gap-4 phone:text-right',
        'phone:before:shrink-0 phone:before:text-left phone:before:text-muted phone:before:content-[attr(data-label)]',
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
