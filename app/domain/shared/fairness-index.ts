/** Jain's index of served fractions (0 to 1 each): 1 where all are served alike, 1/n where one has all; null without any. */
export function fairnessIndex(served: readonly number[]): number | null {
  if (served.length === 0) return null;
  const sum = served.reduce((total, share) => total + share, 0);
  const squares = served.reduce((total, share) => total + share * share, 0);
  return squares === 0 ? 1 : (sum * sum) / (served.length * squares);
}
