import * as z from 'zod';
import type { ownCaseWords } from '~/i18n/own-case';

type Words = (typeof ownCaseWords)['zh-CN'];

/** A few words that may be left out. */
export const optionalWordsSchema = (words: Words) =>
  z.object({ words: z.string().trim().max(500, words.errors.words).optional() });

export const mediationSchema = (words: Words, shortest: number) => {
  const { tooShort, tooLong } = words.mediation;
  return z.object({
    words: z.string({ error: tooShort }).trim().min(shortest, tooShort).max(1000, tooLong),
  });
};
