import { Link } from '@remix-run/react';
import { classNames } from '~/components/ui/class-names';
import type { CellState } from '~/domain/booking/free-slots';
import type { BandKind } from '~/domain/tariff/tariff-version';
import { chargingWords } from '~/i18n/charging';
import { formatDayAndTime, formatShortDay, formatTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import { bookHref, type CellData, type GridColumn } from './shared-page';

const looks: Record<CellState, string> = {
  free: 'border-accent bg-paper text-accent-strong',
  taken: 'border-line bg-ground text-muted',
  mine: 'border-accent bg-accent-soft font-semibold',
  closed: 'border-line bg-ground text-muted',
  past: 'border-line bg-ground text-muted',
};

type SlotGridProps = {
  columns: readonly GridColumn[];
  now: string;
  caption: string;
  isWeek: boolean;
  bandKinds: readonly (BandKind | null)[];
};

/** Rows that a long day is entered at. */
const ENTRIES = ['06:00', '12:00', '18:00', '22:00'] as const;

/** Half hours down, piles (or the days of one pile) across; a free cell leads to its quote. Rows wholly past are left out. */
export function SlotGrid({ columns, now, caption, isWeek, bandKinds }: SlotGridProps) {
  const words = useWords(sharingWords);
  const locale = useLocale();
  const rows = columns[0]?.cells ?? [];
  const isPast = (row: number) => columns.every((column) => column.cells[row]?.state === 'past');
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
        {(['free', 'taken', 'mine', 'closed'] as const).map((state) => (
          <li key={state}>
            <span aria-hidden="true">{words.glyph[state]}</span> {words.state[state]}
          </li>
        ))}
      </ul>
      <nav aria-label={words.jump} className="flex flex-wrap gap-x-4">
        {ENTRIES.filter((time) => !isPast(rows.findIndex((row) => formatTime(row.startAt) === time))).map(
          (time) => (
            <a
              key={time}
              href={`#at-${time.replace(':', '')}`}
              className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
            >
              {words.jumpTo(time)}
            </a>
          ),
        )}
      </nav>
      <div className="overflow-x-auto rounded border border-line bg-paper">
        <table className="w-full border-separate border-spacing-1 text-center">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col" className="sticky left-0 bg-paper px-2 text-sm font-medium text-muted">
                {words.time}
              </th>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  className="px-1 py-2 text-sm font-semibold whitespace-nowrap"
                >
                  {isWeek ? formatShortDay(column.label, locale) : column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) =>
              isPast(index) ? null : (
                <tr key={row.startAt}>
                  <th
                    scope="row"
                    id={rowId(row.startAt)}
                    className="sticky left-0 scroll-mt-16 bg-paper px-2 text-sm font-medium whitespace-nowrap text-muted tabular-nums"
                  >
                    {formatTime(row.startAt)}
                    <BandWord kind={bandKinds[index] ?? null} />
                  </th>
                  {columns.map((column) => (
                    <td key={column.key} className="min-w-11 p-0">
                      <GridCell column={column} cell={column.cells[index]!} now={now} />
                    </td>
                  ))}
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function rowId(startAt: string): string {
  return `at-${formatTime(startAt).replace(':', '')}`;
}

function BandWord({ kind }: { kind: BandKind | null }) {
  const words = useWords(chargingWords);
  return kind ? <span className="pl-1">{words.band[kind]}</span> : null;
}

function GridCell({ column, cell, now }: { column: GridColumn; cell: CellData; now: string }) {
  const words = useWords(sharingWords);
  const locale = useLocale();
  const look = classNames('flex min-h-11 items-center justify-center rounded border', looks[cell.state]);
  if (!cell.canStart) {
    return (
      <span className={look}>
        <span aria-hidden="true">{words.glyph[cell.state]}</span>
        <span className="sr-only">{words.state[cell.state]}</span>
      </span>
    );
  }
  const { pileId, spaceCode } = column.place;
  return (
    <Link
      to={bookHref({ pileId, startAt: cell.startAt })}
      prefetch="none"
      aria-label={words.bookCell(spaceCode, formatDayAndTime(cell.startAt, now, locale))}
      className={classNames(look, 'hover:bg-accent-soft')}
    >
      <span aria-hidden="true">{words.glyph.free}</span>
    </Link>
  );
}
