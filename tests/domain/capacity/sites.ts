import type { ConnectionInput, PileLoad, TransformerBase } from '~/domain/capacity/connection-input';
import { CAPACITY_PARAMETERS } from '~/domain/capacity/parameters';

export const sevenKw: PileLoad = { kw: 7, phaseCount: 1, phases: null, orderable: true };

export const piles = (count: number, pile: PileLoad = sevenKw): PileLoad[] =>
  Array.from({ length: count }, () => pile);

export const transformerOf = (
  ratedKva: number,
  basePeakKw: number,
  rest: Partial<TransformerBase> = {},
): TransformerBase => ({
  name: '1#',
  ratedKva,
  basePeakKw,
  measuredOn: '2026-08-03',
  measuredBy: '台区总表',
  baseCurveKw: null,
  phasePeakKw: null,
  ...rest,
});

/** The n-th pile asks where n − 1 stand already. */
export const nthPile = (
  ratedKva: number,
  basePeakKw: number,
  n: number,
  rest: Partial<ConnectionInput> = {},
): ConnectionInput => ({
  transformer: transformerOf(ratedKva, basePeakKw),
  piles: piles(n - 1),
  feeders: [],
  request: { kw: 7, phaseCount: 1, orderable: true, cable: null },
  parameters: CAPACITY_PARAMETERS,
  ...rest,
});

/** 96 quarter-hours with an evening peak of `peakKw` at 20:00 and a valley at 40 % of it before dawn. */
export const eveningCurve = (peakKw: number): number[] =>
  Array.from({ length: 96 }, (_, i) => peakKw * (0.7 + 0.3 * Math.cos(((i / 4 - 20) / 12) * Math.PI)));
