import * as z from 'zod';

interface Words {
  words: string;
  tooLong: string;
  kinds: string;
  reason: string;
  number: string;
}

export const agreeSchema = (words: Words) =>
  z.object({
    intent: z.literal('agree'),
    conditions: z.string().max(1000, words.tooLong).optional(),
  });

export const returnSchema = (words: Words) =>
  z.object({
    intent: z.literal('return'),
    kinds: z.array(z.string()).min(1, words.kinds),
    words: z.string({ error: words.words }).trim().min(1, words.words).max(1000, words.tooLong),
  });

export const refuseSchema = (words: Words) =>
  z.object({
    intent: z.literal('refuse'),
    reason: z.string({ error: words.reason }),
    explanation: z.string({ error: words.words }).trim().min(1, words.words).max(1000, words.tooLong),
    loadRatePercent: z.number({ error: words.number }).min(0, words.number).max(300, words.number).optional(),
    missingDocuments: z.array(z.string()).optional(),
    evidenceKind: z.enum(['fire-authority-document', 'utility-document']).optional(),
    evidence: z.file().optional(),
  });
