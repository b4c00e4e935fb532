import { localTimeOf } from '~/domain/shared/local-time';
import { type ChartTime, instantOfIndex } from './chart-data';
import { linearScale, powerAxis } from './linear-scale';

export type ChartSize = 'narrow' | 'wide';

const outer = {
  narrow: { width: 360, height: 260, left: 38, right: 18, top: 42, bottom: 26 },
  wide: { width: 960, height: 350, left: 48, right: 20, top: 44, bottom: 30 },
} as const;

/** The inside of a chart: where an interval and a power stand, in units of the viewBox. */
export function chartGeometry(size: ChartSize, time: ChartTime, length: number, highestKw: number) {
  const frame = outer[size];
  const { ticks: powerTicks, topKw } = powerAxis(highestKw * 1.05);
  const x = linearScale([0, Math.max(1, length)], [frame.left, frame.width - frame.right]);
  const y = linearScale([0, topKw], [frame.height - frame.bottom, frame.top]);
  return {
    ...frame,
    x,
    y,
    baseline: frame.height - frame.bottom,
    length,
    powerTicks,
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

type Place = (value: number) => string;

// From the start of the first interval to the end of the last: across, then up or down.
function steps(x: Place, y: Place, values: readonly number[]): string {
  return values.map((value, index) => `${index === 0 ? '' : `V${y(value)}`}H${x(index + 1)}`).join('');
}

function stepsBack(x: Place, y: Place, values: readonly number[]): string {
  let path = '';
  for (let index = values.length - 1; index >= 0; index--) path += `V${y(values[index]!)}H${x(index)}`;
  return path;
}

const toTenth = (scale: (value: number) => number): Place => {
  return (value) => String(Math.round(scale(value) * 10) / 10);
};

/** A line of constant power within each interval. */
export function stepLine(geometry: ChartGeometry, values: readonly number[]): string {
  if (values.length === 0) return '';
  const x = toTenth(geometry.x);
  const y = toTenth(geometry.y);
  return `M${x(0)},${y(values[0]!)}${steps(x, y, values)}`;
}

/** The area between two stepped lines; a missing lower value is zero. */
export function stepArea(
  geometry: ChartGeometry,
  lower: readonly number[],
  upper: readonly number[],
): string {
  if (upper.length === 0) return '';
  const x = toTenth(geometry.x);
  const y = toTenth(geometry.y);
  const floor = upper.map((_, index) => lower[index] ?? 0);
  return `M${x(0)},${y(upper[0]!)}${steps(x, y, upper)}${stepsBack(x, y, floor)}Z`;
}
