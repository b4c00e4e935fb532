import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { localTimeOf } from '~/domain/shared/local-time';
import { type ChartTime, instantOfIndex } from './chart-data';

export type ChartSize = 'narrow' | 'wide';

const outer = {
  narrow: { width: 360, height: 250, left: 38, right: 8, top: 26, bottom: 26, tickHours: 6 },
  wide: { width: 960, height: 340, left: 48, right: 12, top: 28, bottom: 30, tickHours: 3 },
} as const;

/** The inside of a chart: where an interval and a power stand, in units of the viewBox. */
export function chartGeometry(size: ChartSize, time: ChartTime, length: number, highestKw: number) {
  const frame = outer[size];
  const x = scaleLinear([0, Math.max(1, length)], [frame.left, frame.width - frame.right]);
  const y = scaleLinear([0, Math.max(1, highestKw * 1.08)], [frame.height - frame.bottom, frame.top]).nice(4);
  return {
    ...frame,
    x,
    y,
    baseline: frame.height - frame.bottom,
    length,
    powerTicks: y.ticks(4),
    timeTicks: timeTicks(time, length, frame.tickHours),
  };
}

export type ChartGeometry = ReturnType<typeof chartGeometry>;

/** Whole hours of the Shanghai clock, every `everyHours`, as interval indices. */
export function timeTicks(time: ChartTime, length: number, everyHours: number) {
  const ticks: { index: number; at: string; isMidnight: boolean }[] = [];
  for (let index = 0; index <= length; index++) {
    const at = instantOfIndex(time, index);
    const { minuteOfDay } = localTimeOf(at);
    if (minuteOfDay % (everyHours * 60) === 0) ticks.push({ index, at, isMidnight: minuteOfDay === 0 });
  }
  return ticks;
}

// A step needs the end of its last interval as a point of its own.
const withEnd = <T>(values: readonly T[]): T[] => (values.length > 0 ? [...values, values[values.length - 1]!] : []);

/** A line of constant power within each interval. */
export function stepLine({ x, y }: ChartGeometry, values: readonly number[]): string {
  const path = line<number>()
    .x((_, index) => x(index))
    .y((value) => y(value))
    .curve(curveStepAfter)
    .digits(1);
  return path(withEnd(values)) ?? '';
}

/** The area between two stepped lines. */
export function stepArea(
  { x, y }: ChartGeometry,
  lower: readonly number[],
  upper: readonly number[],
): string {
  const pairs = withEnd(upper.map((value, index) => [lower[index] ?? 0, value] as const));
  const path = area<readonly [number, number]>()
    .x((_, index) => x(index))
    .y0(([low]) => y(low))
    .y1(([, high]) => y(high))
    .curve(curveStepAfter)
    .digits(1);
  return path(pairs) ?? '';
}
