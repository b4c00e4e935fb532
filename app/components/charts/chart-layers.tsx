import { formatTime } from '~/i18n/format';
import { type BandKind, type ChartTime, indexOfInstant, type PriceBand } from './chart-data';
import { type ChartGeometry, stepLine } from './chart-geometry';

export const bandFill: Record<BandKind, string> = {
  'deep-valley': 'fill-band-deep-valley',
  valley: 'fill-band-valley',
  flat: 'fill-band-flat',
  peak: 'fill-band-peak',
  sharp: 'fill-band-sharp',
};

const textWidth = (text: string) =>
  [...text].reduce((width, letter) => width + (letter > '\u2e80' ? 12 : 7), 0);

/** Price bands as quiet tints over the whole height, each with its word where it fits. */
export function BandLayer({
  geometry,
  bands = [],
}: {
  geometry: ChartGeometry;
  bands?: readonly PriceBand[];
}) {
  const { x, top, baseline } = geometry;
  return (
    <g>
      {bands.map((band) => {
        const left = x(band.fromIndex);
        const width = x(band.toIndex) - left;
        return (
          <g key={`${band.fromIndex}-${band.kind}`}>
            <rect x={left} y={top} width={width} height={baseline - top} className={bandFill[band.kind]} />
            <line x1={left} x2={left} y1={top - 34} y2={baseline} className="stroke-line" />
            {width > textWidth(band.word) + 2 ? (
              <text x={left + width / 2} y={top - 22} textAnchor="middle" className="fill-ink" fontSize={12}>
                {band.word}
              </text>
            ) : null}
          </g>
        );
      })}
    </g>
  );
}

/** Hairlines and numbers: power at the left, the clock below. */
export function AxisLayer({ geometry }: { geometry: ChartGeometry }) {
  const { x, y, left, right, width, baseline, powerTicks, timeTicks, top } = geometry;
  return (
    <g fontSize={12} className="fill-muted">
      {powerTicks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {timeTicks.map((tick) => {
        const position = x(tick.index);
        return (
          <g key={tick.at}>
            <line
              x1={position}
              x2={position}
              y1={tick.isMidnight ? top : baseline}
              y2={baseline + 5}
              className={tick.isMidnight ? 'stroke-line-strong' : 'stroke-muted'}
            />
            <text x={position} y={baseline + 19} textAnchor="middle">
              {formatTime(tick.at)}
            </text>
          </g>
        );
      })}
      <line x1={left} x2={width - right} y1={baseline} y2={baseline} className="stroke-muted" />
    </g>
  );
}

type LimitLayerProps = { geometry: ChartGeometry; limitKw: readonly number[]; label: string };

/** The limit: dark, dashed, with its name. */
export function LimitLayer({ geometry, limitKw, label }: LimitLayerProps) {
  const { y, width, right } = geometry;
  const last = limitKw[limitKw.length - 1] ?? 0;
  return (
    <g>
      <path
        d={stepLine(geometry, limitKw)}
        fill="none"
        className="stroke-limit"
        strokeWidth={2}
        strokeDasharray="7 4"
      />
      <HaloText x={width - right - 4} y={y(last) - 6} anchor="end" text={label} />
    </g>
  );
}

type MarkerProps = {
  geometry: ChartGeometry;
  time: ChartTime;
  at: string | undefined;
  word: string;
  isDashed?: boolean;
  /** The line its word stands on, from above the drawing down, where several markers are near each other. */
  row?: number;
};

/** An upright line at an instant, with its word and time; nothing when the instant lies outside. */
export function MarkerLayer({ geometry, time, at, word, isDashed = false, row = 0 }: MarkerProps) {
  if (!at) return null;
  const { x, top, baseline, length, width } = geometry;
  const index = indexOfInstant(time, at);
  if (index < 0 || index > length) return null;
  const position = x(index);
  const isRight = position > width * 0.6;
  return (
    <g>
      <line
        x1={position}
        x2={position}
        y1={top}
        y2={baseline}
        className="stroke-info-strong"
        strokeWidth={1.5}
        strokeDasharray={isDashed ? '3 3' : undefined}
      />
      <HaloText
        x={position + (isRight ? -5 : 5)}
        y={top - 6 + row * 20}
        anchor={isRight ? 'end' : 'start'}
        text={`${word} ${formatTime(at)}`}
      />
    </g>
  );
}

type HaloTextProps = { x: number; y: number; anchor: 'start' | 'end' | 'middle'; text: string };

/** Words that stay readable on top of areas and lines. */
function HaloText({ x, y, anchor, text }: HaloTextProps) {
  return (
    <text
      x={x}
      y={y}
      textAnchor={anchor}
      fontSize={12}
      fontWeight={600}
      className="fill-ink stroke-paper"
      strokeWidth={4}
      strokeLinejoin="round"
      paintOrder="stroke"
    >
      {text}
    </text>
  );
}
