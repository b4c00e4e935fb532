export const JOIN_CODE_SHORTEST = 6;
export const JOIN_CODE_LONGEST = 24;

/** A household's code as it is compared: capitals and digits only, full-width forms narrowed; null where it cannot be one. */
export function compactJoinCode(text: string): string | null {
  const compact = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑–—−_.·]/g, '');
  if (compact.length < JOIN_CODE_SHORTEST || compact.length > JOIN_CODE_LONGEST) return null;
  return /^[A-Z0-9]+$/.test(compact) ? compact : null;
}

/** A parking space's code as it is compared. */
export function compactSpaceCode(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/[‐‑–—−]/g, '-')
    .replace(/\s+/g, '');
}
