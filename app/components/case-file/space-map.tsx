import { inboxWords } from '~/i18n/inbox';
import { useWords } from '~/i18n/locale-context';
import type { CaseFileSpace, MapSpace } from './case-file-data';

const CELL_WIDTH = 46;
const CELL_HEIGHT = 58;
const GAP = 4;
const COLUMNS_BESIDE = 3;
const ROWS_BESIDE = 2;

/** A schematic of the space's surroundings: the case's space filled and named, its neighbours in outline, piles in use marked. */
export function SpaceMap({ space }: { space: CaseFileSpace }) {
  const words = useWords(inboxWords).file;
  const others = neighboursOf(space);
  const all = [...others, space];
  const columns = ranksOf(all.map(({ mapX }) => mapX));
  const rows = ranksOf(all.map(({ mapY }) => mapY));
  const width = columns.size * (CELL_WIDTH + GAP) + GAP;
  const height = rows.size * (CELL_HEIGHT + GAP) + GAP;
  const place = (at: { mapX: number; mapY: number }) => ({
    x: GAP + (columns.get(at.mapX) ?? 0) * (CELL_WIDTH + GAP),
    y: GAP + (rows.get(at.mapY) ?? 0) * (CELL_HEIGHT + GAP),
  });
  const title = words.mapTitle(space.code, space.zone);
  return (
    <figure className="flex flex-col gap-2">
      <div className="rounded border border-line bg-ground p-2">
        <svg
          role="img"
          aria-label={title}
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          className="mx-auto block h-auto max-w-full"
        >
          <title>{title}</title>
          {others.map((other) => (
            <g key={other.code}>
              <rect
                {...place(other)}
                width={CELL_WIDTH}
                height={CELL_HEIGHT}
                rx="3"
                className="fill-paper stroke-line-strong"
              />
              <MapText at={place(other)} code={other.code} className="fill-muted" />
              {other.hasPile ? (
                <text
                  x={place(other).x + CELL_WIDTH / 2}
                  y={place(other).y + CELL_HEIGHT - 10}
                  textAnchor="middle"
                  fontSize="14"
                >
                  ⚡
                </text>
              ) : null}
            </g>
          ))}
          <rect
            {...place(space)}
            width={CELL_WIDTH}
            height={CELL_HEIGHT}
            rx="3"
            className="fill-accent stroke-ink"
            strokeWidth="2"
          />
          <MapText at={place(space)} code={space.code} className="fill-paper" />
        </svg>
      </div>
      <figcaption className="text-sm text-muted">{words.mapLegend(space.code)}</figcaption>
    </figure>
  );
}

function MapText({ at, code, className }: { at: { x: number; y: number }; code: string; className: string }) {
  return (
    <text
      x={at.x + CELL_WIDTH / 2}
      y={at.y + 22}
      textAnchor="middle"
      fontSize="11"
      className={className}
      textLength={code.length > 6 ? CELL_WIDTH - 4 : undefined}
      lengthAdjust="spacingAndGlyphs"
    >
      {code}
    </text>
  );
}

/** The spaces within a few columns and rows, so that the map fits a phone with the case's space in its middle. */
function neighboursOf(space: CaseFileSpace): MapSpace[] {
  const columns = ranksOf([space.mapX, ...space.around.map(({ mapX }) => mapX)]);
  const rows = ranksOf([space.mapY, ...space.around.map(({ mapY }) => mapY)]);
  const distance = (ranks: Map<number, number>, a: number, b: number) =>
    Math.abs((ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  return space.around.filter(
    (other) =>
      other.code !== space.code &&
      distance(columns, other.mapX, space.mapX) <= COLUMNS_BESIDE &&
      distance(rows, other.mapY, space.mapY) <= ROWS_BESIDE,
  );
}

/** The order of each distinct coordinate: whatever unit the compound's plan uses, neighbours stay neighbours. */
function ranksOf(values: readonly number[]): Map<number, number> {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  return new Map(distinct.map((value, rank) => [value, rank]));
}
