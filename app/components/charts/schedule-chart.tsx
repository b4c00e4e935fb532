import { chartWords } from '~/i18n/charts';
import { formatKw, formatNumber, formatTime } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { useLocale } from '~/i18n/locale-context';
import { instantOfIndex, type PowerSeries, peakOf, type ScheduleData, sumSeries } from './chart-data';
import { ChartFrame, type ChartTable, type LegendEntry } from './chart-frame';
import { type ChartGeometry, type ChartSize, chartGeometry, stepArea } from './chart-geometry';
import { AxisLayer, BandLayer, LimitLayer, MarkerLayer } from './chart-layers';
import { bandLegend, bandWordAt, limitText, rowTime, unitAndRange } from './chart-text';

type ScheduleChartProps = { title: string; data: ScheduleData };

const seriesFill = [
  'fill-series-1',
  'fill-series-2',
  'fill-series-3',
  'fill-series-4',
  'fill-series-5',
  'fill-series-6',
  'fill-series-7',
];
const othersFill = 'fill-series-8';

/** Who charges when: one layer for each car or transformer under the limit. More than eight: the largest seven and the rest. */
export function ScheduleChart({ title, data }: ScheduleChartProps) {
  const locale = useLocale();
  const words = chartWords[locale];
  const stack = stackOf(data, words.baseLoad);
  const totalKw = sumSeries(...stack.map((series) => series.powerKw));
  const length = Math.max(totalKw.length, data.limitKw.length);
  const layers = [
    ...stack.slice(0, stack.length - data.series.length).map((base) => ({ ...base, fill: 'fill-base-load' })),
    ...drawnLayers(data.series, words.others),
  ];
  const highestKw = Math.max(...totalKw, ...data.limitKw);
  const geometryOf = (size: ChartSize) => chartGeometry(size, data, length, highestKw);
  const legend: LegendEntry[] = [
    ...layers.map((layer) => ({ label: layer.label, className: layer.fill, kind: 'area' as const })),
    { label: words.limit, className: 'stroke-limit', kind: 'dashed' },
    ...bandLegend(data),
  ];
  return (
    <ChartFrame
      title={title}
      unit={unitAndRange(data, length, locale)}
      summary={summaryOf(data, totalKw, locale)}
      legend={legend}
      table={tableOf(data, stack, totalKw, length, locale)}
      tableLabel={words.showTable}
      viewBoxOf={geometryOf}
    >
      {(size) => {
        const geometry = geometryOf(size);
        return (
          <>
            <BandLayer geometry={geometry} bands={data.bands} />
            <AxisLayer geometry={geometry} />
            <StackLayer geometry={geometry} layers={layers} />
            <LimitLayer
              geometry={geometry}
              limitKw={data.limitKw}
              label={words.limitLabel(limitText(data.limitKw))}
            />
            <MarkerLayer geometry={geometry} time={data} at={data.nowAt} word={words.now} />
          </>
        );
      }}
    </ChartFrame>
  );
}

type Layer = PowerSeries & { fill: string };

function drawnLayers(series: readonly PowerSeries[], others: (count: number) => string): Layer[] {
  if (series.length <= seriesFill.length + 1) {
    return series.map((entry, index) => ({ ...entry, fill: seriesFill[index] ?? othersFill }));
  }
  const energy = (entry: PowerSeries) => entry.powerKw.reduce((total, value) => total + value, 0);
  const sorted = [...series].sort((a, b) => energy(b) - energy(a));
  const shown = sorted.slice(0, seriesFill.length);
  const rest = sorted.slice(seriesFill.length);
  return [
    ...shown.map((entry, index) => ({ ...entry, fill: seriesFill[index]! })),
    {
      key: 'others',
      label: others(rest.length),
      powerKw: sumSeries(...rest.map((entry) => entry.powerKw)),
      fill: othersFill,
    },
  ];
}

function StackLayer({ geometry, layers }: { geometry: ChartGeometry; layers: readonly Layer[] }) {
  let floorKw: number[] = [];
  return (
    <g>
      {layers.map((layer) => {
        const ceilingKw = sumSeries(floorKw, layer.powerKw);
        const path = stepArea(geometry, floorKw, ceilingKw);
        floorKw = ceilingKw;
        return (
          <path key={layer.key} d={path} className={`stroke-paper ${layer.fill}`} strokeWidth={0.75}>
            <title>{layer.label}</title>
          </path>
        );
      })}
    </g>
  );
}

function summaryOf(data: ScheduleData, totalKw: readonly number[], locale: Locale): string {
  const peak = peakOf(totalKw);
  return chartWords[locale].peakSummary(
    formatKw(peak.value),
    formatTime(instantOfIndex(data, peak.index)),
    limitText(data.limitKw),
  );
}

function stackOf(data: ScheduleData, baseWord: string): PowerSeries[] {
  const base = data.baseKw ? [{ key: 'base', label: baseWord, powerKw: data.baseKw }] : [];
  return [...base, ...data.series];
}

function tableOf(
  data: ScheduleData,
  stack: readonly PowerSeries[],
  totalKw: readonly number[],
  length: number,
  locale: Locale,
): ChartTable {
  const words = chartWords[locale];
  const kw = (value: number | undefined) => (value === undefined ? '–' : formatNumber(value, 1));
  return {
    columns: [
      words.time,
      ...stack.map((series) => `${series.label} kW`),
      `${words.total} kW`,
      `${words.limit} kW`,
      words.band,
    ],
    rows: Array.from({ length }, (_, index) => [
      rowTime(data, index),
      ...stack.map((series) => kw(series.powerKw[index])),
      kw(totalKw[index]),
      kw(data.limitKw[index]),
      bandWordAt(data, index),
    ]),
  };
}
