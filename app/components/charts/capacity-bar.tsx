import { useId } from 'react';
import { chartWords } from '~/i18n/charts';
import { formatKw, formatPercent } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { useLocale } from '~/i18n/locale-context';
import type { CapacityData } from './chart-data';
import { ChartFrame } from './chart-frame';
import type { ChartSize } from './chart-geometry';

type CapacityBarProps = { title: string; data: CapacityData };

type Part = { key: string; label: string; fromKw: number; powerKw: number; className: string };

const frame = {
  narrow: { width: 360, height: 96, side: 4 },
  wide: { width: 960, height: 96, side: 4 },
} as const;
const barTop = 30;
const barHeight = 36;

/** The parts of a nameplate, one after another; what is over the limit eats into what the rule keeps free. */
function partsOf(data: CapacityData, locale: Locale): Part[] {
  const words = chartWords[locale];
  const usedKw = data.basePeakKw + data.committedKw + data.reservedKw;
  const freeKw = Math.max(0, data.limitKw - usedKw);
  const keptKw = Math.max(0, data.nameplateKw - Math.max(data.limitKw, usedKw));
  const lengths = [
    ['base', words.basePeak, data.basePeakKw, 'fill-base-load'],
    ['committed', words.committed, data.committedKw, 'fill-accent'],
    ['reserved', words.reserved, data.reservedKw, 'fill-series-2'],
    ['free', words.free, freeKw, 'fill-paper'],
    ['kept', words.kept, keptKw, 'fill-ground'],
  ] as const;
  let fromKw = 0;
  return lengths.map(([key, label, powerKw, className]) => {
    const part = { key, label, fromKw, powerKw, className };
    fromKw += powerKw;
    return part;
  });
}

/** A transformer as one bar from nothing to its nameplate, with the line its rule draws. */
export function CapacityBar({ title, data }: CapacityBarProps) {
  const locale = useLocale();
  const words = chartWords[locale];
  const parts = partsOf(data, locale);
  const usedKw = data.basePeakKw + data.committedKw + data.reservedKw;
  const overKw = usedKw - data.limitKw;
  const limitRule = data.limitRule ? ` · ${data.limitRule}` : '';
  return (
    <ChartFrame
      title={title}
      unit={`${words.nameplate} ${formatKw(data.nameplateKw)}${limitRule}`}
      summary={
        overKw > 0
          ? words.over(formatKw(overKw))
          : words.freeSummary(formatKw(-overKw), formatKw(data.limitKw))
      }
      legend={[
        ...parts.map((part) => ({
          label: `${part.label} ${formatKw(part.powerKw)}`,
          className: part.className,
          kind: part.key === 'kept' ? ('hatch' as const) : ('area' as const),
        })),
        { label: words.limitLabel(formatKw(data.limitKw)), className: 'stroke-limit', kind: 'dashed' },
      ]}
      table={{
        columns: [words.part, `${words.power} kW`, words.shareOfNameplate],
        rows: [
          ...parts.map((part) => [
            part.label,
            formatKw(part.powerKw),
            formatPercent(part.powerKw / data.nameplateKw, 1),
          ]),
          [words.limit, formatKw(data.limitKw), formatPercent(data.limitKw / data.nameplateKw, 1)],
        ],
      }}
      tableLabel={words.showTable}
      viewBoxOf={(size) => frame[size]}
    >
      {(size) => <Bar size={size} data={data} parts={parts} locale={locale} />}
    </ChartFrame>
  );
}

type BarProps = { size: ChartSize; data: CapacityData; parts: readonly Part[]; locale: Locale };

function Bar({ size, data, parts, locale }: BarProps) {
  const words = chartWords[locale];
  const hatchId = `${useId()}hatch`;
  const { width, side } = frame[size];
  const usedKw = data.basePeakKw + data.committedKw + data.reservedKw;
  const fullKw = Math.max(data.nameplateKw, usedKw);
  const x = (kw: number) => side + (kw / fullKw) * (width - 2 * side);
  const limitX = x(data.limitKw);
  return (
    <>
      <defs>
        <pattern
          id={hatchId}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line y2="6" className="stroke-line-strong" strokeWidth="2" />
        </pattern>
      </defs>
      {parts.map((part) => (
        <rect
          key={part.key}
          x={x(part.fromKw)}
          y={barTop}
          width={x(part.fromKw + part.powerKw) - x(part.fromKw)}
          height={barHeight}
          className={part.key === 'kept' ? undefined : part.className}
          fill={part.key === 'kept' ? `url(#${hatchId})` : undefined}
        />
      ))}
      {parts.map((part) => {
        const partWidth = x(part.fromKw + part.powerKw) - x(part.fromKw);
        const isDark = part.key === 'committed';
        return partWidth > [...part.label].length * (locale === 'en' ? 7 : 13) + 6 ? (
          <text
            key={part.key}
            x={x(part.fromKw) + partWidth / 2}
            y={barTop + barHeight / 2 + 4}
            textAnchor="middle"
            fontSize={12}
            className={isDark ? 'fill-paper' : 'fill-ink'}
          >
            {part.label}
          </text>
        ) : null;
      })}
      <rect
        x={side}
        y={barTop}
        width={width - 2 * side}
        height={barHeight}
        fill="none"
        className="stroke-base-load-line"
      />
      <line
        x1={limitX}
        x2={limitX}
        y1={barTop - 8}
        y2={barTop + barHeight + 8}
        className="stroke-limit"
        strokeWidth={2}
        strokeDasharray="5 3"
      />
      <text
        x={limitX}
        y={barTop - 13}
        textAnchor={limitX > width * 0.75 ? 'end' : 'middle'}
        fontSize={12}
        fontWeight={600}
        className="fill-ink"
      >
        {words.limitLabel(formatKw(data.limitKw))}
      </text>
      <text x={side} y={barTop + barHeight + 22} fontSize={12} className="fill-muted">
        0
      </text>
      <text
        x={width - side}
        y={barTop + barHeight + 22}
        textAnchor="end"
        fontSize={12}
        className="fill-muted"
      >
        {formatKw(data.nameplateKw)}
      </text>
    </>
  );
}
