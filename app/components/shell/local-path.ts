/** A path of this site from outside input, or the start page: never another site. */
export function localPath(value: unknown, otherwise = '/'): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return otherwise;
  return /[\s\\]/.test(value) ? otherwise : value;
}
