import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { localTimeOf } from '~/domain/shared/local-time';
import { type ChartTime, instantOfIndex } from './chart-data';

const POWER_TICKS = 5;

export type ChartSize = 'narrow' | 'wide';

const outer = {
  narrow: { width: 360, height: 260, left: 38, right: 18, top: 42, bottom: 26 },
  wide: { width: 960, height: 350, left: 48, right: 20, top: 44, bottom: 30 },
} as const;

/** The inside of a chart: where an interval and a power stand, in units of the viewBox. */
export function chartGeometry(size: ChartSize, time: ChartTime, length: number, highestKw: number) {
  const frame = outer[size];
  const x = scaleLinear([0, Math.max(1, length)], [frame.left, frame.width - frame.right]);
  const y = scaleLinear([0, Math.max(1, highestKw * 1.05)], [frame.height - frame.bottom, frame.top]).nice(
    POWER_TICKS,
  );
  return {
    ...frame,
    x,
    y,
    baseline: frame.height - frame.bottom,
    length,
    powerTicks: y.ticks(POWER_TICKS),
    timeTicks: timeTicks(time, length, tickHours(time, x(1) - x(0))),
  };
}

export type ChartGeometry = ReturnType<typeof chartGeometry>;

// A clock time is about 36 units wide; it needs air on both sides.
function tickHours(time: ChartTime, unitsPerInterval: number): number {
  const unitsPerHour = (unitsPerInterval * 60) / time.intervalMinutes;
  return [1, 2, 3, 6, 12].find((hours) => hours * unitsPerHour >= 48) ?? 24;
}

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

interface StepPoint {
  index: number;
  lower: number;
  upper: number;
}

// One point a start of interval, and one at the end of the last, so that the last step has its width.
function stepPoints(lower: readonly number[], upper: readonly number[]): StepPoint[] {
  const points = upper.map((value, index) => ({ index, lower: lower[index] ?? 0, upper: value }));
  const last = points.at(-1);
  return last ? [...points, { ...last, index: points.length }] : [];
}

/** A line of constant power within each interval. */
export function stepLine(geometry: ChartGeometry, values: readonly number[]): string {
  const path = line<StepPoint>()
    .x((point) => geometry.x(point.index))
    .y((point) => geometry.y(point.upper))
    .curve(curveStepAfter)
    .digits(1);
  return path(stepPoints([], values)) ?? '';
}

/** The area between two stepped lines; a missing lower value is zero. */
export function stepArea(
  geometry: ChartGeometry,
  lower: readonly number[],
  upper: readonly number[],
): string {
  const path = area<StepPoint>()
    .x((point) => geometry.x(point.index))
    .y0((point) => geometry.y(point.lower))
    .y1((point) => geometry.y(point.upper))
    .curve(curveStepAfter)
    .digits(1);
  return path(stepPoints(lower, upper)) ?? '';
}
