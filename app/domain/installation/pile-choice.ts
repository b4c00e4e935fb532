import type { PhaseCount } from '../shared/electrical';

/** The ratings of alternating-current piles that a household may ask for. */
export const PILE_RATINGS = [
  { kw: 7, phaseCount: 1 },
  { kw: 11, phaseCount: 3 },
  { kw: 21, phaseCount: 3 },
] as const satisfies readonly { kw: number; phaseCount: PhaseCount }[];

/** The phases of an offered rating in kW, null where it is not offered. */
export function phasesOfRating(kw: number): PhaseCount | null {
  return PILE_RATINGS.find((rating) => rating.kw === kw)?.phaseCount ?? null;
}

/** The smallest offered rating that charges a car at all it can take, the largest where none does. */
export function suggestedRatingKw(car: { readonly maxKw: number; readonly phaseCount: number }): number {
  const fitting = PILE_RATINGS.filter((rating) => rating.phaseCount <= Math.max(1, car.phaseCount));
  return (fitting.find((rating) => rating.kw >= car.maxKw) ?? fitting.at(-1) ?? PILE_RATINGS[0]).kw;
}
