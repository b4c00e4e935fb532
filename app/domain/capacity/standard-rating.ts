/** Preferred ratings of distribution transformers, kVA: the R10 series. */
const RATINGS_KVA = [
  50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500,
];

/** The next larger preferred rating, kVA; null above the largest. */
export function nextRatingKva(ratedKva: number): number | null {
  return RATINGS_KVA.find((kva) => kva > ratedKva) ?? null;
}
