export type BandKind = 'deep-valley' | 'valley' | 'flat' | 'peak' | 'sharp';

/** A stretch of one price, half-open `[fromIndex, toIndex)` in intervals; the word stands on the chart. */
export type PriceBand = { fromIndex: number; toIndex: number; kind: BandKind; word: string };

/** A row of intervals of equal length; every series has one mean power for each interval. */
export type ChartTime = { startAt: string; intervalMinutes: number; bands?: readonly PriceBand[] };

export type LoadCurveData = ChartTime & {
  baseKw: readonly number[];
  orderedKw: readonly number[];
  uncontrolledKw?: readonly number[];
  limitKw: readonly number[];
  nowAt?: string;
};

export type PowerSeries = { key: string; label: string; powerKw: readonly number[] };

export type ScheduleData = ChartTime & {
  /** What is there anyway, below the series. */
  baseKw?: readonly number[];
  series: readonly PowerSeries[];
  limitKw: readonly number[];
  nowAt?: string;
};

export type MyLineData = ChartTime & {
  powerKw: readonly number[];
  pluggedInAt?: string;
  readyByAt?: string;
  nowAt?: string;
};

export type CapacityData = {
  nameplateKw: number;
  /** What may be used of the nameplate by the rule in force. */
  limitKw: number;
  /** The rule in words: 铭牌的 80%. */
  limitRule?: string;
  basePeakKw: number;
  committedKw: number;
  reservedKw: number;
};

/** The start of interval `index`; `index = length` is the end of the last one. */
export function instantOfIndex({ startAt, intervalMinutes }: ChartTime, index: number): string {
  return new Date(Date.parse(startAt) + index * intervalMinutes * 60_000).toISOString();
}

/** Where an instant stands in intervals, with fractions. */
export function indexOfInstant({ startAt, intervalMinutes }: ChartTime, at: string): number {
  return (Date.parse(at) - Date.parse(startAt)) / (intervalMinutes * 60_000);
}

/** The sum of several series, interval by interval. */
export function sumSeries(...series: readonly (readonly number[])[]): number[] {
  const length = Math.max(0, ...series.map((values) => values.length));
  return Array.from({ length }, (_, index) =>
    series.reduce((total, values) => total + (values[index] ?? 0), 0),
  );
}

/** The highest value and the first interval that has it. */
export function peakOf(values: readonly number[]): { value: number; index: number } {
  return values.reduce((peak, value, index) => (value > peak.value ? { value, index } : peak), {
    value: values[0] ?? 0,
    index: 0,
  });
}
