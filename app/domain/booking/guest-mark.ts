const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A short mark, such as `K07`, by which a lender tells its guests apart; it differs from pile to pile and says nothing of the household. */
export function guestMark(pileId: string, householdId: string): string {
  let hash = 0x811c9dc5;
  for (const character of `${pileId}/${householdId}`)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return `${LETTERS[hash % LETTERS.length]}${String((hash >>> 8) % 100).padStart(2, '0')}`;
}
