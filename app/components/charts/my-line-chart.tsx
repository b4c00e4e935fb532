import { chartWords } from '~/i18n/charts';
import { formatKwh, formatNumber, formatTime } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { useLocale } from '~/i18n/locale-context';
import { instantOfIndex, type MyLineData } from './chart-data';
import { ChartFrame, type LegendEntry } from './chart-frame';
import { type ChartSize, chartGeometry, stepArea, stepLine } from './chart-geometry';
import { AxisLayer, BandLayer, MarkerLayer } from './chart-layers';
import { bandLegend, bandWordAt, rowTime, unitAndRange } from './chart-text';

type MyLineChartProps = { title: string; data: MyLineData };

/** One car's night: when it charges and how fast, in which price band, until it must be ready. */
export function MyLineChart({ title, data }: MyLineChartProps) {
  const locale = useLocale();
  const words = chartWords[locale];
  const length = data.powerKw.length;
  const highestKw = Math.max(2, ...data.powerKw);
  const geometryOf = (size: ChartSize) => chartGeometry(size, data, length, highestKw);
  const legend: LegendEntry[] = [
    { label: words.myPower, className: 'fill-accent', kind: 'area' },
    ...bandLegend(data),
  ];
  return (
    <ChartFrame
      title={title}
      unit={unitAndRange(data, length, locale)}
      summary={summaryOf(data, locale)}
      legend={legend}
      table={{
        columns: [words.time, `${words.myPower} kW`, words.price],
        rows: data.powerKw.map((power, index) => [
          rowTime(data, index),
          formatNumber(power, 1),
          bandWordAt(data, index),
        ]),
      }}
      tableLabel={words.showTable}
      viewBoxOf={geometryOf}
    >
      {(size) => {
        const geometry = geometryOf(size);
        return (
          <>
            <BandLayer geometry={geometry} bands={data.bands} />
            <AxisLayer geometry={geometry} />
            <path d={stepArea(geometry, [], data.powerKw)} className="fill-accent" />
            <path
              d={stepLine(geometry, data.powerKw)}
              fill="none"
              className="stroke-accent-strong"
              strokeWidth={1.5}
            />
            <MarkerLayer
              geometry={geometry}
              time={data}
              at={data.pluggedInAt}
              word={words.pluggedIn}
              isDashed
            />
            <MarkerLayer geometry={geometry} time={data} at={data.nowAt} word={words.now} row={1} />
            <MarkerLayer geometry={geometry} time={data} at={data.readyByAt} word={words.readyBy} isDashed />
          </>
        );
      }}
    </ChartFrame>
  );
}

function summaryOf(data: MyLineData, locale: Locale): string {
  const words = chartWords[locale];
  const first = data.powerKw.findIndex((power) => power > 0);
  const last = data.powerKw.reduce((latest, power, index) => (power > 0 ? index : latest), -1);
  if (first < 0) return words.myLineIdle;
  const energyKwh = (data.powerKw.reduce((total, power) => total + power, 0) * data.intervalMinutes) / 60;
  return words.myLineSummary(
    formatKwh(energyKwh),
    formatTime(instantOfIndex(data, first)),
    formatTime(instantOfIndex(data, last + 1)),
  );
}
