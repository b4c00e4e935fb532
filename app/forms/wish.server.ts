import * as z from 'zod';
import { AMOUNT_KINDS } from '~/domain/charging/tonight-wish';

type Words = { readyTime: string; amountNeeded: string };

/** A wish of 今晚充电; `now` asks for charging at once. */
export const wishSchema = (words: Words) =>
  z.object({
    intent: z.enum(['save', 'now']).catch('save'),
    pileId: z.string().max(80),
    readyTime: z
      .string({ error: words.readyTime })
      .trim()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, words.readyTime),
    amountKind: z.enum(AMOUNT_KINDS).catch('kwh'),
    amount: z.coerce.number({ error: words.amountNeeded }).min(0.1, words.amountNeeded),
    repeats: z.enum(['nightly', 'once']).catch('once'),
  });
