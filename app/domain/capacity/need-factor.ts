import type { NeedFactorStep } from './parameters';

/** Piles of one rating. */
export interface RatedGroup {
  readonly kw: number;
  readonly count: number;
}

/** Tolerance in kW for comparing sums of floating-point powers. */
const TOLERANCE = 1e-9;

/** True when `value` does not exceed `limit`, up to 1e-9 of rounding. */
export function isWithin(value: number, limit: number): boolean {
  return value <= limit + TOLERANCE;
}

/** Need factor Kx for `count` piles: the factor of the first step that reaches it, the last one beyond all. */
export function needFactorAt(count: number, steps: readonly NeedFactorStep[]): number {
  const step = steps.find((candidate) => candidate.upTo === null || count <= candidate.upTo);
  return step?.kx ?? steps.at(-1)?.kx ?? 1;
}

/** Kx(n)·ΣP in kW without the running maximum: falls at the edges of the table, so only for showing beside `demandKw`. */
export function rawDemandKw(groups: readonly RatedGroup[], steps: readonly NeedFactorStep[]): number {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const total = groups.reduce((sum, group) => sum + group.kw * group.count, 0);
  return needFactorAt(count, steps) * total;
}

/** Simultaneous demand in kW: the largest Kx(m)·(sum of the m largest ratings) over m ≤ n, so one more pile never lowers it. */
export function demandKw(groups: readonly RatedGroup[], steps: readonly NeedFactorStep[]): number {
  const sorted = groups.filter((group) => group.count > 0 && group.kw > 0).sort((a, b) => b.kw - a.kw);
  const count = sorted.reduce((sum, group) => sum + group.count, 0);
  let most = 0;
  for (const m of edgesUpTo(count, steps))
    most = Math.max(most, needFactorAt(m, steps) * largestKw(sorted, m));
  return most;
}

function edgesUpTo(count: number, steps: readonly NeedFactorStep[]): number[] {
  const edges = steps.flatMap((step) => (step.upTo !== null && step.upTo < count ? [step.upTo] : []));
  return [...edges, count];
}

function largestKw(sorted: readonly RatedGroup[], m: number): number {
  let left = m;
  let total = 0;
  for (const group of sorted) {
    const taken = Math.min(left, group.count);
    total += taken * group.kw;
    left -= taken;
  }
  return total;
}

/** Piles gathered by rating, optionally at another power than rated. */
export function groupByRating<T>(piles: readonly T[], kwOf: (pile: T) => number): RatedGroup[] {
  const counts = new Map<number, number>();
  for (const pile of piles) counts.set(kwOf(pile), (counts.get(kwOf(pile)) ?? 0) + 1);
  return [...counts].map(([kw, count]) => ({ kw, count }));
}
