import * as z from 'zod';
import type { AcceptanceValues } from '~/domain/compliance/acceptance';
import type { AcceptanceContext, AcceptanceItem } from '~/domain/compliance/acceptance-items';
import { isDate } from '~/domain/shared/local-time';
import type { operatorWords } from '~/i18n/operator';

type Words = (typeof operatorWords)['zh-CN']['acceptance']['errors'];

const scope = {
  pileKind: z.enum(['private', 'shared', 'public']),
  location: z.enum(['outdoor', 'indoor', 'underground']),
  earthing: z.enum(['TN', 'TT']),
};

const scopeSchema = z.object(scope).partial();

export type AcceptanceScope = Pick<AcceptanceContext, 'pileKind' | 'location' | 'earthing'>;

/** Which checklist is asked for in the address, by the space's own place where it does not say. */
export function readScope(from: URLSearchParams | FormData, spaceLevel: number | null): AcceptanceScope {
  const given = Object.fromEntries(
    ['pileKind', 'location', 'earthing'].map((key) => [key, from.get(key) ?? undefined]),
  );
  const parsed = scopeSchema.safeParse(given);
  const location = (spaceLevel ?? 0) < 0 ? 'underground' : 'outdoor';
  return { pileKind: 'private', location, earthing: 'TN', ...(parsed.success ? defined(parsed.data) : {}) };
}

/** The name of a checklist item's field. */
export const itemField = (key: string) => `item-${key}`;

/** The head of the form and every item of its checklist; what is missing is the domain's to say, all at once. */
export const acceptanceSchema = (words: Words, items: readonly AcceptanceItem[]) => {
  const fields: Record<string, z.ZodType> = {};
  for (const item of items) {
    fields[itemField(item.key)] =
      item.kind === 'yes-no'
        ? z.enum(['yes', 'no'], { error: words.choose }).optional()
        : item.kind === 'text'
          ? z.string().trim().max(200, words.long).optional()
          : z.number({ error: words.number }).nonnegative(words.number).optional();
  }
  return z.object({
    intent: z.literal('accept'),
    ...scope,
    installedOn: z.string({ error: words.date }).refine(isDate, words.date),
    vendor: z.string().trim().max(60, words.long).default(''),
    model: z.string().trim().max(60, words.long).default(''),
    cccNo: z.string().trim().max(60, words.long).default(''),
    photos: z.array(z.instanceof(File)).default([]),
    ...fields,
  });
};

/** The values of the checklist from a parsed form. */
export function itemValues(
  value: Record<string, unknown>,
  items: readonly AcceptanceItem[],
): AcceptanceValues {
  const values: Record<string, string | number | boolean | null> = {};
  for (const { key, kind } of items) {
    const given = value[itemField(key)] as string | number | undefined;
    values[key] = given === undefined ? null : kind === 'yes-no' ? given === 'yes' : given;
  }
  return values;
}

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
