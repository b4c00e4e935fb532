/** One earlier stay of the same person, in minutes. */
export interface PersonalStay {
  stayMinutes: number;
  /** Departure stated on arrival, minutes after it; null when none was stated. */
  statedMinutes: number | null;
}

export interface DepartureRule {
  /** Part of the earlier stays that may have been shorter than what is planned. Default 0.1. */
  risk?: number;
  /** Stays of experience that the statement itself counts for. Default 4. */
  trust?: number;
}

/**
 * Minutes after arrival by which to plan a vehicle full: never later than stated (null: nothing was), and earlier for a
 * person who has often left before. A quantile of how much of the stated time was really stayed, or of the stays themselves
 * where nothing is stated; a few stays move it little. Null where there is neither a statement nor a stay to go by.
 */
export function safeDeparture(
  statedMinutes: number | null,
  history: readonly PersonalStay[],
  { risk = 0.1, trust = 4 }: DepartureRule = {},
): number | null {
  if (statedMinutes === null) {
    return history.length === 0
      ? null
      : lowQuantile(
          history.map((stay) => stay.stayMinutes),
          risk,
        );
  }
  const kept = history.flatMap((stay) =>
    stay.statedMinutes !== null && stay.statedMinutes > 0
      ? [Math.min(1, stay.stayMinutes / stay.statedMinutes)]
      : [],
  );
  if (kept.length === 0) return statedMinutes;
  const believed = kept.length / (kept.length + trust);
  return statedMinutes * (1 - believed * (1 - lowQuantile(kept, risk)));
}

/** The value that at most `risk` of the values are below. */
function lowQuantile(values: readonly number[], risk: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(risk * sorted.length))]!;
}
