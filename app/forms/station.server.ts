import * as z from 'zod';
import { isDate } from '~/domain/shared/local-time';

const optionalDate = (error: string) =>
  z
    .string()
    .refine(isDate, error)
    .optional()
    .transform((on) => on ?? null);

export const clearanceSchema = (words: { date: string; long: string }) =>
  z.object({
    intent: z.literal('clearance'),
    tradeSettlement: z.boolean().default(false),
    subsidised: z.boolean().default(false),
    cccNo: z.string().trim().max(60, words.long).default(''),
    verificationNo: z.string().trim().max(60, words.long).default(''),
    verificationUntilOn: optionalDate(words.date),
    platformLinkedOn: optionalDate(words.date),
  });

export const pileCommandSchema = z.object({
  intent: z.enum(['stop', 'reset']),
  formId: z.string().min(4).max(64),
});
