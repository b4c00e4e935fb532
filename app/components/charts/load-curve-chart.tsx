import { chartWords } from '~/i18n/charts';
import { formatKw, formatNumber, formatTime } from '~/i18n/format';
import { useLocale } from '~/i18n/locale-context';
import { instantOfIndex, type LoadCurveData, peakOf, sumSeries } from './chart-data';
import { ChartFrame, type ChartTable, type LegendEntry } from './chart-frame';
import { chartGeometry, stepArea, stepLine } from './chart-geometry';
import { AxisLayer, BandLayer, LimitLayer, MarkerLayer } from './chart-layers';
import { bandLegend, bandWordAt, limitText, rowTime, unitAndRange } from './chart-text';

type LoadCurveChartProps = { title: string; data: LoadCurveData };

/** A transformer's day: base load, ordered charging on top of it, what would come uncontrolled, the limit. */
export function LoadCurveChart({ title, data }: LoadCurveChartProps) {
  const locale = useLocale();
  const words = chartWords[locale];
  const { baseKw, uncontrolledKw, limitKw } = data;
  const totalKw = sumSeries(baseKw, data.orderedKw);
  const length = baseKw.length;
  const highestKw = Math.max(...totalKw, ...limitKw, ...(uncontrolledKw ?? []));
  const geometryOf = (size: 'narrow' | 'wide') => chartGeometry(size, data, length, highestKw);
  return (
    <ChartFrame
      title={title}
      unit={unitAndRange(data, length, locale)}
      summary={summaryOf(data, totalKw, locale)}
      legend={legendOf(data, words)}
      table={tableOf(data, totalKw, words)}
      tableLabel={words.showTable}
      viewBoxOf={geometryOf}
    >
      {(size) => {
        const geometry = geometryOf(size);
        return (
          <>
            <BandLayer geometry={geometry} bands={data.bands} />
            <AxisLayer geometry={geometry} />
            <path d={stepArea(geometry, [], baseKw)} className="fill-base-load" />
            <path d={stepArea(geometry, baseKw, totalKw)} className="fill-accent" />
            <path d={stepLine(geometry, baseKw)} fill="none" className="stroke-base-load-line" />
            {uncontrolledKw ? (
              <path
                d={stepLine(geometry, uncontrolledKw)}
                fill="none"
                className="stroke-danger"
                strokeWidth={1.25}
              />
            ) : null}
            <LimitLayer geometry={geometry} limitKw={limitKw} label={words.limitLabel(limitText(limitKw))} />
            <MarkerLayer geometry={geometry} time={data} at={data.nowAt} word={words.now} />
          </>
        );
      }}
    </ChartFrame>
  );
}

type ChartWords = (typeof chartWords)['zh-CN'];

function summaryOf(data: LoadCurveData, totalKw: readonly number[], locale: 'zh-CN' | 'en'): string {
  const words = chartWords[locale];
  const peak = peakOf(totalKw);
  const sentence = words.peakSummary(
    formatKw(peak.value),
    formatTime(instantOfIndex(data, peak.index)),
    limitText(data.limitKw),
  );
  const { uncontrolledKw } = data;
  if (!uncontrolledKw) return sentence;
  const wild = peakOf(uncontrolledKw.map((value, index) => value - (data.limitKw[index] ?? 0)));
  if (wild.value <= 0) return sentence;
  const time = formatTime(instantOfIndex(data, wild.index));
  const over = words.overSummary(formatKw(uncontrolledKw[wild.index] ?? 0), time);
  return locale === 'en' ? `${sentence} ${over}` : sentence + over;
}

function legendOf(data: LoadCurveData, words: ChartWords): LegendEntry[] {
  const entries: LegendEntry[] = [
    { label: words.baseLoad, className: 'fill-base-load', kind: 'area' },
    { label: words.ordered, className: 'fill-accent', kind: 'area' },
  ];
  if (data.uncontrolledKw) {
    entries.push({ label: words.uncontrolled, className: 'stroke-danger', kind: 'line' });
  }
  entries.push({ label: words.limit, className: 'stroke-limit', kind: 'dashed' });
  return [...entries, ...bandLegend(data)];
}

function tableOf(data: LoadCurveData, totalKw: readonly number[], words: ChartWords): ChartTable {
  const { uncontrolledKw } = data;
  const kw = (value: number | undefined) => (value === undefined ? '–' : formatNumber(value, 1));
  return {
    columns: [
      words.time,
      `${words.baseLoad} kW`,
      `${words.ordered} kW`,
      `${words.total} kW`,
      ...(uncontrolledKw ? [`${words.uncontrolled} kW`] : []),
      `${words.limit} kW`,
      words.band,
    ],
    rows: data.baseKw.map((base, index) => [
      rowTime(data, index),
      kw(base),
      kw(data.orderedKw[index]),
      kw(totalKw[index]),
      ...(uncontrolledKw ? [kw(uncontrolledKw[index])] : []),
      kw(data.limitKw[index]),
      bandWordAt(data, index),
    ]),
  };
}
