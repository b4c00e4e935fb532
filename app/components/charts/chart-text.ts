import { chartWords } from '~/i18n/charts';
import { formatDateTime, formatIsoDate, formatKw, formatNumber, formatTime } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { type BandKind, type ChartTime, instantOfIndex } from './chart-data';
import type { LegendEntry } from './chart-frame';
import { bandFill } from './chart-layers';

/** `单位：kW · 11月25日（周三）12:00 至 …` */
export function unitAndRange(time: ChartTime, length: number, locale: Locale): string {
  const words = chartWords[locale];
  const range = words.range(
    formatDateTime(time.startAt, locale),
    formatDateTime(instantOfIndex(time, length), locale),
  );
  return `${words.unitKw} · ${range}`;
}

/** `400.0 kW`, or `300.0–400.0 kW` where it changes. */
export function limitText(limitKw: readonly number[]): string {
  const lowest = Math.min(...limitKw);
  const highest = Math.max(...limitKw);
  return lowest === highest ? formatKw(highest) : `${formatNumber(lowest, 1)}–${formatKw(highest)}`;
}

/** One entry for each kind of band on the chart, in its word. */
export function bandLegend(time: ChartTime): LegendEntry[] {
  const wordByKind = new Map<BandKind, string>((time.bands ?? []).map((band) => [band.kind, band.word]));
  return [...wordByKind].map(([kind, word]) => ({ label: word, className: bandFill[kind], kind: 'area' }));
}

export function bandWordAt(time: ChartTime, index: number): string {
  return time.bands?.find((band) => band.fromIndex <= index && index < band.toIndex)?.word ?? '–';
}

/** `11-25 23:15`: names a row, as a chart may hold the same clock time twice. */
export function rowTime(time: ChartTime, index: number): string {
  const at = instantOfIndex(time, index);
  return `${formatIsoDate(at).slice(5)} ${formatTime(at)}`;
}
