import { Fragment, type ReactNode, useId } from 'react';
import { Disclosure } from '../ui/disclosure';
import type { ChartSize } from './chart-geometry';

export type LegendEntry = {
  label: ReactNode;
  /** Classes of the sample: fill for an area, stroke for a line. */
  className: string;
  kind: 'area' | 'hatch' | 'line' | 'dashed';
};

export type ChartTable = { columns: readonly string[]; rows: readonly (readonly string[])[] };

type ChartFrameProps = {
  title: string;
  /** The unit and the stretch of time, under the title. */
  unit: string;
  /** What the chart says, in one sentence: read out in its place. */
  summary: string;
  legend: readonly LegendEntry[];
  table: ChartTable;
  tableLabel: string;
  viewBoxOf: (size: ChartSize) => { width: number; height: number };
  children: (size: ChartSize) => ReactNode;
};

// By the room the chart has, not by the screen; a browser without container queries draws the narrow one.
const sizes = {
  narrow: 'max-w-120 @min-[44rem]:hidden',
  wide: 'hidden @min-[44rem]:block',
} as const;

/** Title, unit, drawing (one for phones, one for desks, so that letters keep their size), legend, numbers. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, unit, summary, legend, table, tableLabel, viewBoxOf, children } = props;
  const id = useId();
  return (
    <figure className="@container flex flex-col gap-2" aria-labelledby={`${id}title`}>
      <figcaption>
        <span id={`${id}title`} className="block font-semibold">
          {title}
        </span>
        <span className="block text-sm text-muted">{unit}</span>
      </figcaption>
      {(['narrow', 'wide'] as const).map((size) => {
        const { width, height } = viewBoxOf(size);
        return (
          <svg
            key={size}
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={`${title} – ${summary}`}
            className={`h-auto w-full ${sizes[size]}`}
          >
            {children(size)}
          </svg>
        );
      })}
      <p className="text-sm">{summary}</p>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {legend.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a legend never changes its order
          <li key={index} className="flex items-center gap-1.5">
            <LegendSample entry={entry} />
            {entry.label}
          </li>
        ))}
      </ul>
      <Disclosure summary={tableLabel}>
        <DataTable caption={title} table={table} />
      </Disclosure>
    </figure>
  );
}

function LegendSample({ entry }: { entry: LegendEntry }) {
  const isArea = entry.kind === 'area' || entry.kind === 'hatch';
  return (
    <svg viewBox="0 0 24 14" aria-hidden="true" className="h-3.5 w-6 shrink-0">
      {isArea ? (
        <>
          <rect x="0.5" y="0.5" width="23" height="13" className={`stroke-line-strong ${entry.className}`} />
          {entry.kind === 'hatch' ? (
            <path d="M4 13.5l6-13M10 13.5l6-13M16 13.5l6-13" className="stroke-line-strong" />
          ) : null}
        </>
      ) : (
        <line
          x1="0"
          x2="24"
          y1="7"
          y2="7"
          strokeWidth="2"
          strokeDasharray={entry.kind === 'dashed' ? '7 4' : undefined}
          className={entry.className}
        />
      )}
    </svg>
  );
}

function DataTable({ caption, table }: { caption: string; table: ChartTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section aria-label={caption} tabIndex={0} className="max-h-96 overflow-auto print:max-h-none">
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line-strong">
            {table.columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={`px-2 py-1 font-medium text-muted ${index === 0 ? 'text-left' : 'text-right'}`}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row[0]} className="border-b border-line last:border-b-0">
              {row.map((cell, index) => (
                <Fragment key={table.columns[index]}>
                  {index === 0 ? (
                    <th scope="row" className="px-2 py-1 text-left font-normal whitespace-nowrap">
                      {cell}
                    </th>
                  ) : (
                    <td className="px-2 py-1 text-right whitespace-nowrap">{cell}</td>
                  )}
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
