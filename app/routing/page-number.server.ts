import * as z from 'zod';

const schema = z.coerce.number().int().min(1).max(10_000).catch(1);

/** The page that the address asks for (`page=2`); the first where it asks for nothing that exists. */
export function readPageNumber(url: URL): number {
  return schema.parse(url.searchParams.get('page') ?? 1);
}
