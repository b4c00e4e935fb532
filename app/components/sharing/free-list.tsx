import { Link } from '@remix-run/react';
import { formatNumber, formatTimeRange } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import { bookHref, type GridColumn } from './shared-page';

const HALF_HOUR_MS = 1_800_000;

/** The free stretches of a day, pile by pile: the grid in words. */
export function FreeList({ columns }: { columns: readonly GridColumn[] }) {
  const words = useWords(sharingWords);
  return (
    <ul className="flex flex-col gap-4">
      {columns.map((column) => (
        <li key={column.key} className="flex flex-col">
          <h3 className="font-semibold">{column.label}</h3>
          {column.free.length === 0 ? <p className="text-muted">{words.noFree}</p> : null}
          <ul>
            {column.free.map((window) => (
              <li key={window.startAt}>
                <Link
                  to={bookHref({ pileId: column.place.pileId, startAt: onGrid(window.startAt) })}
                  className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
                >
                  {words.freeFrom(
                    formatTimeRange(window.startAt, window.endAt),
                    words.hours(formatNumber(hoursOf(window), 1)),
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function hoursOf(window: { startAt: string; endAt: string }): number {
  return (Date.parse(window.endAt) - Date.parse(window.startAt)) / 3_600_000;
}

function onGrid(startAt: string): string {
  return new Date(Math.ceil(Date.parse(startAt) / HALF_HOUR_MS) * HALF_HOUR_MS).toISOString();
}
