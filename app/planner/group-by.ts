/**
 * The positions of `of` in groups by its values, whole numbers in [0, groups): ascending in each group, which goes from
 * first[g] to first[g + 1] of `members`. Positions with a negative value are left out.
 */
export function groupBy(of: ArrayLike<number>, groups: number): { first: Int32Array; members: Int32Array } {
  const first = new Int32Array(groups + 1);
  for (let k = 0; k < of.length; k++) if (of[k]! >= 0) first[of[k]! + 1]!++;
  for (let g = 0; g < groups; g++) first[g + 1]! += first[g]!;
  const members = new Int32Array(first[groups]!);
  const next = first.slice(0, groups);
  for (let k = 0; k < of.length; k++) if (of[k]! >= 0) members[next[of[k]!]!++] = k;
  return { first, members };
}
