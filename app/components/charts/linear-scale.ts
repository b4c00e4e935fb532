/** Maps a domain onto a range, straight. */
export function linearScale(
  [fromValue, toValue]: readonly [number, number],
  [fromPlace, toPlace]: readonly [number, number],
): (value: number) => number {
  const slope = (toPlace - fromPlace) / (toValue - fromValue);
  return (value) => fromPlace + (value - fromValue) * slope;
}

/** Round numbers from 0 to the first at or above `highestKw`: at most five steps of 1, 2 or 5 times a power of ten. */
export function powerAxis(highestKw: number): { ticks: number[]; topKw: number } {
  const highest = Math.max(1, highestKw);
  const power = 10 ** Math.floor(Math.log10(highest / 4));
  const factor = [1, 2, 5, 10].find((candidate) => highest / (candidate * power) <= 5) ?? 10;
  const step = factor * power;
  const count = Math.ceil(highest / step - 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  return { ticks, topKw: ticks[count]! };
}
