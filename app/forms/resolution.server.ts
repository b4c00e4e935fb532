import * as z from 'zod';
import { isDate } from '~/domain/shared/local-time';

interface Words {
  choice: string;
  words: string;
  tooLong: string;
  decision: string;
  reference: string;
  date: string;
  number: string;
}

const MOST = 500;

export const voteSchema = (words: Words) =>
  z.object({
    intent: z.literal('vote'),
    choice: z.enum(['yes', 'no', 'abstain'], { error: words.choice }),
    note: z.string().trim().max(MOST, words.tooLong).optional(),
  });

export const closeSchema = z.object({ intent: z.literal('close') });

export const answerSchema = (words: Words) =>
  z.object({
    intent: z.literal('answer'),
    objectionId: z.string(),
    decision: z.enum(['uphold', 'reject'], { error: words.decision }),
    words: z.string({ error: words.words }).trim().min(1, words.words).max(MOST, words.tooLong),
  });

export const objectionSchema = (words: Words) =>
  z.object({ reason: z.string({ error: words.words }).trim().min(1, words.words).max(MOST, words.tooLong) });

const head = (words: Words) => ({
  intent: z.literal('official'),
  reference: z.string({ error: words.reference }).trim().min(1, words.reference).max(80, words.tooLong),
  decidedOn: z.string({ error: words.date }).refine(isDate, words.date),
  evidence: z.file().optional(),
});

const count = (words: Words) =>
  z.number({ error: words.number }).int(words.number).min(0, words.number).max(1_000_000);

/** Square metres with up to four decimals, taken as whole cm². */
const area = (words: Words) =>
  z
    .number({ error: words.number })
    .min(0, words.number)
    .max(100_000_000, words.number)
    .transform((squareMetres) => Math.round(squareMetres * 10_000));

export const assemblyResultSchema = (words: Words) =>
  z.object({
    ...head(words),
    totalArea: area(words),
    totalHeads: count(words),
    participatedArea: area(words),
    participatedHeads: count(words),
    yesArea: area(words),
    yesHeads: count(words),
  });

export const committeeResultSchema = (words: Words) =>
  z.object({ ...head(words), present: count(words), yes: count(words), no: count(words) });
