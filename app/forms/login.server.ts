import * as z from 'zod';

type Words = { phone: string; codeShape: string; required: string; name: string };

export const phoneSchema = (words: Words) =>
  z.object({ intent: z.literal('request-code'), phone: z.string({ error: words.phone }).trim() });

export const codeSchema = (words: Words) =>
  z.object({
    intent: z.literal('redeem-code'),
    phone: z.string(),
    code: z
      .string({ error: words.codeShape })
      .trim()
      .regex(/^\d{6}$/, words.codeShape),
  });

export const passwordSchema = (words: Words) =>
  z.object({
    loginName: z.string({ error: words.required }).trim().max(60),
    password: z.string({ error: words.required }).max(200),
  });

export const nameSchema = (words: Words) =>
  z.object({ name: z.string({ error: words.name }).trim().min(2, words.name).max(30, words.name) });
