import * as z from 'zod';
import { isDate } from '~/domain/shared/local-time';
import type { utilityWords } from '~/i18n/utility';

type Words = (typeof utilityWords)['zh-CN']['survey']['errors'];

export const surveySchema = (words: Words) =>
  z.object({
    intent: z.literal('survey'),
    surveyedOn: z.string({ error: words.date }).refine(isDate, words.date),
    feederId: z.string({ error: words.feeder }).max(80),
    phases: z.enum(['any', 'A', 'B', 'C', 'ABC'], { error: words.phases }),
    cableLengthM: z.number({ error: words.length }).min(1, words.length).max(500, words.length),
    cableMm2: z.number({ error: words.section }).positive(words.section).max(400, words.section),
    meterPosition: z.string({ error: words.position }).trim().min(2, words.position).max(80, words.position),
    fireZone: z.enum(['open', 'shut'], { error: words.choose }),
    route: z.enum(['own', 'common'], { error: words.choose }),
    note: z.string().trim().max(500, words.long).default(''),
  });
